package io.hearth.automation;

import io.hearth.decision.DecisionFailed;
import io.hearth.event.EventRef;
import io.hearth.event.LoggedEvent;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Events that could not be decided, with the reason; people mend, retry or discard them. */
@Component
class DeadLetters {

    private static final int LONGEST_REASON = 2_000;

    private final JdbcClient jdbc;
    private final Clock clock;

    DeadLetters(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A letter to decide again; {@code data} is what a person mended. */
    record Retry(long id, EventRef event, @Nullable String data) {}

    /** Puts an event aside, in the caller's transaction. */
    void add(LoggedEvent event, Throwable fault, String release) {
        jdbc.sql("""
                insert into dead_letter
                    (partition, position, member, community, type, reason, category, rule, release, failed_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (partition, position) do update set status = 'open', reason = excluded.reason,
                    category = excluded.category, rule = excluded.rule, release = excluded.release,
                    failed_at = excluded.failed_at, attempts = dead_letter.attempts + 1
                """)
                .params(
                        event.partition(),
                        event.position(),
                        event.member().value(),
                        event.community(),
                        event.type(),
                        reason(fault),
                        fault instanceof DecisionFailed ? "content" : "internal")
                .param(rule(fault))
                .params(release, Timestamp.from(clock.instant()))
                .update();
    }

    private static @Nullable String rule(Throwable fault) {
        return fault instanceof DecisionFailed failed ? failed.rule() : null;
    }

    static String reason(Throwable fault) {
        var text = Objects.requireNonNullElse(
                        fault.getMessage(), fault.getClass().getSimpleName())
                .replace("\u0000", "");
        return text.length() > LONGEST_REASON ? text.substring(0, LONGEST_REASON) : text;
    }

    /** What people asked to try again, of the partitions that this node owns. */
    List<Retry> toRetry(Collection<Integer> partitions, int limit) {
        return jdbc.sql("""
                select id, partition, position, data from dead_letter
                where status = 'retry' and partition = any(?::int[])
                order by id
                limit ?
                """)
                .params(partitions.stream().mapToInt(Integer::intValue).toArray(), limit)
                .query((row, number) -> new Retry(
                        row.getLong("id"),
                        new EventRef(row.getInt("partition"), row.getLong("position")),
                        row.getString("data")))
                .list();
    }

    /** In the transaction that decided it after all. */
    void retried(long id) {
        jdbc.sql("update dead_letter set status = 'retried', ended_at = ? where id = ?")
                .params(Timestamp.from(clock.instant()), id)
                .update();
    }
}
