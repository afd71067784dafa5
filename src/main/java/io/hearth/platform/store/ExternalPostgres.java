package io.hearth.platform.store;

import io.hearth.platform.Stores.Kind;
import io.hearth.platform.Stores.Store;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.env.ConfigurableEnvironment;

/** A PostgreSQL that somebody else runs: it must be there, be new enough, and should keep what it acknowledges. */
final class ExternalPostgres {

    private static final Logger log = LoggerFactory.getLogger(ExternalPostgres.class);
    private static final int OLDEST = 15;

    private ExternalPostgres() {}

    static Store check(ConfigurableEnvironment environment, Map<String, Object> properties) {
        var url = environment.getRequiredProperty("spring.datasource.url");
        var user = environment.getProperty("spring.datasource.username", "");
        var address = url.replaceFirst("\\?.*", "");
        properties.put("spring.flyway.placeholders.application", user);
        DriverManager.setLoginTimeout(10);
        try (var connection =
                DriverManager.getConnection(url, user, environment.getProperty("spring.datasource.password", ""))) {
            int version = connection.getMetaData().getDatabaseMajorVersion();
            if (version < OLDEST) {
                throw new StoreUnavailable("Expected PostgreSQL " + OLDEST + " or newer at " + address
                        + ", but it is version " + version + ". Upgrade it.");
            }
            warnAboutShortcuts(connection);
            if (!environment.containsProperty("spring.flyway.user")) {
                log.warn("The server works as the role that owns its tables, so that only a trigger guards the audit."
                        + " Set spring.flyway.user and spring.flyway.password to an owner of its own.");
            }
            return new Store(Kind.EXTERNAL, address, connection.getMetaData().getDatabaseProductVersion(), null);
        } catch (SQLException fault) {
            throw new StoreUnavailable(
                    "Expected to reach PostgreSQL at " + address + " as '" + user + "', but "
                            + String.valueOf(fault.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("it did not answer")
                            + " Start it or mend spring.datasource.url, -username and -password; without them Hearth runs"
                            + " a PostgreSQL of its own.",
                    fault);
        }
    }

    private static void warnAboutShortcuts(Connection connection) throws SQLException {
        for (var promise : PostgresConfiguration.DURABILITY.keySet()) {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("SHOW " + promise)) {
                rows.next();
                if ("off".equals(rows.getString(1))) {
                    log.warn("PostgreSQL has {} = off: acknowledged events may be lost when it crashes.", promise);
                }
            }
        }
    }
}
