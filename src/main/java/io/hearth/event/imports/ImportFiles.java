package io.hearth.event.imports;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** The files of open imports, in the data folder; gone when their import is done. */
@Component
class ImportFiles {

    /** A file as it was stored. */
    record Stored(String hash, long size) {}

    private final Path folder;

    ImportFiles(@Value("${hearth.data:data}") Path data) {
        this.folder = data.resolve("imports");
    }

    Stored store(UUID id, InputStream content) throws IOException {
        Files.createDirectories(folder);
        var path = path(id);
        try (var hashed = new DigestInputStream(content, MessageDigest.getInstance("SHA-256"))) {
            Files.copy(hashed, path);
            try (var channel = java.nio.channels.FileChannel.open(path, java.nio.file.StandardOpenOption.WRITE)) {
                channel.force(true);
            }
            return new Stored(HexFormat.of().formatHex(hashed.getMessageDigest().digest()), Files.size(path));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256 to be there, but it is not", e);
        }
    }

    boolean has(UUID id) {
        return Files.exists(path(id));
    }

    Path path(UUID id) {
        return folder.resolve(id + ".txt");
    }

    void delete(UUID id) {
        try {
            Files.deleteIfExists(path(id));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
