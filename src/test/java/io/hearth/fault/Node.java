package io.hearth.fault;

import io.hearth.platform.store.LabStores;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One server process of the lab, which is ended and started again under the same name. */
final class Node {

    private static final Duration START_WITHIN = Duration.ofMinutes(3);

    private final String name;
    private final Lab lab;
    private final Path log;
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private final Proxy postgres;
    private final Proxy redis;
    private volatile Process process;
    private volatile Line line;
    private volatile int port;

    Node(String name, Lab lab) throws IOException {
        this.name = name;
        this.lab = lab;
        this.log = lab.folder().resolve("node-" + name + ".log");
        this.postgres = new Proxy(lab.stores().postgresPort());
        this.redis = new Proxy(lab.stores().redisPort());
    }

    /** The line to PostgreSQL. */
    Proxy postgres() {
        return postgres;
    }

    /** The line to Redis. */
    Proxy redis() {
        return redis;
    }

    Path log() {
        return log;
    }

    String name() {
        return name;
    }

    boolean alive() {
        var running = process;
        return running != null && running.isAlive();
    }

    long processId() {
        return process.pid();
    }

    /** Begins to start; {@link #awaitReady} waits for the end of it. */
    void begin() throws IOException {
        var meeting = new ServerSocket(0);
        port = Lab.freePort();
        process = new ProcessBuilder(command(meeting.getLocalPort()))
                .directory(Files.createDirectories(lab.folder().resolve("home-" + name))
                        .toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        line = new Line(meeting);
    }

    private List<String> command(int meeting) throws IOException {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + System.getProperty("hearth.fault.heap", "400m"),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:-BytecodeVerificationRemote",
                "-Duser.timezone=UTC",
                "-Dhearth.fault.lab=" + meeting,
                "-Dhearth.fault.node=" + name,
                "-Dhearth.fault.ahead=" + lab.ahead().toSeconds(),
                "-cp",
                lab.classPath(),
                "io.hearth.fault.node.FaultyHearth",
                "--server.port=" + port,
                "--management.server.port=" + Lab.freePort()));
        command.add("--spring.datasource.url=" + lab.stores().databaseUrl(postgres.port()));
        command.add("--hearth.redis.url=" + lab.stores().redisUrl(redis.port()));
        lab.settings().forEach((setting, value) -> command.add("--" + setting + "=" + value));
        return command;
    }

    void awaitReady() throws Exception {
        line.await("ready", START_WITHIN);
    }

    /** What the process says and hears besides its log. */
    private final class Line {

        private final ServerSocket meeting;
        private final BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        private volatile PrintWriter out;

        Line(ServerSocket meeting) {
            this.meeting = meeting;
            var listening = new Thread(this::listen, "line-" + name);
            listening.setDaemon(true);
            listening.start();
        }

        private void listen() {
            try (meeting) {
                Socket socket = meeting.accept();
                out = new PrintWriter(socket.getOutputStream(), true, StandardCharsets.US_ASCII);
                var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
                in.lines().forEach(heard::add);
            } catch (IOException | java.io.UncheckedIOException gone) {
                heard.add("gone");
            }
        }

        void await(String word, Duration patience) throws Exception {
            long until = System.nanoTime() + patience.toNanos();
            while (System.nanoTime() < until) {
                var said = heard.poll(200, TimeUnit.MILLISECONDS);
                if (word.equals(said)) {
                    return;
                }
                if (!process.isAlive()) {
                    throw new IllegalStateException(
                            "Expected node " + name + " to say '" + word + "', but it ended:\n" + lastWords());
                }
            }
            throw new TimeoutException(
                    "Expected node " + name + " to say '" + word + "', but it did not:\n" + lastWords());
        }
    }

    private String lastWords() throws IOException {
        var lines = Files.readAllLines(log);
        return String.join("\n", lines.subList(Math.max(0, lines.size() - 40), lines.size()));
    }

    void order(String text) throws Exception {
        line.out.println(text);
        line.await("heard " + text, Duration.ofSeconds(10));
    }

    /** To stop at a place when it comes there for the nth time. */
    void stopAt(String place, int nth) throws Exception {
        order("stop-at " + place + " " + nth);
    }

    void awaitAt(String place, Duration patience) throws Exception {
        line.await("at " + place, patience);
    }

    void go() throws Exception {
        order("go");
    }

    void kill() throws Exception {
        process.destroyForcibly();
        process.onExit().get(20, TimeUnit.SECONDS);
    }

    /** Asks it to end; returns how long that took. */
    Duration stop(Duration patience) throws Exception {
        long begun = System.nanoTime();
        process.destroy();
        process.onExit().get(patience.toMillis(), TimeUnit.MILLISECONDS);
        return Duration.ofNanos(System.nanoTime() - begun);
    }

    void signal(String signal) throws IOException {
        LabStores.signal(signal, process.pid());
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /** The answer, as soon as the server gives one at all. */
    HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Authorization", "Bearer " + lab.secret())
                .timeout(Duration.ofSeconds(20)));
    }

    /** 200 and UP or DEGRADED, or 503; 0 while nobody answers. */
    int health() throws InterruptedException {
        try {
            return send(HttpRequest.newBuilder(uri("/actuator/health")).timeout(Duration.ofSeconds(10)))
                    .statusCode();
        } catch (IOException unreachable) {
            return 0;
        }
    }
}
