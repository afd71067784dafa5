package io.hearth.journey.engine;

import io.hearth.member.MemberId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code run}: one row per run, unique for journey, member, community and entry. */
final class RunTable {

    static final String COLUMNS = """
            r.id, r.journey, r.definition, r.member, r.community, r.entry, r.state, r.instance, r.cause, r.position, \
            r.since, r.steps, r.started_at, r.ended_at, r.ended_by""";

    private final JdbcClient sql;
    private final JdbcTemplate batches;

    RunTable(JdbcTemplate jdbc) {
        this.sql = JdbcClient.create(jdbc);
        this.batches = jdbc;
    }

    /**
     * Writes those that are not there yet, and answers them as they were written. Where a journey lets members in again,
     * a member without a living run enters once more for each further cause.
     */
    List<Run> insert(Collection<Run> runs) {
        var rows = List.copyOf(runs);
        var entries = new HashMap<UUID, Integer>();
        sql.sql("""
                        insert into run (id, journey, definition, member, community, entry, state, cause, position, since, started_at)
                        select t.id::uuid, t.journey, t.definition, t.member, t.community,
                            case when t.member = :nobody then t.entry when v.reenters then coalesce(past.entries, 0) + 1 else 1 end,
                            'running', t.cause, t.position, t.since::timestamptz, t.started::timestamptz
                        from unnest(:ids, :journeys, :definitions, :members, :communities, :entries, :causes, :positions, :since, :started)
                            as t (id, journey, definition, member, community, entry, cause, position, since, started)
                        join journey_version v on v.definition = t.definition
                        left join lateral (
                            select max(r.entry) as entries, bool_or(r.state in ('running', 'suspended')) as lives,
                                bool_or(r.cause = t.cause) as known
                            from run r
                            where r.journey = t.journey and r.member = t.member and r.community = t.community) as past on true
                        where t.member = :nobody or not v.reenters or not (coalesce(past.lives, false) or coalesce(past.known, false))
                        order by t.journey, t.member, t.community
                        on conflict (journey, member, community, entry) do nothing
                        returning id, entry
                        """)
                .param("ids", rows.stream().map(run -> run.id().toString()).toArray(String[]::new))
                .param("journeys", rows.stream().map(Run::journey).toArray(String[]::new))
                .param("definitions", rows.stream().map(Run::definition).toArray(String[]::new))
                .param("members", rows.stream().map(run -> run.member().value()).toArray(Long[]::new))
                .param("communities", rows.stream().map(Run::community).toArray(String[]::new))
                .param("nobody", Run.NOBODY.value())
                .param("entries", rows.stream().map(Run::entry).toArray(Integer[]::new))
                .param("causes", rows.stream().map(Run::cause).toArray(String[]::new))
                .param("positions", rows.stream().map(Run::position).toArray(Long[]::new))
                .param("since", rows.stream().map(run -> run.since().toString()).toArray(String[]::new))
                .param(
                        "started",
                        rows.stream().map(run -> run.startedAt().toString()).toArray(String[]::new))
                .query(row -> {
                    entries.put(row.getObject("id", UUID.class), row.getInt("entry"));
                });
        return rows.stream()
                .filter(run -> entries.containsKey(run.id()))
                .map(run -> run.entry(Objects.requireNonNull(entries.get(run.id()))))
                .toList();
    }

    /** The number of the run after all that the member has been through. */
    int nextEntry(String journey, MemberId member, String community) {
        return sql.sql("""
                        select coalesce(max(entry), 0) + 1 from run
                        where journey = :journey and member = :member and community = :community
                        """)
                .param("journey", journey)
                .param("member", member.value())
                .param("community", community)
                .query(Integer.class)
                .single();
    }

    /** Writes a run that another one called. */
    void insertCalled(Run run) {
        sql.sql("""
                insert into run (id, journey, definition, member, community, entry, state, cause, position, since, started_at)
                values (:id, :journey, :definition, :member, :community, :entry, 'running', :cause, :position, :since, :started)
                """)
                .param("id", run.id())
                .param("journey", run.journey())
                .param("definition", run.definition())
                .param("member", run.member().value())
                .param("community", run.community())
                .param("entry", run.entry())
                .param("cause", run.cause())
                .param("position", run.position())
                .param("since", Times.column(run.since()))
                .param("started", Times.column(run.startedAt()))
                .update();
    }

    /** The run, locked until the transaction ends: everything that moves a run takes this lock first. */
    Optional<Run> lock(UUID id) {
        return sql.sql("select " + COLUMNS + " from run r where r.id = :id for update of r")
                .param("id", id)
                .query((row, number) -> run(row))
                .optional();
    }

    Optional<Run> find(UUID id) {
        return sql.sql("select " + COLUMNS + " from run r where r.id = :id")
                .param("id", id)
                .query((row, number) -> run(row))
                .optional();
    }

