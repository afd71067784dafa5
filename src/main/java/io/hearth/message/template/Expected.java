package io.hearth.message.template;

import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How messages look for their samples, compared with what lies in {@code expected/} beside them. */
public final class Expected {

    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

    private Expected() {}

    /**
     * One form of a message that looks other than expected.
     *
     * @param now how it looks now; its path is that of the expected file
     * @param before how it was expected; null where nothing lies there
     */
    public record Other(
            String template, ContentFile now, @Nullable String before) {}

    /** What looks other than expected, in files whose templates have no faults. */
    public static List<Other> differences(ContentFiles files) {
        var others = new ArrayList<Other>();
        var reading = TemplateSet.read(files);
        if (!reading.faults().isEmpty()) {
            return others;
        }
        for (var message : reading.templates().all()) {
            for (var language : message.languages()) {
                var rendered = message.renderAll(language, ZONE, TemplateSet.sampleOf(message));
                for (var part : Part.values()) {
                    var path = "templates/" + message.id() + "/expected/" + language + "." + part.label()
                            + extension(part);
                    var text = rendered.part(part).orElse("");
                    var before = files.find(path).map(ContentFile::text).orElse(null);
                    if (!text.equals(before)) {
                        others.add(new Other(message.id(), ContentFile.of(path, text), before));
                    }
                }
            }
        }
        return others;
    }

    private static String extension(Part part) {
        return switch (part.syntax()) {
            case HTML -> ".html";
            case TEXT -> ".txt";
            case JSON -> ".json";
        };
    }
}
