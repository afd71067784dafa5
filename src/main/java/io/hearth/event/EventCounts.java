package io.hearth.event;

import io.hearth.member.Aliases;
import io.hearth.member.MemberId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Who did something most often in a stretch of time, read from the log: for what happens once a month, not for pages. */
@Repository
public class EventCounts {

    private final JdbcClient sql;
    private final Aliases aliases;

    EventCounts(JdbcClient sql, Aliases aliases) {
        this.sql = sql;
        this.aliases = aliases;
    }

    /** How often, by member, of those numbers that did it most; what was only recorded does not count. */
    public Map<MemberId, Long> most(String community, String type, Instant from, Instant until, int most) {
        var counts = new HashMap<MemberId, Long>();
        sql.sql("""
                select member_id, count(*) from event
                where accepted_at >= ? and time >= ? and time < ? and community = ? and type = ? and effects = ?
                group by member_id order by 2 desc, member_id limit ?
                """)
                .params(
                        Timestamp.from(from),
                        Timestamp.from(from),
                        Timestamp.from(until),
                        community,
                        type,
                        Effects.ALL.code(),
                        most)
                .query(row -> {
                    counts.merge(aliases.of(new MemberId(row.getLong(1))), row.getLong(2), Long::sum);
                });
        return counts;
    }
}
