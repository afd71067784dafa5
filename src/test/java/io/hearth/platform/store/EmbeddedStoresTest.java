package io.hearth.platform.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The life of the stores: kept between runs, taken over after a kill, never on somebody else's port. */
class EmbeddedStoresTest {

    private static final Binaries BINARIES = new Binaries(Path.of("target", "test-binaries"));
    private static final StoreSettings.Postgres POSTGRES =
            new StoreSettings.Postgres(25432, Duration.ofSeconds(60), Map.of("shared_buffers", "16MB"));
    private static final StoreSettings.Redis REDIS = new StoreSettings.Redis(26379, Duration.ofSeconds(10), "16mb");

    /** Shared, since making a database takes longest; each test leaves it stopped and as it was. */
    @TempDir
    static Path folder;

    @AfterEach
    void stopWhatIsLeft() throws IOException {
        if (PostmasterPid.read(cluster()).isPresent()) {
            startPostgres().stop();
        }
    }

    private static Path cluster() {
        return folder.resolve("postgres/cluster");
    }

    @Test
    void keepsDataBetweenRuns() throws SQLException {
        var first = startPostgres();
        run(first, "CREATE TABLE IF NOT EXISTS kept AS SELECT 7 AS seven");
        first.stop();

        var second = startPostgres();
        try {
            assertThat(value(second, "SELECT seven FROM kept")).isEqualTo("7");
            assertThat(second.adopted()).isFalse();
        } finally {
            second.stop();
        }
    }

    @Test
    void takesOverWhatAKilledRunLeftBehind() throws SQLException {
        var left = startPostgres();
        run(left, "CREATE TABLE IF NOT EXISTS kept AS SELECT 7 AS seven");

        var next = startPostgres();
        try {
            assertThat(next.adopted()).isTrue();
            assertThat(value(next, "SELECT seven FROM kept")).isEqualTo("7");
        } finally {
            next.stop();
        }
    }

    @Test
    void restartsWhatWasLeftBehindWithOtherSettings() throws SQLException {
        startPostgres();

        var next = PostgresServer.start(
                BINARIES.postgres(),
                folder.resolve("postgres"),
                new StoreSettings.Postgres(25432, Duration.ofSeconds(60), Map.of("shared_buffers", "17MB")));
        try {
            assertThat(next.adopted()).isFalse();
            assertThat(value(next, "SHOW shared_buffers")).isEqualTo("17MB");
        } finally {
            next.stop();
        }
    }

    @Test
    void ignoresAPidFileThatNamesAnotherProcess() throws IOException {
        startPostgres().stop();
        Files.writeString(
                cluster().resolve("postmaster.pid"),
                ProcessHandle.current().pid() + "\n" + cluster() + "\n1\n25432\n\n127.0.0.1\n");

        var next = startPostgres();

        assertThat(next.adopted()).isFalse();
        next.stop();
    }

    @Test
    void takesTheNextPortWhenItsOwnIsBusy() throws IOException {
        int busy = FreePort.loopback(25432);
        try (var somebody = new ServerSocket(busy, 1, InetAddress.getLoopbackAddress())) {
            var postgres = startPostgres();
            assertThat(postgres.access().port()).isGreaterThan(somebody.getLocalPort());
            postgres.stop();
        }
    }

    @Test
    void refusesAServerThatMayForget() throws IOException {
        startPostgres().stop();
        var configuration = cluster().resolve("postgresql.conf");
        var before = Files.readString(configuration);
        Files.writeString(configuration, "\nfsync = off\n", StandardOpenOption.APPEND);
        try {
            assertThatThrownBy(EmbeddedStoresTest::startPostgres)
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("fsync = on")
                    .hasMessageNotContaining("\n");
            assertThat(PostmasterPid.read(cluster()))
                    .as("a server left running")
                    .isEmpty();
        } finally {
            Files.writeString(configuration, before);
        }
    }

    @Test
    void letsNobodyInWithoutAPassword() {
        var postgres = startPostgres();
        try {
            assertThatThrownBy(
                            () -> DriverManager.getConnection(postgres.access().url(), "postgres", "guessed"))
                    .isInstanceOf(SQLException.class)
                    .hasMessageContaining("password authentication failed");
        } finally {
            postgres.stop();
        }
    }

    @Test
    void stopsTheRedisThatAKilledRunLeftBehind() {
        var left = startRedis();

        var next = startRedis();
        try {
            assertThat(next.port()).isEqualTo(left.port());
            assertThat(next.version()).startsWith("6.2");
        } finally {
            next.stop();
        }
    }

    @Test
    void letsOneServerAtATimeUseAFolder() throws IOException {
        try (var open = DataFolder.open(folder)) {
            assertThatThrownBy(() -> DataFolder.open(open.path()))
                    .isInstanceOf(StoreUnavailable.class)
                    .hasMessageContaining("another Hearth is running on it")
                    .hasMessageContaining("--hearth.data");
        }
    }

    private static PostgresServer.Running startPostgres() {
        return PostgresServer.start(BINARIES.postgres(), folder.resolve("postgres"), POSTGRES);
    }

    private static RedisServer.Running startRedis() {
        return RedisServer.start(BINARIES.redis(), folder.resolve("redis"), REDIS);
    }

    private static void run(PostgresServer.Running postgres, String sql) throws SQLException {
        var access = postgres.access();
        try (var connection = DriverManager.getConnection(access.url(), PostgresRoles.OWNER, access.ownerPassword());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String value(PostgresServer.Running postgres, String sql) throws SQLException {
        var access = postgres.access();
        try (var connection = DriverManager.getConnection(access.url(), PostgresRoles.OWNER, access.ownerPassword());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
