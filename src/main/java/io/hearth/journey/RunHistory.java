package io.hearth.journey;

import io.hearth.journey.engine.Times;
import io.hearth.member.MemberId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What runs have done and where they stand, for those who look at them. */
@Component
class RunHistory {

    private static final String COLUMNS =
            "r.id, r.journey, r.definition, r.member, r.community, r.state, r.cause, r.started_at, r.ended_at, r.ended_by";
    private static final RowMapper<Row> ROW = (row, number) -> new Row(
            row.getObject("id", UUID.class),
            row.getString("journey"),
            row.getString("definition"),
            new MemberId(row.getLong("member")),
            row.getString("community"),
            row.getString("state"),
            row.getString("cause"),
            Times.instant(row, "started_at"),
            Times.instantOrNull(row, "ended_at"),
            row.getString("ended_by"));

    private final JdbcClient sql;

    RunHistory(JdbcClient sql) {
        this.sql = sql;
    }

    /** One run in a list. */
    record Row(
            UUID id,
            String journey,
            String definition,
            MemberId member,
            String community,
            String state,
            @Nullable String cause,
            Instant startedAt,
            @Nullable Instant endedAt,
            @Nullable String endedBy) {}

    /** One visit of a step. */
    record Visited(
            UUID run, String element, Instant at, @Nullable Instant until, boolean cancelled) {}

    /** How many runs of a journey are where. */
    record Counts(long running, long ended, long incidents) {

        static final Counts NONE = new Counts(0, 0, 0);
    }

    /** What happened at one step over all runs. */
    record StepCounts(
            String element,
            long tokens,
            long visits,
            long cancelled,
            @Nullable Double averageSeconds) {}

    /** What steps recorded under one name. */
    record Figure(String name, long visits, long sum) {}

    /** What the steps of a journey recorded since a moment. */
    List<Figure> figures(String journey, Instant since) {
        return sql.sql("""
                        select name, count(*) as visits, sum(amount)::bigint as sum from journey_figure
                        where journey = :journey and at >= :since group by name order by name limit 100
                        """)
                .param("journey", journey)
                .param("since", since.atOffset(ZoneOffset.UTC))
                .query(Figure.class)
                .list();
    }

    Optional<Row> find(UUID id) {
        return sql.sql("select " + COLUMNS + " from run r where r.id = :id")
                .param("id", id)
                .query(ROW)
                .optional();
    }

    /** Newest first; every filter may be absent. */
    List<Row> list(
            @Nullable String journey,
            @Nullable MemberId member,
            @Nullable String state,
            @Nullable UUID after,
            int most) {
        return sql.sql("select " + COLUMNS + """
                         from run r
                        where (:journey::text is null or r.journey = :journey)
                            and (:member::bigint is null or r.member = :member)
                            and (:state::text is null or r.state = :state)
                            and (:after::uuid is null or r.id < :after)
                        order by r.id desc limit :most
                        """)
                .param("journey", journey)
                .param("member", member == null ? null : member.value())
                .param("state", state)
                .param("after", after)
                .param("most", most)
                .query(ROW)
                .list();
    }

    List<Visited> visits(List<UUID> runs, boolean openOnly) {
        if (runs.isEmpty()) {
            return List.of();
        }
        return sql.sql("select run, element, at, until, cancelled from run_step where run in (:runs)"
                        + (openOnly ? " and until is null" : "") + " order by at, until nulls last, visit")
                .param("runs", runs)
                .query((row, number) -> new Visited(
                        row.getObject("run", UUID.class),
                        row.getString("element"),
                        Times.instant(row, "at"),
                        Times.instantOrNull(row, "until"),
                        row.getBoolean("cancelled")))
                .list();
    }

    Map<String, Counts> counts() {
        var counts = new HashMap<String, Counts>();
        sql.sql("""
                select r.journey,
                    count(*) filter (where r.state in ('running', 'suspended')) as running,
                    count(*) filter (where r.state in ('ended', 'cancelled')) as ended,
                    (select count(*) from run_incident i join run o on o.id = i.run
                        where i.resolved_at is null and o.journey = r.journey) as incidents
                from run r group by r.journey
                """).query(row -> {
            counts.put(
                    row.getString("journey"),
                    new Counts(row.getLong("running"), row.getLong("ended"), row.getLong("incidents")));
        });
        return counts;
    }

    List<StepCounts> statistics(String journey, @Nullable String definition) {
        return sql.sql("""
                select s.element,
                    count(*) filter (where s.until is null) as tokens,
                    count(*) as visits,
                    count(*) filter (where s.cancelled) as cancelled,
                    avg(extract(epoch from s.until - s.at)) filter (where not s.cancelled) as seconds
                from run r join run_step s on s.run = r.id
                where r.journey = :journey and (:definition::text is null or r.definition = :definition)
                group by s.element order by s.element
                """)
                .param("journey", journey)
                .param("definition", definition)
                .query((row, number) -> new StepCounts(
                        row.getString("element"),
                        row.getLong("tokens"),
                        row.getLong("visits"),
                        row.getLong("cancelled"),
                        row.getObject("seconds") == null ? null : row.getDouble("seconds")))
                .list();
    }

    /** Forgets the steps of runs that ended longer ago than their journey keeps them; returns how many runs that were. */
    int forgetSteps(Instant now, int most) {
        return sql.sql("""
                with old as (
                    select r.id from journey_version v cross join lateral (
                        select id from run where definition = v.definition and not forgotten
                            and ended_at < :now - v.keep_days * interval '1 day'
                        order by ended_at limit :most
                    ) r limit :most
                ), gone as (update run set forgotten = true where id in (select id from old) returning id
                ), steps as (delete from run_step where run in (select id from gone)),
                    asked as (delete from run_ask where run in (select id from gone)),
                    told as (delete from webhook_call where run in (select id from gone) and state <> 'planned'),
                    called as (delete from run_call where caller in (select id from gone) and state = 'started')
                select count(*) from gone
                """)
                .param("now", Times.column(now))
                .param("most", most)
                .query(Integer.class)
                .single();
    }
}
