package io.hearth.platform.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The embedded stores on their own, for several servers to share, and for a test to end and start as it likes. */
public final class LabStores implements AutoCloseable {

    private final Binaries binaries;
    private final Path folder;
    private final int postgresPort = FreePort.loopback(25_432);
    private final int redisPort = FreePort.loopback(26_379);
    private PostgresServer.Running postgres;
    private RedisServer.Running redis;

    public LabStores(Path folder, Path binaries) throws IOException {
        this.folder = Files.createDirectories(folder);
        this.binaries = new Binaries(binaries);
        startPostgres();
        startRedis();
    }

    public void startPostgres() {
        postgres = PostgresServer.start(
                binaries.postgres(),
                folder.resolve("postgres"),
                new StoreSettings.Postgres(
                        postgresPort,
                        Duration.ofSeconds(60),
                        Map.of("shared_buffers", "128MB", "max_connections", "150")));
    }

    /** With whatever Redis held gone. */
    public void startRedis() {
        redis = RedisServer.start(
                binaries.redis(),
                folder.resolve("redis"),
                new StoreSettings.Redis(redisPort, Duration.ofSeconds(10), "64mb"));
    }

    /** As after a power cut: nothing is written back, and the next start recovers from the log. */
    public void crashPostgres() throws IOException {
        var postmaster = PostmasterPid.read(
                        folder.resolve("postgres/cluster").toAbsolutePath().normalize())
                .orElseThrow();
        var process = ProcessHandle.of(postmaster.pid()).orElseThrow();
        signal("QUIT", postmaster.pid());
        process.onExit().join();
    }

    public void killRedis() throws IOException {
        var pid = Long.parseLong(
                Files.readString(folder.resolve("redis/redis.pid")).strip());
        var process = ProcessHandle.of(pid).orElseThrow();
        process.destroyForcibly();
        process.onExit().join();
    }

    public static void signal(String name, long pid) throws IOException {
        Command.run(
                List.of("kill", "-" + name, Long.toString(pid)),
                Files.createTempFile("signal", ".log"),
                Duration.ofSeconds(10));
    }

    public int postgresPort() {
        return postgres.access().port();
    }

    public int redisPort() {
        return redis.port();
    }

    public String redisUrl(int port) {
        return "redis://:" + redis.password() + "@127.0.0.1:" + port;
    }

    public String redisPassword() {
        return redis.password();
    }

    public String databaseUrl(int port) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + PostgresRoles.DATABASE;
    }

    public String owner() {
        return PostgresRoles.OWNER;
    }

    public String ownerPassword() {
        return postgres.access().ownerPassword();
    }

    public String application() {
        return PostgresRoles.APPLICATION;
    }

    public String applicationPassword() {
        return postgres.access().applicationPassword();
    }

    /** As the owner of the tables, or as the owner of the whole server. */
    public Connection connect(boolean superuser) throws SQLException {
        return superuser
                ? DriverManager.getConnection(
                        databaseUrl(postgresPort()),
                        "postgres",
                        new Passwords(folder.resolve("postgres/passwords.properties")).of("postgres"))
                : DriverManager.getConnection(databaseUrl(postgresPort()), owner(), ownerPassword());
    }

    @Override
    public void close() {
        redis.stop();
        postgres.stop();
    }
}
