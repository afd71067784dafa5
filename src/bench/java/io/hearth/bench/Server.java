package io.hearth.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** The server under test: a process of its own, with its own stores in a folder of its own. */
final class Server implements AutoCloseable {

    static final String OWNER = "hearth_owner";
    private static final String APPLICATION = "hearth_app";
    static final String SECRET = "hk_" + UUID.randomUUID().toString().replace("-", "");

    private final Process process;
    private final int port;
    private final Path data;
    private final Path log;

    private Server(Process process, int port, Path data, Path log) {
        this.process = process;
        this.port = port;
        this.data = data;
        this.log = log;
    }

    static Server start(Path jar, Path work, Path content, String... settings) throws Exception {
        var server = start(jar, work.resolve("data"), work.resolve("data"), work.resolve("server.log"), content, settings);
        server.letIn();
        return server;
    }

    /** Another server on the stores of this one. */
    Server beside(Path jar, Path work, Path content) throws Exception {
        var passwords = passwords("redis");
        return start(
                jar,
                work.resolve("second"),
                data,
                work.resolve("second.log"),
                content,
                "--spring.datasource.url=" + databaseUrl(),
                "--spring.datasource.username=" + APPLICATION,
                "--spring.datasource.password=" + passwords("postgres").getProperty(APPLICATION),
                "--spring.flyway.user=" + OWNER,
                "--spring.flyway.password=" + password(),
                "--hearth.redis.url=redis://:" + passwords.getProperty("redis") + "@127.0.0.1:"
                        + Files.readString(data.resolve("redis/port")).strip());
    }

    private static Server start(Path jar, Path own, Path data, Path log, Path content, String... settings)
            throws Exception {
        int port = free();
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + System.getProperty("hearth.bench.heap", "1g"),
                "-jar",
                jar.toString(),
                "--server.port=" + port,
                "--management.server.port=" + free(),
                "--hearth.data=" + own,
                "--hearth.content.location=" + content,
                "--hearth.simulator.running=false"));
        command.addAll(List.of(settings));
        var more = System.getProperty("hearth.bench.options", "");
        if (!more.isBlank()) {
            command.addAll(1, List.of(more.split(" ")));
        }
        var process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        var server = new Server(process, port, data, log);
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        server.awaitReady();
        return server;
    }

    private static int free() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    /**
     * Asks on the caller's own thread, over a connection that is kept; the answer must be 200.
     *
     * @param body null to get instead of post
     */
    String ask(String path, @Nullable String body) throws IOException {
        var connection = (HttpURLConnection) uri(path).toURL().openConnection();
        connection.setRequestProperty("Authorization", "Bearer " + SECRET);
        connection.setReadTimeout(180_000);
        if (body != null) {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            connection.setFixedLengthStreamingMode(bytes.length);
            try (var out = connection.getOutputStream()) {
                out.write(bytes);
            }
        }
        int status = connection.getResponseCode();
        try (var in = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
            var answer = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            if (status != 200) {
                throw new IllegalStateException("Expected 200 from " + path + ", but got " + status + " " + answer);
            }
            return answer;
        }
    }

    private void awaitReady() throws Exception {
        var client = HttpClient.newHttpClient();
        for (long until = System.nanoTime() + Duration.ofMinutes(10).toNanos(); System.nanoTime() < until; ) {
            if (!process.isAlive()) {
                break;
            }
            try {
                var answer = client.send(
                        HttpRequest.newBuilder(uri("/actuator/health")).build(), BodyHandlers.ofString());
                if (answer.statusCode() == 200) {
                    return;
                }
            } catch (IOException notYet) {
                // It is starting.
            }
            LockSupport.parkNanos(200_000_000);
        }
        close();
        throw new IllegalStateException("Expected the server to start, but it said:\n" + Files.readString(log));
    }

    /** As the owner of the schema, to prepare and to count. */
    Connection connect() throws SQLException {
        return DriverManager.getConnection(databaseUrl(), OWNER, password());
    }

    /** The database server's own process. */
    long databaseProcess() throws IOException {
        return Long.parseLong(
                Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid")).get(0).strip());
    }

    String databaseUrl() throws SQLException {
        try {
            var lines = Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"));
            return "jdbc:postgresql://127.0.0.1:" + lines.get(3).strip() + "/hearth?reWriteBatchedInserts=true";
        } catch (IOException fault) {
            throw new SQLException(fault);
        }
    }

    String password() throws SQLException {
        return passwords("postgres").getProperty(OWNER);
    }

    private Properties passwords(String store) throws SQLException {
        var passwords = new Properties();
        try (var in = Files.newInputStream(data.resolve(store).resolve("passwords.properties"))) {
            passwords.load(in);
        } catch (IOException fault) {
            throw new SQLException(fault);
        }
        return passwords;
    }

    private void letIn() throws Exception {
        try (var connection = connect();
                var insert = connection.prepareStatement(
                        """
                        insert into api_key (id, name, secret_hash, scopes, sources, created_by, created_at)
                        values (gen_random_uuid(), 'bench', ?, '{EVENTS_WRITE,READ}', '{bench}', 'bench', now())
                        on conflict do nothing
                        """)) {
            insert.setBytes(1, MessageDigest.getInstance("SHA-256").digest(SECRET.getBytes()));
            insert.executeUpdate();
        }
    }

    long number(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    boolean same(String what, long expected, String sql) throws SQLException {
        long found = number(sql);
        if (found != expected) {
            System.err.println("WRONG: expected " + expected + " " + what + ", but found " + found);
        }
        return found == expected;
    }

    void run(String sql) throws SQLException {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Accepted events that are not decided yet. */
    long lag() throws SQLException {
        return number(
                "select coalesce(sum(h.next_position - 1 - l.position), 0) from log_head h join log_lease l using (partition)");
    }

    /** Without a warning, as a failing machine would. Its stores live on. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    long processId() {
        return process.pid();
    }

    @Override
    public void close() throws Exception {
        process.destroy();
        if (!process.waitFor(40, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
        if (Boolean.getBoolean("hearth.bench.log")) {
            System.err.println(Files.readString(log));
        }
    }
}
