package io.hearth.message.template;

import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;

/** Content read from the working directory, and small sets made up in tests. */
final class Folder {

    private Folder() {}

    static ContentFiles shipped() {
        try (var paths = Files.walk(Path.of("templates"))) {
            var files = new ArrayList<ContentFile>();
            for (var path : paths.filter(Files::isRegularFile).toList()) {
                files.add(new ContentFile(path.toString().replace('\\', '/'), Files.readAllBytes(path)));
            }
            files.add(new ContentFile("rules/catalogue.yaml", Files.readAllBytes(Path.of("rules/catalogue.yaml"))));
            return ContentFiles.of(files);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** One e-mail whose HTML is given, with the variables that the hostile files use. */
    static ContentFiles email(byte[] html) {
        return ContentFiles.of(
                ContentFile.of("templates/model.yaml", """
                        languages: [zh]
                        variables:
                          member: {name: text, points: number, level: text, tags: list}
                          event: {type: text}
                          now: date
                        """),
                ContentFile.of("templates/_layout/email.mjml", """
                        <mjml><mj-body><mj-section><mj-column><mj-text><hearth-content/></mj-text>
                        <mj-text><a href="${link.unsubscribe}">x</a></mj-text></mj-column></mj-section></mj-body></mjml>
                        """),
                ContentFile.of("templates/_layout/email.txt.ftl", "<hearth-content/> ${link.unsubscribe}"),
                ContentFile.of(
                        "templates/t/m/message.yaml",
                        "{title: {zh: T}, purpose: service, links: {open: 'https://a.example/'}}"),
                ContentFile.of("templates/t/m/subject.ftl", "subject"),
                ContentFile.of("templates/t/m/email.txt.ftl", "text"),
                ContentFile.of("templates/t/m/sample.json", """
                        {"member": {"name": "<script>alert(1)</script>", "points": 5, "level": "gold", "tags": ["a", "b"]},
                         "event": {"type": "t"}, "now": "2026-01-02T03:04:05Z"}
                        """),
                new ContentFile("templates/t/m/email.html.ftl", html));
    }
}
