package io.hearth.account;

import io.hearth.platform.Problem;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Makes guessing passwords slow: failed log-ins are counted by name and address, and by address alone. */
@Component
class Throttle {

    private final JdbcClient sql;
    private final Clock clock;
    private final AccountSettings settings;

    Throttle(JdbcClient sql, Clock clock, AccountSettings settings) {
        this.sql = sql;
        this.clock = clock;
        this.settings = settings;
    }

    /** Refuses before the password is looked at, so that even the right one has to wait. */
    void check(String name, String address) {
        sql
                .sql("""
                SELECT subject FROM login_failure
                WHERE since > :since
                  AND (subject = :both AND failures >= :attempts OR subject = :address AND failures >= :attemptsPerAddress)
                """)
                .param("since", windowStart())
                .param("both", both(name, address))
                .param("attempts", settings.attempts())
                .param("address", address)
                .param("attemptsPerAddress", settings.attemptsPerAddress())
                .query(String.class)
                .list()
                .stream()
                .findAny()
                .ifPresent(exceeded -> {
                    throw Problem.caller(
                            HttpStatus.TOO_MANY_REQUESTS,
                            "session.too-many-attempts",
                            "Expected to log in, but too many attempts failed. Wait "
                                    + settings.attemptWindow().toMinutes() + " minutes.");
                });
    }

    void failed(String name, String address) {
        for (var subject : List.of(both(name, address), address)) {
            sql.sql("""
                    INSERT INTO login_failure AS f (subject, failures, since) VALUES (:subject, 1, :now)
                    ON CONFLICT (subject) DO UPDATE SET
                        failures = CASE WHEN f.since > :start THEN f.failures + 1 ELSE 1 END,
                        since = CASE WHEN f.since > :start THEN f.since ELSE excluded.since END""")
                    .param("subject", subject)
                    .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .param("start", windowStart())
                    .update();
        }
    }

    void succeeded(String name, String address) {
        sql.sql("DELETE FROM login_failure WHERE subject = :subject")
                .param("subject", both(name, address))
                .update();
    }

    private OffsetDateTime windowStart() {
        return clock.instant().minus(settings.attemptWindow()).atOffset(ZoneOffset.UTC);
    }

    private static String both(String name, String address) {
        return name + " from " + address;
    }
}
