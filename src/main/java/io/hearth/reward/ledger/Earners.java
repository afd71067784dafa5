package io.hearth.reward.ledger;

import io.hearth.member.MemberId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who earned most in a stretch of time, read from the ledger: for what happens once a month, not for pages. */
@Component
public class Earners {

    private final JdbcClient jdbc;

    Earners(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The best first, with what they earned. */
    public Map<MemberId, Long> best(String community, Instant from, Instant until, int most) {
        var best = new LinkedHashMap<MemberId, Long>();
        jdbc.sql("""
                select member, sum(points)::bigint from ledger_entry
                where at >= ? and at < ? and community = ? and member <> 0
                  and account in ('available', 'pending') and kind in ('earn', 'hold')
                group by member order by 2 desc, member limit ?
                """)
                .params(Timestamp.from(from), Timestamp.from(until), community, most)
                .query(row -> {
                    best.put(new MemberId(row.getLong(1)), row.getLong(2));
                });
        return best;
    }
}
