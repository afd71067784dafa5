package io.hearth.account;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Who is logged in. Kept in PostgreSQL, so that neither a restart nor the loss of Redis logs anyone out. */
@Component
class Sessions {

    private static final Duration TOUCH_EVERY = Duration.ofMinutes(1);

    private final JdbcClient sql;
    private final Clock clock;
    private final AccountSettings settings;

    Sessions(JdbcClient sql, Clock clock, AccountSettings settings) {
        this.sql = sql;
        this.clock = clock;
        this.settings = settings;
    }

    /** A new log-in; the token is known to the person's browser alone. */
    String open(String person) {
        var token = Secrets.token();
        sql.sql("""
                INSERT INTO login_session (token_hash, person, created_at, seen_at)
                VALUES (:hash, :person, :now, :now)""")
                .param("hash", Secrets.hash(token))
                .param("person", person)
                .param("now", now())
                .update();
        return token;
    }

    Optional<Caller> find(String token) {
        var hash = Secrets.hash(token);
        var now = clock.instant();
        var found = sql.sql("SELECT s.seen_at, " + People.COLUMNS + """
                FROM login_session s JOIN person p ON p.name = s.person
                WHERE s.token_hash = :hash AND p.active AND s.seen_at > :idle AND s.created_at > :oldest""")
                .param("hash", hash)
                .param("idle", at(now.minus(settings.sessionIdle())))
                .param("oldest", at(now.minus(settings.sessionLongest())))
                .query((row, number) -> new Found(
                        Caller.person(People.person(row), row.getBoolean("must_change_password")),
                        row.getObject("seen_at", OffsetDateTime.class).toInstant()))
                .optional();
        found.filter(session -> session.seenAt().isBefore(now.minus(TOUCH_EVERY)))
                .ifPresent(session -> touch(hash));
        return found.map(Found::caller);
    }

    private record Found(Caller caller, Instant seenAt) {}

    private void touch(byte[] hash) {
        sql.sql("UPDATE login_session SET seen_at = :now WHERE token_hash = :hash")
                .param("now", now())
                .param("hash", hash)
                .update();
    }

    void close(String token) {
        sql.sql("DELETE FROM login_session WHERE token_hash = :hash")
                .param("hash", Secrets.hash(token))
                .update();
    }

    void closeAll(String person) {
        sql.sql("DELETE FROM login_session WHERE person = :person")
                .param("person", person)
                .update();
    }

    @Scheduled(fixedDelayString = "PT1H", initialDelayString = "PT1M")
    void forgetExpired() {
        sql.sql("DELETE FROM login_session WHERE seen_at < :idle OR created_at < :oldest")
                .param("idle", at(clock.instant().minus(settings.sessionIdle())))
                .param("oldest", at(clock.instant().minus(settings.sessionLongest())))
                .update();
        sql.sql("DELETE FROM login_failure WHERE since < :old")
                .param("old", at(clock.instant().minus(settings.attemptWindow())))
                .update();
    }

    private OffsetDateTime now() {
        return at(clock.instant());
    }

    private static OffsetDateTime at(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
