package io.hearth.message.template;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hearth.content.ContentCheck;
import io.hearth.content.ContentFiles;
import io.hearth.content.Finding;
import io.hearth.content.Release;
import io.hearth.content.ReleasePublished;
import io.hearth.content.ReleaseTarget;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The messages of the live release, compiled once when it is published. */
@Component
public class Templates implements ContentCheck, ReleaseTarget {

    private final Cache<String, TemplateSet.Reading> byTemplates =
            Caffeine.newBuilder().maximumSize(4).build();
    private volatile Live live = new Live("", TemplateSet.empty());

    /** The set that messages are rendered with now, and the release that it belongs to. */
    public record Live(String release, TemplateSet templates) {}

    public Live live() {
        return live;
    }

    @Override
    public List<Finding> check(ContentFiles candidate) {
        return read(candidate).faults().stream()
                .map(f -> Finding.error(
                        f.file(), f.line(), f.column() > 0 ? "column " + f.column() + ": " + f.text() : f.text()))
                .toList();
    }

    @Override
    public void prepare(Release release) {
        var faults = read(release.files()).faults();
        if (!faults.isEmpty()) {
            throw new IllegalStateException(
                    "Expected templates without faults for release '" + release.hash() + "', but " + faults.get(0));
        }
    }

    @EventListener
    void published(ReleasePublished published) {
        use(published.release());
    }

    /** Makes a release the one to render with. */
    public void use(Release release) {
        live = new Live(release.hash(), read(release.files()).templates());
    }

    /** The templates of files that are not released, with what is wrong with them; kept nowhere. */
    public static TemplateSet.Reading draft(ContentFiles files) {
        return TemplateSet.read(files);
    }

    private TemplateSet.Reading read(ContentFiles files) {
        var templates = ContentFiles.of(Stream.concat(files.under("templates"), files.find(Names.CATALOGUE).stream())
                .toList());
        return byTemplates.get(templates.hash(), hash -> TemplateSet.read(templates));
    }
}
