package io.hearth.account;

import io.hearth.platform.Ids;
import io.hearth.platform.Json;
import java.time.Clock;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What people and keys changed. Entries carry ids, not personal data of members, and are never altered. */
@Component
public class Audit {

    private final JdbcClient sql;
    private final Clock clock;

    Audit(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Records what the current caller does, in the caller's transaction. */
    public void record(String act, String subject, @Nullable Object before, @Nullable Object after) {
        record(Caller.current().name(), act, subject, before, after);
    }

    void record(String by, String act, String subject, @Nullable Object before, @Nullable Object after) {
        sql.sql("""
                INSERT INTO audit (id, at, by, act, subject, before, after)
                VALUES (:id, :at, :by, :act, :subject, :before::jsonb, :after::jsonb)""")
                .param("id", Ids.next())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .param("by", by)
                .param("act", act)
                .param("subject", subject)
                .param("before", json(before))
                .param("after", json(after))
                .update();
    }

    private static @Nullable String json(@Nullable Object value) {
        return value == null ? null : Json.mapper().writeValueAsString(value);
    }
}
