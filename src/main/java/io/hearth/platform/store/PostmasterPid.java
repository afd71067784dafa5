package io.hearth.platform.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** What PostgreSQL's pid file says about a server that still runs on a folder. */
record PostmasterPid(long pid, int port) {

    static final String NAME = "postmaster.pid";

    /** Empty when there is no file, or the process it names is gone or is somebody else's. */
    static Optional<PostmasterPid> read(Path cluster) throws IOException {
        var file = cluster.resolve(NAME);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        var lines = Files.readAllLines(file);
        if (lines.size() < 4 || !Path.of(lines.get(1)).normalize().equals(cluster)) {
            return Optional.empty();
        }
        var found = new PostmasterPid(
                Long.parseLong(lines.get(0).strip()),
                Integer.parseInt(lines.get(3).strip()));
        return found.isPostgres() ? Optional.of(found) : Optional.empty();
    }

    private boolean isPostgres() {
        return command()
                .map(command -> command.getFileName().toString().startsWith("postgres"))
                .orElse(false);
    }

    boolean runs(Path program) {
        return command().map(program::equals).orElse(false);
    }

    private Optional<Path> command() {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .flatMap(process -> process.info().command())
                .map(Path::of);
    }
}
