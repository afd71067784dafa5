package io.hearth.platform.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * PostgreSQL as a process beside this one, on a folder of ours.
 *
 * <p>It runs detached, so that an interrupt on the terminal reaches this server first. After a kill of this server it
 * lives on; the next start finds it by its pid file and takes it over.
 */
final class PostgresServer {

    private static final Logger log = LoggerFactory.getLogger(PostgresServer.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(60);
    private static final int PORT_TRIES = 5;

    private final Path home;
    private final Path folder;
    private final Path cluster;
    private final Path output;
    private final StoreSettings.Postgres settings;
    private final OrdinaryUser user;
    private final Passwords passwords;

    private PostgresServer(Path home, Path folder, StoreSettings.Postgres settings) throws IOException {
        DataFolder.makePrivate(folder);
        this.home = home;
        this.folder = folder;
        this.cluster = folder.resolve("cluster");
        this.output = folder.resolve("commands.log");
        this.settings = settings;
        this.user = OrdinaryUser.forFilesIn(folder);
        this.passwords = new Passwords(folder.resolve("passwords.properties"));
    }

    /** A server that runs, with the address and the roles to reach it by. */
    static Running start(Path home, Path folder, StoreSettings.Postgres settings) {
        try {
            var server = new PostgresServer(home, folder, settings);
            return server.start();
        } catch (IOException fault) {
            throw new StoreUnavailable("Expected to start PostgreSQL in " + folder + ", but " + fault, fault);
        }
    }

    record Running(PostgresServer server, PostgresRoles.Access access, boolean adopted) {
        void stop() {
            server.stop("fast");
        }
    }

    private Running start() throws IOException {
        if (!Files.exists(cluster.resolve("PG_VERSION"))) {
            create();
        }
        var left = PostmasterPid.read(cluster);
        if (left.isPresent()) {
            var adopted = adopt(left.get());
            if (adopted.isPresent()) {
                return adopted.get();
            }
            stop("fast");
        } else {
            Files.deleteIfExists(cluster.resolve(PostmasterPid.NAME));
        }
        return startOnFreePort();
    }

    private void create() throws IOException {
        var fresh = cluster.resolveSibling("cluster.new");
        FileSystemUtils.deleteRecursively(fresh);
        Files.createDirectories(fresh);
        var passwordFile = Files.writeString(cluster.resolveSibling("initial-password"), passwords.of("postgres"));
        try {
            user.own(folder);
            Command.run(
                    user.runs(List.of(
                            program("initdb"),
                            "--pgdata=" + fresh,
                            "--username=postgres",
                            "--pwfile=" + passwordFile,
                            "--auth=scram-sha-256",
                            "--encoding=UTF8",
                            "--locale=C",
                            "--locale-provider=builtin",
                            "--builtin-locale=C.UTF-8")),
                    output,
                    Duration.ofMinutes(2));
        } finally {
            Files.deleteIfExists(passwordFile);
        }
        Files.writeString(
                fresh.resolve("postgresql.conf"), "\ninclude_if_exists 'hearth.conf'\n", StandardOpenOption.APPEND);
        Files.move(fresh, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private Optional<Running> adopt(PostmasterPid left) throws IOException {
        var configuration = PostgresConfiguration.text(left.port(), settings.settings());
        var current = cluster.resolve("hearth.conf");
        if (!Files.exists(current)
                || !Files.readString(current).equals(configuration)
                || !left.runs(Path.of(program("postgres")))) {
            return Optional.empty();
        }
        try {
            var access = new PostgresRoles(left.port(), passwords, cluster).prepare();
            log.info("Took over PostgreSQL (process {}), which an earlier run left behind", left.pid());
            return Optional.of(new Running(this, access, true));
        } catch (StoreUnavailable notAnswering) {
            return Optional.empty();
        }
    }

    private Running startOnFreePort() throws IOException {
        int port = FreePort.loopback(settings.port());
        for (int attempt = 1; !startsOn(port, attempt); attempt++) {
            port = FreePort.loopback(port + 1);
        }
        try {
            return new Running(this, new PostgresRoles(port, passwords, cluster).prepare(), false);
        } catch (StoreUnavailable refused) {
            stop("fast");
            throw refused;
        }
    }

    /** False when somebody took the port between the look and the start. */
    private boolean startsOn(int port, int attempt) throws IOException {
        Files.writeString(cluster.resolve("hearth.conf"), PostgresConfiguration.text(port, settings.settings()));
        user.own(folder);
        try {
            control("start", "--wait", "--timeout=" + settings.startWithin().toSeconds(), "--log=" + logFile());
            return true;
        } catch (StoreUnavailable fault) {
            if (attempt == PORT_TRIES || FreePort.loopback(port) == port) {
                throw new StoreUnavailable(fault.getMessage() + " (see " + logFile() + ")", fault);
            }
            return false;
        }
    }

    private void stop(String mode) {
        control("stop", "--wait", "--timeout=" + STOP_WITHIN.toSeconds(), "--mode=" + mode);
    }

    private void control(String act, String... options) {
        var line = new java.util.ArrayList<>(List.of(program("pg_ctl"), act, "--pgdata=" + cluster));
        line.addAll(List.of(options));
        Command.run(user.runs(line), output, settings.startWithin().plus(STOP_WITHIN));
    }

    private Path logFile() {
        return cluster.resolveSibling("server.log");
    }

    private String program(String name) {
        return home.resolve("bin")
                .resolve(Command.isWindows() ? name + ".exe" : name)
                .toString();
    }
}
