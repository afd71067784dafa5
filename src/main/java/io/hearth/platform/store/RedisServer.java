package io.hearth.platform.store;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Redis as a process beside this one. It keeps nothing on disk, since all it holds can be rebuilt from PostgreSQL; one
 * left behind by a killed run is stopped and a new one started.
 */
final class RedisServer {

    private static final Logger log = LoggerFactory.getLogger(RedisServer.class);
    private static final int PORT_TRIES = 5;

    private final Path program;
    private final Path folder;
    private final StoreSettings.Redis settings;
    private final String password;

    private RedisServer(Path program, Path folder, StoreSettings.Redis settings) throws IOException {
        DataFolder.makePrivate(folder);
        this.program = program;
        this.folder = folder;
        this.settings = settings;
        this.password = new Passwords(folder.resolve("passwords.properties")).of("redis");
    }

    static Running start(Path program, Path folder, StoreSettings.Redis settings) {
        try {
            var server = new RedisServer(program, folder, settings);
            server.stopLeftBehind();
            return server.start();
        } catch (IOException fault) {
            throw new StoreUnavailable("Expected to start Redis in " + folder + ", but " + fault, fault);
        }
    }

    record Running(RedisServer server, int port, String version, String password) {
        String url() {
            return "redis://:" + password + "@127.0.0.1:" + port;
        }

        void stop() {
            server.stop(port);
        }
    }

    private Running start() throws IOException {
        int port = FreePort.loopback(settings.port());
        for (int attempt = 1; ; attempt++) {
            configure(port);
            Command.run(
                    List.of(program.toString(), configurationFile().toString()),
                    folder.resolve("commands.log"),
                    settings.startWithin());
            var version = awaitVersion(port);
            if (version.isPresent()) {
                return new Running(this, port, version.get(), password);
            }
            if (attempt == PORT_TRIES) {
                throw new StoreUnavailable("Expected Redis on port " + port + " to answer within "
                        + settings.startWithin().toSeconds() + " s, but it did not (see " + folder.resolve("server.log")
                        + "). Start one yourself and name it with --hearth.redis.url.");
            }
            port = FreePort.loopback(port + 1);
        }
    }

    private void configure(int port) throws IOException {
        Files.writeString(configurationFile(), """
                # Written by Hearth at every start.
                bind 127.0.0.1
                port %d
                requirepass %s
                daemonize yes
                pidfile "%s"
                logfile "%s"
                dir "%s"
                save ""
                appendonly no
                maxmemory %s
                maxmemory-policy volatile-lru
                """.formatted(
                        port, password, pidFile(), folder.resolve("server.log"), folder, settings.maxMemory()));
        Files.writeString(folder.resolve("port"), Integer.toString(port));
    }

    private Optional<String> awaitVersion(int port) {
        long deadline = System.nanoTime() + settings.startWithin().toNanos();
        while (System.nanoTime() < deadline) {
            var version = ask(port, "INFO server").flatMap(RedisServer::version);
            if (version.isPresent()) {
                return version;
            }
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        return Optional.empty();
    }

    private void stopLeftBehind() throws IOException {
        var file = folder.resolve("port");
        if (Files.exists(file) && Files.exists(pidFile())) {
            stop(Integer.parseInt(Files.readString(file).strip()));
            log.info("Stopped Redis, which an earlier run left behind");
        }
    }

    /** Only the Redis that knows our password is ours; one that hangs is ended by its process. */
    private void stop(int port) {
        var process = process();
        ask(port, "SHUTDOWN NOSAVE");
        process.ifPresent(left -> {
            try {
                left.onExit().get(5, TimeUnit.SECONDS);
            } catch (InterruptedException interruption) {
                Thread.currentThread().interrupt();
            } catch (java.util.concurrent.ExecutionException | java.util.concurrent.TimeoutException hanging) {
                left.destroyForcibly();
            }
        });
    }

    private Optional<ProcessHandle> process() {
        try {
            if (!Files.exists(pidFile())) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(Files.readString(pidFile()).strip()))
                    .filter(ProcessHandle::isAlive)
                    .filter(found -> found.info()
                            .command()
                            .map(program.toString()::equals)
                            .orElse(false));
        } catch (IOException | NumberFormatException unreadable) {
            return Optional.empty();
        }
    }

    private Optional<String> ask(int port, String command) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 500);
            socket.setSoTimeout((int) Duration.ofSeconds(1).toMillis());
            socket.getOutputStream()
                    .write(("AUTH " + password + "\r\n" + command + "\r\nQUIT\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            try (var answer =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII))) {
                var accepted = answer.readLine();
                return "+OK".equals(accepted)
                        ? Optional.of(String.join("\n", answer.lines().toList()))
                        : Optional.empty();
            }
        } catch (IOException | java.io.UncheckedIOException away) {
            return Optional.empty();
        }
    }

    private static Optional<String> version(String info) {
        return info.lines()
                .filter(line -> line.startsWith("redis_version:"))
                .map(line -> line.substring("redis_version:".length()))
                .findFirst();
    }

    private Path configurationFile() {
        return folder.resolve("redis.conf");
    }

    private Path pidFile() {
        return folder.resolve("redis.pid");
    }
}
