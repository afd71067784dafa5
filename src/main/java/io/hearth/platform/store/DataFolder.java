package io.hearth.platform.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/**
 * The folder that keeps the embedded stores' data, held by one server at a time.
 *
 * <p>The lock is the operating system's, so that it ends with the process however that dies. Whoever holds it may treat
 * any store still running on the folder as left over from a server that was killed.
 */
final class DataFolder implements AutoCloseable {

    private final Path path;
    private final FileChannel channel;

    private DataFolder(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static DataFolder open(Path folder) {
        var path = folder.toAbsolutePath().normalize();
        try {
            Files.createDirectories(path);
            var channel = FileChannel.open(
                    path.resolve("hearth.lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new StoreUnavailable("Expected to open the data folder " + path
                        + ", but another Hearth is running on it. Stop that one, or give this one a folder of its own"
                        + " with --hearth.data=FOLDER.");
            }
            channel.truncate(0);
            channel.write(StandardCharsets.US_ASCII.encode(
                    Long.toString(ProcessHandle.current().pid())));
            return new DataFolder(path, channel);
        } catch (IOException fault) {
            throw new StoreUnavailable(
                    "Expected to open the data folder " + path + ", but " + fault
                            + ". Make the folder writable for this user, or choose another with --hearth.data=FOLDER.",
                    fault);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException held) {
            return null;
        }
    }

    /** A folder that only this user can look into, since passwords are kept there. */
    static void makePrivate(Path folder) throws IOException {
        Files.createDirectories(folder);
        if (!Command.isWindows()) {
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
