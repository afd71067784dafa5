package io.hearth.message;

import io.hearth.Hearth;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.function.LongFunction;
import org.postgresql.PGConnection;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;

/** The server in this very process, so that messages can be planned as journeys and rules plan them: by a call. */
final class OwnServer implements AutoCloseable {

    static final String PURPOSE = "marketing";

    final ConfigurableApplicationContext context;
    private final Path data;

    private OwnServer(ConfigurableApplicationContext context, Path data) {
        this.context = context;
        this.data = data;
    }

    static OwnServer start(String... settings) {
        var data = Path.of(System.getProperty("hearth.bench.work")).resolve("data");
        var arguments = new ArrayList<>(List.of(
                "--server.port=0",
                "--management.server.port=-1",
                "--hearth.data=" + data,
                "--hearth.simulator.running=false",
                "--logging.structured.format.console=",
                "--logging.level.root=warn"));
        arguments.addAll(List.of(settings));
        return new OwnServer(
                new SpringApplication(Hearth.class).run(arguments.toArray(String[]::new)), data);
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** As the owner of the schema, to prepare and to count. */
    Connection connect() throws Exception {
        var lines = Files.readAllLines(data.resolve("postgres/cluster/postmaster.pid"));
        var passwords = new Properties();
        try (var in = Files.newInputStream(data.resolve("postgres/passwords.properties"))) {
            passwords.load(in);
        }
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + lines.get(3).strip() + "/hearth",
                "hearth_owner",
                passwords.getProperty("hearth_owner"));
    }

    void run(String sql) throws Exception {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    long number(String sql) throws Exception {
        try (var connection = connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        }
    }

    /** Members 1 to {@code count}, all of whom agreed to be written to; it is about noon where they live. */
    void members(int count) throws Exception {
        var hour = java.time.LocalTime.now(java.time.ZoneOffset.UTC).getHour();
        var shift = 12 - hour;
        var zone = "Etc/GMT" + (shift > 0 ? "-" : "+") + Math.abs(shift);
        copy(
                "member (id, created_at, name, email, phone, language, zone)",
                count,
                n -> n + "\t2026-01-02 03:04:05+00\tRunner " + n + "\tr" + n + "@example.com\t+86138" + (10_000_000 + n)
                        + "\t" + (n % 2 == 0 ? "zh" : "en") + "\t" + zone);
        copy(
                "consent (member_id, purpose, channel, granted, at, source)",
                count,
                n -> n + "\t" + PURPOSE + "\t*\tt\t2026-01-02 03:04:05+00\tbench");
        run("vacuum analyze member, consent");
    }

    void copy(String into, long count, LongFunction<String> row) throws Exception {
        try (var connection = connect()) {
            var copy = connection.unwrap(PGConnection.class).getCopyAPI().copyIn("copy " + into + " from stdin");
            var buffer = new ByteArrayOutputStream();
            for (long n = 1; n <= count; n++) {
                var line = row.apply(n);
                if (!line.isEmpty()) {
                    buffer.writeBytes((line + "\n").getBytes(StandardCharsets.UTF_8));
                }
                if (buffer.size() > 65_536 || n == count) {
                    copy.writeToCopy(buffer.toByteArray(), 0, buffer.size());
                    buffer.reset();
                }
            }
            copy.endCopy();
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
