package io.hearth.platform.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Properties;

/** Random passwords of an embedded store, made once and kept beside its data, readable by the server's user alone. */
final class Passwords {

    private final Path file;
    private final Properties known = new Properties();

    Passwords(Path file) {
        this.file = file;
        try {
            if (Files.exists(file)) {
                try (var content = Files.newInputStream(file)) {
                    known.load(content);
                }
            }
        } catch (IOException fault) {
            throw new StoreUnavailable("Expected to read " + file + ", but " + fault, fault);
        }
    }

    String of(String role) {
        var password = known.getProperty(role);
        return password == null ? make(role) : password;
    }

    private String make(String role) {
        var bytes = new byte[24];
        new SecureRandom().nextBytes(bytes);
        var password = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        known.setProperty(role, password);
        try {
            var fresh = Files.createTempFile(file.getParent(), "passwords", ".new");
            if (!Command.isWindows()) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            }
            try (var content = Files.newOutputStream(fresh)) {
                known.store(content, "Made by Hearth for its embedded store. Keep with the data.");
            }
            Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException fault) {
            throw new StoreUnavailable("Expected to write " + file + ", but " + fault, fault);
        }
        return password;
    }
}
