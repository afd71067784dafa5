package io.hearth.platform.store;

import io.hearth.platform.Stores.Kind;
import io.hearth.platform.Stores.Store;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;

/** The stores that this server runs itself. */
final class EmbeddedStores implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(EmbeddedStores.class);

    private final DataFolder folder;
    private final PostgresServer.@Nullable Running postgres;
    private final RedisServer.@Nullable Running redis;

    private EmbeddedStores(
            DataFolder folder, PostgresServer.@Nullable Running postgres, RedisServer.@Nullable Running redis) {
        this.folder = folder;
        this.postgres = postgres;
        this.redis = redis;
    }

    static EmbeddedStores start(
            Path data, StoreSettings settings, boolean postgres, boolean redis, Map<String, Object> properties) {
        var folder = DataFolder.open(data);
        var binaries = Binaries.under(folder, settings);
        var startingRedis = CompletableFuture.supplyAsync(() -> redis
                ? Optional.of(RedisServer.start(binaries.redis(), folder.path().resolve("redis"), settings.redis()))
                : Optional.<RedisServer.Running>empty());
        PostgresServer.Running runningPostgres = null;
        try {
            runningPostgres = postgres
                    ? PostgresServer.start(binaries.postgres(), folder.path().resolve("postgres"), settings.postgres())
                    : null;
            var stores = new EmbeddedStores(
                    folder, runningPostgres, startingRedis.join().orElse(null));
            stores.describe(properties);
            return stores;
        } catch (RuntimeException fault) {
            var running = startingRedis
                    .exceptionally(other -> Optional.empty())
                    .join()
                    .orElse(null);
            new EmbeddedStores(folder, runningPostgres, running).destroy();
            throw fault instanceof CompletionException && fault.getCause() instanceof StoreUnavailable unavailable
                    ? unavailable
                    : fault;
        }
    }

    private void describe(Map<String, Object> properties) {
        if (postgres != null) {
            var access = postgres.access();
            properties.put("spring.datasource.url", access.url());
            properties.put("spring.datasource.username", PostgresRoles.APPLICATION);
            properties.put("spring.datasource.password", access.applicationPassword());
            properties.put("spring.flyway.url", access.url());
            properties.put("spring.flyway.user", PostgresRoles.OWNER);
            properties.put("spring.flyway.password", access.ownerPassword());
            properties.put("spring.flyway.placeholders.application", PostgresRoles.APPLICATION);
        }
        if (redis != null) {
            properties.put("hearth.redis.url", redis.url());
        }
    }

    Optional<Store> postgres() {
        return Optional.ofNullable(postgres)
                .map(running -> new Store(
                        Kind.EMBEDDED,
                        running.access().url(),
                        running.access().version(),
                        folder.path().resolve("postgres").toString()));
    }

    Optional<Store> redis() {
        return Optional.ofNullable(redis)
                .map(running ->
                        new Store(Kind.EMBEDDED, "redis://127.0.0.1:" + running.port(), running.version(), null));
    }

    @Override
    public void destroy() {
        try (folder) {
            if (redis != null) {
                redis.stop();
            }
            if (postgres != null) {
                postgres.stop();
            }
        } catch (IOException | StoreUnavailable fault) {
            log.warn("Expected to stop the embedded stores in {}, but {}", folder.path(), fault.getMessage());
        }
    }
}
