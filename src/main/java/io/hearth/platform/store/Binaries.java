package io.hearth.platform.store;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.springframework.util.FileSystemUtils;
import org.tukaani.xz.XZInputStream;

/** The stores' programs for this machine, unpacked from the class path once per version. */
final class Binaries {

    private final Path folder;

    Binaries(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
    }

    static Binaries under(DataFolder data, StoreSettings settings) {
        var chosen = settings.binaries();
        return new Binaries(chosen == null ? data.path().resolve("binaries") : chosen);
    }

    /** The folder with PostgreSQL's bin, lib and share. */
    Path postgres() {
        return unpacked("postgres", "/postgres-" + postgresPlatform() + ".txz", Binaries::untar);
    }

    /** Redis' server program. */
    Path redis() {
        var name = Command.isWindows() ? "redis-server.exe" : "redis-server";
        return unpacked("redis", redisResource(), (content, target) -> {
                    var program = target.resolve(name);
                    Files.copy(content, program);
                    makeExecutable(program);
                })
                .resolve(name);
    }

    private interface Unpack {
        void into(InputStream content, Path target) throws IOException;
    }

    private Path unpacked(String store, String resource, Unpack unpack) {
        try {
            var home = folder.resolve(store + "-" + fingerprint(store, resource));
            if (Files.isDirectory(home)) {
                return home;
            }
            Files.createDirectories(folder);
            var fresh = Files.createTempDirectory(folder, store + "-new-");
            try (var content = open(store, resource)) {
                unpack.into(content, fresh);
            }
            if (!Command.isWindows()) {
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rwxr-xr-x"));
            }
            return move(fresh, home);
        } catch (IOException fault) {
            throw new StoreUnavailable(
                    "Expected to unpack " + store + " into " + folder + ", but " + fault
                            + ". Make the folder writable, or set hearth.platform.store.binaries.",
                    fault);
        }
    }

    private static Path move(Path fresh, Path home) throws IOException {
        try {
            return Files.move(fresh, home);
        } catch (FileAlreadyExistsException | DirectoryNotEmptyException | AtomicMoveNotSupportedException another) {
            FileSystemUtils.deleteRecursively(fresh);
            return home;
        }
    }

    /** Told by the jar's directory where there is one: reading all of it would delay every start by a second. */
    private static String fingerprint(String store, String resource) throws IOException {
        try (var content = open(store, resource)) {
            if (Binaries.class.getResource(resource).openConnection() instanceof JarURLConnection packed) {
                var entry = packed.getJarEntry();
                return "%08x%x".formatted(entry.getCrc(), entry.getSize());
            }
            var check = new CRC32();
            check.update(content.readAllBytes());
            return "%08x".formatted(check.getValue());
        }
    }

    private static InputStream open(String store, String resource) {
        var content = Binaries.class.getResourceAsStream(resource);
        if (content == null) {
            throw new StoreUnavailable("Expected to find " + store + " for this machine (" + resource
                    + ") on the class path, but it is not there. Name a server of your own with "
                    + ("redis".equals(store) ? "--hearth.redis.url" : "--spring.datasource.url") + ".");
        }
        return new BufferedInputStream(content, 1 << 16);
    }

    private static void untar(InputStream packed, Path target) throws IOException {
        try (var tar = new TarArchiveInputStream(new XZInputStream(packed))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                var path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("the archive names a file outside of itself: " + entry.getName());
                }
                unpack(tar, entry, path);
            }
        }
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        if ((entry.getMode() & 0100) != 0) {
            makeExecutable(path);
        }
    }

    private static void makeExecutable(Path path) throws IOException {
        if (!Command.isWindows()) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    private static String postgresPlatform() {
        var arm = isArm() ? "arm_64" : "x86_64";
        if (Command.isWindows()) {
            return "windows-x86_64";
        }
        return (isMac() ? "darwin-" : "linux-") + arm;
    }

    private static String redisResource() {
        if (Command.isWindows()) {
            return "/redis-server-5.0.14.1-windows-amd64.exe";
        }
        if (isMac()) {
            return "/redis-server-6.2.6-v5-darwin-" + (isArm() ? "arm64" : "amd64");
        }
        return isArm() ? "/redis-server-6.2.7-linux-arm64" : "/redis-server-6.2.6-v5-linux-amd64";
    }

    private static boolean isMac() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("mac");
    }

    private static boolean isArm() {
        var arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
        return arch.contains("aarch64") || arch.contains("arm64");
    }
}
