package io.hearth.message;

import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import io.hearth.content.DraftFiles;
import io.hearth.content.DraftFiles.DraftFile;
import io.hearth.content.InChinese;
import io.hearth.content.Releases;
import io.hearth.message.template.Fault;
import io.hearth.message.template.MessageTemplate;
import io.hearth.message.template.TemplateSet;
import io.hearth.message.template.Templates;
import io.hearth.platform.Problem;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Reads one template of a draft, a few at a time, so that people see what they write; nothing of it is kept. */
@Component
class DraftTemplates {

    private static final String TREE = "templates";
    private static final int AT_A_TIME = 2;
    private static final int PATIENCE_SECONDS = 3;

    private final Releases releases;
    private final Semaphore places = new Semaphore(AT_A_TIME);

    DraftTemplates(Releases releases) {
        this.releases = releases;
    }

    /** The template with the draft's files over the released ones; a problem names the file and line of its first fault. */
    MessageTemplate find(String id, List<DraftFile> files) {
        var all = new DraftFiles(files).over(releases.live().files(), TREE);
        var mine = ContentFiles.of(Stream.concat(
                        all.under(TREE).filter(file -> concerns(file, id)), all.find("rules/catalogue.yaml").stream())
                .toList());
        var reading = read(mine);
        return reading.templates().find(id).orElseThrow(() -> reading.faults().stream()
                .findFirst()
                .map(DraftTemplates::problem)
                .orElseGet(() -> Problem.notFound("template", id)));
    }

    /** Its own folder, and what all templates share: the layout, the model and those made up. */
    private static boolean concerns(ContentFile file, String id) {
        var path = file.path();
        return path.startsWith(TREE + "/" + id + "/")
                || path.startsWith(TREE + "/_")
                || path.indexOf('/', TREE.length() + 1) < 0;
    }

    private TemplateSet.Reading read(ContentFiles files) {
        if (!entered()) {
            throw Problem.caller(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "draft.busy",
                    "Expected to read the draft's template, but " + AT_A_TIME
                            + " others are being read. Try again soon.");
        }
        try {
            return Templates.draft(files);
        } finally {
            places.release();
        }
    }

    /** Several people look at once; one reading takes far less than they would wait. */
    private boolean entered() {
        try {
            return places.tryAcquire(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException end) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static Problem problem(Fault fault) {
        var line = fault.line() > 0 ? ":" + fault.line() : "";
        var place = fault.file() + line + " ";
        return Problem.content("template.faulty", place + fault.text())
                .inChinese(place + InChinese.of(fault.text()))
                .field("files");
    }
}
