package io.hearth.automation;

import io.hearth.automation.Gathered.WakeUp;
import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** When rules want to look again. */
@Component
class WakeUps {

    private final JdbcClient jdbc;

    WakeUps(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(List<WakeUp> wakeUps) {
        if (wakeUps.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into wake_up (member, community, due_at, rule, cause)
                select * from unnest(?::bigint[], ?::text[], ?::timestamptz[], ?::text[], ?::text[])
                on conflict do nothing
                """)
                .params(
                        wakeUps.stream()
                                .mapToLong(wakeUp -> wakeUp.key().member().value())
                                .toArray(),
                        wakeUps.stream().map(wakeUp -> wakeUp.key().community()).toArray(String[]::new),
                        wakeUps.stream()
                                .map(wakeUp -> wakeUp.dueAt().toString())
                                .toArray(String[]::new),
                        wakeUps.stream().map(WakeUp::rule).toArray(String[]::new),
                        wakeUps.stream().map(WakeUp::cause).toArray(String[]::new))
                .update();
    }

    /** Takes away what is due, in the caller's transaction; nobody else gets the same. */
    List<WakeUp> takeDue(Instant now, int limit) {
        return jdbc.sql("""
                delete from wake_up where (member, community, rule, cause) in (
                    select member, community, rule, cause from wake_up
                    where due_at <= ?
                    order by due_at
                    limit ?
                    for update skip locked)
                returning member, community, due_at, rule, cause
                """)
                .params(Timestamp.from(now), limit)
                .query((row, number) -> new WakeUp(
                        new MembershipKey(row.getString("community"), new MemberId(row.getLong("member"))),
                        row.getTimestamp("due_at").toInstant(),
                        row.getString("rule"),
                        row.getString("cause")))
                .list();
    }
}
