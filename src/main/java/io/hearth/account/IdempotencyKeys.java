package io.hearth.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The keys that callers gave to their requests, with the answers, for 24 hours. */
@Component
class IdempotencyKeys {

    static final Duration KEEP = Duration.ofHours(24);

    private final JdbcClient sql;
    private final Clock clock;

    IdempotencyKeys(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** What was answered; a body that held a secret is not kept. */
    record Answer(
            int status,
            @Nullable String contentType,
            @Nullable String location,
            byte @Nullable [] body) {}

    /** An earlier request with the same key; without an answer where none was recorded yet. */
    record Earlier(
            byte[] requestHash, Instant startedAt, @Nullable Answer answer) {}

    /** Takes the key for this request, or tells which request took it before. */
    Optional<Earlier> take(String caller, String key, byte[] requestHash) {
        var now = clock.instant();
        int taken = sql.sql("""
                INSERT INTO idempotency_key (caller, key, request_hash, started_at)
                VALUES (:caller, :key, :hash, :now)
                ON CONFLICT (caller, key) DO UPDATE
                SET request_hash = excluded.request_hash, started_at = excluded.started_at,
                    status = NULL, content_type = NULL, location = NULL, body = NULL
                WHERE idempotency_key.started_at <= :expired""")
                .param("caller", caller)
                .param("key", key)
                .param("hash", requestHash)
                .param("now", at(now))
                .param("expired", at(now.minus(KEEP)))
                .update();
        return taken == 1 ? Optional.empty() : find(caller, key);
    }

    private Optional<Earlier> find(String caller, String key) {
        return sql.sql("""
                SELECT request_hash, started_at, status, content_type, location, body
                FROM idempotency_key WHERE caller = :caller AND key = :key""")
                .param("caller", caller)
                .param("key", key)
                .query((row, number) -> {
                    int status = row.getInt("status");
                    var answer = row.wasNull()
                            ? null
                            : new Answer(
                                    status,
                                    row.getString("content_type"),
                                    row.getString("location"),
                                    row.getBytes("body"));
                    return new Earlier(
                            row.getBytes("request_hash"),
                            row.getObject("started_at", OffsetDateTime.class).toInstant(),
                            answer);
                })
                .optional();
    }

    void answered(String caller, String key, Answer answer) {
        sql.sql("""
                UPDATE idempotency_key
                SET status = :status, content_type = :type, location = :location, body = :body
                WHERE caller = :caller AND key = :key""")
                .param("caller", caller)
                .param("key", key)
                .param("status", answer.status())
                .param("type", answer.contentType())
                .param("location", answer.location())
                .param("body", answer.body())
                .update();
    }

    /** The request was refused and did nothing, so that the key is free again. */
    void free(String caller, String key) {
        sql.sql("DELETE FROM idempotency_key WHERE caller = :caller AND key = :key")
                .param("caller", caller)
                .param("key", key)
                .update();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT2M")
    void forgetExpired() {
        sql.sql("DELETE FROM idempotency_key WHERE started_at <= :expired")
                .param("expired", at(clock.instant().minus(KEEP)))
                .update();
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
