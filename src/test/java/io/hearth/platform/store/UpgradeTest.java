package io.hearth.platform.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.flywaydb.core.api.MigrationVersion;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An older schema with data in it becomes the current one, and the data are still there. */
class UpgradeTest {

    @TempDir
    Path folder;

    @Test
    void keepsWhatAnOlderVersionStored() throws SQLException {
        var postgres = PostgresServer.start(
                new Binaries(Path.of("target", "test-binaries")).postgres(),
                folder.resolve("postgres"),
                new StoreSettings.Postgres(25632, Duration.ofSeconds(60), Map.of("shared_buffers", "16MB")));
        try {
            schema(postgres).target(MigrationVersion.fromVersion("1.1")).load().migrate();
            run(postgres, """
                    INSERT INTO person (name, display_name, password_hash, must_change_password, roles, created_at)
                    VALUES ('first', 'First', 'x', false, '{OPERATOR}', now())""");

            var applied = schema(postgres).load().migrate();
            var again = schema(postgres).load().migrate();

            assertThat(applied.migrationsExecuted).isPositive();
            assertThat(again.migrationsExecuted).isZero();
            assertThat(value(postgres, "SELECT display_name FROM person WHERE name = 'first'"))
                    .isEqualTo("First");
            assertThat(value(postgres, """
                    SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
                    AND NOT relispartition AND NOT has_table_privilege('hearth_app', oid, 'SELECT')"""))
                    .as("tables that the server may not read")
                    .isEqualTo("0");
        } finally {
            postgres.stop();
        }
    }

    private static FluentConfiguration schema(PostgresServer.Running postgres) {
        var access = postgres.access();
        return Schema.of(access.url(), PostgresRoles.OWNER, access.ownerPassword(), PostgresRoles.APPLICATION);
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
