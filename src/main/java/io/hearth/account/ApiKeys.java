package io.hearth.account;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hearth.platform.Ids;
import io.hearth.platform.Problem;
import io.hearth.platform.Redis;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Keys for machines. */
@Component
public class ApiKeys {

    private static final String PREFIX = "hk_";

    /** Tells nodes to look keys up anew. */
    private static final String TOPIC = "api-keys";

    /** For how long a revoked key may go on at a node that heard nothing, for Redis was away. */
    private static final Duration LONGEST_KNOWN = Duration.ofSeconds(5);

    private final JdbcClient sql;
    private final Clock clock;
    private final Audit audit;
    private final KeyUse use;
    private final Redis redis;
    private final Cache<ByteBuffer, Known> known = Caffeine.newBuilder()
            .maximumSize(1_000)
            .expireAfterWrite(LONGEST_KNOWN)
            .build();

    ApiKeys(JdbcClient sql, Clock clock, Audit audit, KeyUse use, Redis redis) {
        this.sql = sql;
        this.clock = clock;
        this.audit = audit;
        this.use = use;
        this.redis = redis;
        redis.subscribe(TOPIC, unused -> known.invalidateAll());
    }

    private record Known(UUID id, Caller caller) {}

    /** A key without its secret. */
    public record Key(
            String id,
            String name,
            Set<Scope> scopes,
            Set<String> sources,
            String createdBy,
            Instant createdAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant revokedAt) {}

    /** A key just made; its secret is not kept and can't be shown again. */
    public record Created(String id, String name, String secret) {}

    @Transactional
    public Created create(String name, Set<Scope> scopes, Set<String> sources) {
        var id = Ids.next();
        var secret = PREFIX + Secrets.token();
        sql.sql("""
                INSERT INTO api_key (id, name, secret_hash, scopes, sources, created_by, created_at)
                VALUES (:id, :name, :hash, :scopes, :sources, :by, :now)""")
                .param("id", id)
                .param("name", name)
                .param("hash", Secrets.hash(secret))
                .param("scopes", scopes.stream().map(Scope::name).toArray(String[]::new))
                .param("sources", sources.toArray(String[]::new))
                .param("by", Caller.current().name())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        audit.record("api-key.created", "api-key " + id, null, new Granted(name, scopes, sources));
        return new Created(id.toString(), name, secret);
    }

    private record Granted(String name, Set<Scope> scopes, Set<String> sources) {}

    /** Makes a key for a part of the server itself, in the place of all that were made under this name before. */
    @Transactional
    public Created renew(String name, Set<Scope> scopes, Set<String> sources) {
        sql.sql("UPDATE api_key SET revoked_at = :now WHERE name = :name AND created_by = :by AND revoked_at IS NULL")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("name", name)
                .param("by", Caller.current().name())
                .update();
        forget();
        return create(name, scopes, sources);
    }

    @Transactional
    public void revoke(UUID id) {
        int revoked = sql.sql("UPDATE api_key SET revoked_at = :now WHERE id = :id AND revoked_at IS NULL")
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
        if (revoked == 0) {
            throw Problem.notFound("api-key", id.toString());
        }
        forget();
        audit.record("api-key.revoked", "api-key " + id, null, null);
    }

    List<Key> all() {
        return sql.sql("""
                SELECT id, name, scopes, sources, created_by, created_at, used_at, revoked_at FROM api_key ORDER BY id DESC""").query((row, number) -> key(row)).list();
    }

    Optional<Caller> find(String secret) {
        if (!secret.startsWith(PREFIX)) {
            return Optional.empty();
        }
        var found = Optional.ofNullable(known.get(ByteBuffer.wrap(Secrets.hash(secret)), this::look));
        found.ifPresent(key -> use.note(key.id()));
        return found.map(Known::caller);
    }

    private @Nullable Known look(ByteBuffer hash) {
        return sql.sql("SELECT id, name, scopes, sources FROM api_key WHERE secret_hash = :hash AND revoked_at IS NULL")
                .param("hash", hash.array())
                .query((row, number) -> new Known(
                        row.getObject("id", UUID.class), Caller.key(row.getString("name"), scopes(row), sources(row))))
                .optional()
                .orElse(null);
    }

    /** Once the caller's transaction has committed: a look before that would find the key as it was. */
    private void forget() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                known.invalidateAll();
                redis.publish(TOPIC, "");
            }
        });
    }

    private static Key key(ResultSet row) throws SQLException {
        return new Key(
                row.getString("id"),
                row.getString("name"),
                scopes(row),
                sources(row),
                row.getString("created_by"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                instant(row, "used_at"),
                instant(row, "revoked_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Set<Scope> scopes(ResultSet row) throws SQLException {
        return People.texts(row.getArray("scopes")).stream()
                .map(Scope::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> sources(ResultSet row) throws SQLException {
        return Set.copyOf(People.texts(row.getArray("sources")));
    }
}