    /** What the turns did, all at once. Returns the runs that have taken more steps than they may. */
    List<UUID> store(Collection<Turn> turns, Map<UUID, String> instances, int mostSteps) {
        storeSteps(turns);
        sql.sql("""
                update run r set state = t.state, instance = case when t.over then null else coalesce(t.instance, r.instance) end,
                    position = t.position, since = t.since::timestamptz, steps = r.steps + t.steps,
                    ended_at = case when t.over then t.now::timestamptz end, ended_by = t.ended_by
                from unnest(:ids, :states, :over, :instances, :positions, :since, :steps, :now, :by)
                    as t (id, state, over, instance, position, since, steps, now, ended_by)
                where r.id = t.id::uuid
                """)
                .param("ids", column(turns, turn -> turn.run().id().toString()))
                .param("states", column(turns, turn -> turn.state().column()))
                .param("over", turns.stream().map(RunTable::isOver).toArray(Boolean[]::new))
                .param(
                        "instances",
                        column(turns, turn -> instances.get(turn.run().id())))
                .param(
                        "positions",
                        turns.stream().map(turn -> turn.run().position()).toArray(Long[]::new))
                .param("since", column(turns, turn -> turn.run().since().toString()))
                .param("steps", turns.stream().map(turn -> turn.begun().size()).toArray(Integer[]::new))
                .param("now", column(turns, turn -> turn.now().toString()))
                .param("by", column(turns, turn -> isOver(turn) ? turn.endedBy() : null))
                .update();
        return turns.stream()
                .filter(turn -> turn.state() == Run.State.RUNNING
                        && turn.run().steps() + turn.begun().size() > mostSteps)
                .map(turn -> turn.run().id())
                .toList();
    }

    private static boolean isOver(Turn turn) {
        return turn.state() != turn.run().state();
    }

    private static @Nullable String[] column(Collection<Turn> turns, Function<Turn, @Nullable String> column) {
        return turns.stream().map(column).toArray(String[]::new);
    }

    private void storeSteps(Collection<Turn> turns) {
        var begun = turns.stream()
                .flatMap(turn -> turn.begun().stream().map(step -> new Object[] {
                    turn.run().id(),
                    step.visit(),
                    step.element(),
                    Times.column(step.at()),
                    Times.columnOrNull(step.until()),
                    step.cancelled()
                }))
                .toList();
        if (!begun.isEmpty()) {
            batches.batchUpdate(
                    "insert into run_step (run, visit, element, at, until, cancelled) values (?, ?, ?, ?, ?, ?)",
                    begun);
        }
        var finished = turns.stream()
                .flatMap(turn -> turn.finished().stream().map(step -> new Finished(turn, step)))
                .toList();
        if (!finished.isEmpty()) {
            sql.sql("""
                    update run_step s set until = t.until::timestamptz, cancelled = t.cancelled
                    from unnest(:runs, :visits, :until, :cancelled) as t (run, visit, until, cancelled)
                    where s.run = t.run::uuid and s.visit = t.visit
                    """)
                    .param(
                            "runs",
                            finished.stream()
                                    .map(one -> one.turn.run().id().toString())
                                    .toArray(String[]::new))
                    .param(
                            "visits",
                            finished.stream().map(one -> one.step.visit()).toArray(String[]::new))
                    .param(
                            "until",
                            finished.stream()
                                    .map(one -> one.turn.now().toString())
                                    .toArray(String[]::new))
                    .param(
                            "cancelled",
                            finished.stream().map(one -> one.step.cancelled()).toArray(Boolean[]::new))
                    .update();
        }
    }

    private record Finished(Turn turn, Turn.Step step) {}

    /** The steps that tokens stand at. */
    List<String> standing(UUID run) {
        return sql.sql("select distinct element from run_step where run = :run and until is null order by element")
                .param("run", run)
                .query(String.class)
                .list();
    }

    void state(UUID id, Run.State state, boolean freshCount) {
        sql.sql("update run set state = :state, steps = case when :fresh then 0 else steps end where id = :id")
                .param("state", state.column())
                .param("fresh", freshCount)
                .param("id", id)
                .update();
    }

    Map<UUID, Run> all(Collection<UUID> ids) {
        var runs = new HashMap<UUID, Run>();
        sql.sql("select " + COLUMNS + " from run r where r.id in (:ids)")
                .param("ids", ids)
                .query((row, number) -> run(row))
                .list()
                .forEach(run -> runs.put(run.id(), run));
        return runs;
    }

    /** Those of these runs, which are locked, that live; in the order given. */
    Map<UUID, Run> living(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Map.of();
        }
        var found = all(ids);
        var living = new LinkedHashMap<UUID, Run>();
        ids.forEach(id -> {
            var run = found.get(id);
            if (run != null && run.lives()) {
                living.put(id, run);
            }
        });
        return living;
    }

    static Run run(ResultSet row) throws SQLException {
        return new Run(
                row.getObject("id", UUID.class),
                row.getString("journey"),
                row.getString("definition"),
                new MemberId(row.getLong("member")),
                row.getString("community"),
                row.getInt("entry"),
                Run.State.valueOf(row.getString("state").toUpperCase(java.util.Locale.ROOT)),
                row.getString("instance"),
                row.getString("cause"),
                row.getLong("position"),
                Times.instant(row, "since"),
                row.getInt("steps"),
                Times.instant(row, "started_at"),
                Times.instantOrNull(row, "ended_at"),
                row.getString("ended_by"));
    }

    /** Where a token stands in the engine: its execution may have been replaced since it came there, its visit has not. */
    Optional<String> execution(Run run, String visit) {
        return sql.sql("select id_ from act_ru_execution where proc_inst_id_ = :instance and act_inst_id_ = :visit")
                .param("instance", run.engineId())
                .param("visit", visit)
                .query(String.class)
                .optional();
    }
}
