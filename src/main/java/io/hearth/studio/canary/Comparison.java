package io.hearth.studio.canary;

import io.hearth.content.Canary;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The figures of both groups since a canary began: what the pipeline counted while it decided, and cases and opt-outs by who is in
 * the share. Members who take back a consent count in each community in which they are active.
 */
@Component
class Comparison {

    static final String EVENTS = "event";
    static final String ERRORS = "error";
    static final String POINTS = "points";
    static final String CASES = "case";
    static final String OPT_OUTS = "opt-out";

    private static final List<String> ALWAYS = List.of(EVENTS, ERRORS, POINTS, CASES, OPT_OUTS, "message");

    private final JdbcClient jdbc;
    private final Clock clock;

    Comparison(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * How many of something, and how much together.
     *
     * @param amount points; 0 for what has no amount
     */
    record Sum(long count, long amount) {

        static final Sum NONE = new Sum(0, 0);
    }

    /** One kind of thing in both groups. */
    record Figure(String figure, Sum tried, Sum others) {}

    /** Kinds that always matter come even where there are none. */
    List<Figure> of(Canary canary) {
        var tried = new HashMap<String, Sum>();
        var others = new HashMap<String, Sum>();
        decided(canary, tried, others);
        cases(canary, tried, others);
        optOuts(canary, tried, others);
        var names = new TreeSet<>(ALWAYS);
        names.addAll(tried.keySet());
        names.addAll(others.keySet());
        return names.stream()
                .map(name -> new Figure(name, tried.getOrDefault(name, Sum.NONE), others.getOrDefault(name, Sum.NONE)))
                .toList();
    }

    private void decided(Canary canary, Map<String, Sum> tried, Map<String, Sum> others) {
        jdbc.sql("""
                select tried, figure, sum(count)::bigint as count, sum(amount)::bigint as amount
                from canary_figure where canary = :canary group by tried, figure
                """).param("canary", canary.id()).query(row -> {
            (row.getBoolean("tried") ? tried : others)
                    .put(row.getString("figure"), new Sum(row.getLong("count"), row.getLong("amount")));
        });
    }

    private void cases(Canary canary, Map<String, Sum> tried, Map<String, Sum> others) {
        group("""
                select in_share(:release, community, member, :percent) as tried, count(*) as count
                from escalation_case where opened_at >= :from and opened_at < :until group by 1
                """, CASES, canary, tried, others);
    }

    private void optOuts(Canary canary, Map<String, Sum> tried, Map<String, Sum> others) {
        group("""
                select in_share(:release, a.community, h.member_id, :percent) as tried, count(distinct h.id) as count
                from consent_history h join activity a on a.member = h.member_id
                where h.at >= :from and h.at < :until and not h.granted group by 1
                """, OPT_OUTS, canary, tried, others);
    }

    private void group(String query, String figure, Canary canary, Map<String, Sum> tried, Map<String, Sum> others) {
        var until = canary.endedAt() == null ? clock.instant() : canary.endedAt();
        jdbc.sql(query)
                .param("release", canary.release())
                .param("percent", canary.percent())
                .param("from", Timestamp.from(canary.startedAt()))
                .param("until", Timestamp.from(until))
                .query(row -> {
                    (row.getBoolean("tried") ? tried : others).put(figure, new Sum(row.getLong("count"), 0));
                });
    }
}
