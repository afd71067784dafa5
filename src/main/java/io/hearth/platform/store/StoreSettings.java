package io.hearth.platform.store;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the embedded stores are run.
 *
 * @param binaries where the stores' programs are unpacked; by default {@code <hearth.data>/binaries}
 * @param postgres the embedded PostgreSQL, used where {@code spring.datasource.url} is not set
 * @param redis the embedded Redis, used where {@code hearth.redis.url} is not set
 */
@ConfigurationProperties("hearth.platform.store")
public record StoreSettings(
        @Nullable Path binaries,
        @DefaultValue Postgres postgres,
        @DefaultValue Redis redis) {

    /**
     * The embedded PostgreSQL.
     *
     * @param port the port to try first; the next free one is taken when it is busy
     * @param startWithin how long a start may take, recovery after a crash included
     * @param settings lines for PostgreSQL's configuration that replace those of this server, durability excepted
     */
    public record Postgres(
            @DefaultValue("15432") int port,
            @DefaultValue("60s") Duration startWithin,
            @DefaultValue Map<String, String> settings) {}

    /**
     * The embedded Redis.
     *
     * @param port the port to try first; the next free one is taken when it is busy
     * @param startWithin how long a start may take
     * @param maxMemory Redis' own limit
     */
    public record Redis(
            @DefaultValue("16379") int port,
            @DefaultValue("10s") Duration startWithin,
            @DefaultValue("256mb") String maxMemory) {}
}
