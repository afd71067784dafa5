package io.hearth.platform.store;

import io.hearth.platform.Terminal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;

/**
 * {@code --backup=FILE} and {@code --restore=FILE}: what is done to the database instead of starting the server.
 *
 * <p>A backup may be taken while the server runs, also of an embedded PostgreSQL; a restore needs one that is empty.
 */
public final class StoreCommand {

    private final Environment environment;

    StoreCommand(Environment environment) {
        this.environment = environment;
    }

    /** Whether the arguments asked for this instead of a server. */
    public static boolean carriedOut(String... arguments) {
        var environment = new StandardEnvironment();
        environment.getPropertySources().addFirst(new SimpleCommandLinePropertySource(arguments));
        ConfigurationPropertySources.attach(environment);
        if (!environment.containsProperty("backup") && !environment.containsProperty("restore")) {
            return false;
        }
        quiet(environment);
        try {
            new StoreCommand(environment).carryOut();
        } catch (StoreUnavailable refused) {
            Terminal.show(String.valueOf(refused.getMessage()));
            System.exit(1);
        }
        return true;
    }

    void carryOut() {
        var backup = environment.getProperty("backup");
        if (backup != null) {
            backup(Path.of(backup));
        } else {
            restore(Path.of(environment.getRequiredProperty("restore")));
        }
    }

    private static void quiet(ConfigurableEnvironment environment) {
        var logging = LoggingSystem.get(StoreCommand.class.getClassLoader());
        logging.beforeInitialize();
        logging.initialize(new LoggingInitializationContext(environment), null, null);
        logging.setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.WARN);
    }

    private interface Work {
        BackupManifest with(Database database) throws SQLException, IOException;
    }

    private record Database(String url, String owner, String ownerPassword, String application) {
        Connection connect() throws SQLException {
            return DriverManager.getConnection(url, owner, ownerPassword);
        }
    }

    private void backup(Path file) {
        var written = work("back up to " + file, true, database -> {
            try (var connection = database.connect()) {
                return new Backup(connection).writeTo(file);
            }
        });
        Terminal.show("Backed up " + described(written) + " to " + file + ".");
    }

    private void restore(Path file) {
        if (!Files.isReadable(file)) {
            throw new StoreUnavailable("Expected to restore from " + file + ", but it can't be read.");
        }
        var read = work("restore from " + file, false, database -> restore(database, file));
        Terminal.show("Restored " + described(read) + " from " + file + ". Start the server now.");
    }

    private static BackupManifest restore(Database database, Path file) throws SQLException, IOException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var used = statement.executeQuery("SELECT to_regclass('public.flyway_schema_history') IS NOT NULL")) {
            used.next();
            if (used.getBoolean(1)) {
                throw new StoreUnavailable("Expected to restore into an empty database, but " + database.url()
                        + " is in use. Name an empty one, or another folder with --hearth.data=FOLDER.");
            }
        }
        Schema.of(database.url(), database.owner(), database.ownerPassword(), database.application())
                .load()
                .migrate();
        try (var connection = database.connect()) {
            return new Restore(connection).readFrom(file);
        }
    }

    private BackupManifest work(String act, boolean mayShare, Work work) {
        try {
            var url = environment.getProperty("spring.datasource.url");
            return url == null ? embedded(mayShare, work) : work.with(external(url));
        } catch (SQLException | IOException fault) {
            throw new StoreUnavailable("Expected to " + act + ", but " + fault.getMessage(), fault);
        }
    }

    private Database external(String url) {
        var user = environment.getProperty("spring.datasource.username", "");
        return new Database(
                url,
                environment.getProperty("spring.flyway.user", user),
                environment.getProperty(
                        "spring.flyway.password", environment.getProperty("spring.datasource.password", "")),
                user);
    }

    private BackupManifest embedded(boolean mayShare, Work work) throws SQLException, IOException {
        var data = Path.of(environment.getProperty("hearth.data", "data"))
                .toAbsolutePath()
                .normalize();
        if (mayShare) {
            var running = PostmasterPid.read(data.resolve("postgres/cluster"));
            if (running.isPresent()) {
                var passwords = new Passwords(data.resolve("postgres/passwords.properties"));
                return work.with(database(running.get().port(), passwords.of(PostgresRoles.OWNER)));
            }
        }
        try (var folder = DataFolder.open(data)) {
            var settings = Binder.get(environment).bindOrCreate("hearth.platform.store", StoreSettings.class);
            var postgres = PostgresServer.start(
                    Binaries.under(folder, settings).postgres(),
                    folder.path().resolve("postgres"),
                    settings.postgres());
            try {
                return work.with(
                        database(postgres.access().port(), postgres.access().ownerPassword()));
            } finally {
                postgres.stop();
            }
        }
    }

    private static Database database(int port, String ownerPassword) {
        return new Database(
                "jdbc:postgresql://127.0.0.1:" + port + "/" + PostgresRoles.DATABASE,
                PostgresRoles.OWNER,
                ownerPassword,
                PostgresRoles.APPLICATION);
    }

    private static String described(BackupManifest manifest) {
        return manifest.tables().stream().mapToLong(BackupManifest.Table::rows).sum() + " rows of "
                + manifest.tables().size() + " tables as of " + manifest.createdAt();
    }
}
