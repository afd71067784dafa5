package io.hearth.decision.language;

import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The content that the product ships, from the working directory. */
final class Shipped {

    private Shipped() {}

    static ContentFiles files() {
        return ContentFiles.of(Stream.of("rules", "bpmn", "templates")
                .map(Path::of)
                .filter(Files::isDirectory)
                .flatMap(Shipped::read)
                .toList());
    }

    private static Stream<ContentFile> read(Path folder) {
        try (var paths = Files.walk(folder)) {
            return List.copyOf(paths.filter(Files::isRegularFile).toList()).stream()
                    .map(Shipped::file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ContentFile file(Path path) {
        try {
            return new ContentFile(path.toString().replace('\\', '/'), Files.readAllBytes(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
