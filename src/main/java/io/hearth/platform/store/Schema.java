package io.hearth.platform.store;

import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;

/** The schema as the server itself migrates it, for work without a server. */
final class Schema {

    private Schema() {}

    static FluentConfiguration of(String url, String owner, String password, String application) {
        return Flyway.configure()
                .dataSource(url, owner, password)
                .locations("classpath:db/migration")
                .outOfOrder(true)
                .placeholders(Map.of("application", application));
    }
}
