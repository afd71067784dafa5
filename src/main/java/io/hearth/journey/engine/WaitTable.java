package io.hearth.journey.engine;

import io.hearth.platform.Ids;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables {@code wait} and {@code wake}: who waits for which event, and for whom it has come. */
final class WaitTable {

    private final JdbcClient sql;
    private final JdbcTemplate batches;

    WaitTable(JdbcTemplate jdbc) {
        this.sql = JdbcClient.create(jdbc);
        this.batches = jdbc;
    }

    /** A token that waits for one of these. */
    record Awaiting(Run run, String visit, String element, List<String> eventTypes) {}

    void open(List<Awaiting> all) {
        var rows = all.stream()
                .flatMap(one -> one.eventTypes().stream().map(type -> new Object[] {
                    Ids.next(),
                    one.run().id(),
                    one.visit(),
                    one.element(),
                    one.run().member().value(),
                    one.run().community(),
                    type,
                    one.run().position(),
                    Times.column(one.run().since())
                }))
                .toList();
        if (!rows.isEmpty()) {
            batches.batchUpdate("""
                    insert into wait (id, run, visit, element, member, community, event_type, position, since)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """, rows);
        }
    }

    /** Waits for nothing but a moment: the waking is there already, and becomes due then. */
    void openUntil(Run run, String visit, String element, Instant then) {
        var wait = openPlain(run, visit, element, "time");
        sql.sql("insert into wake (wait, run, event, position, next_at) values (:wait, :run, 'time', :position, :then)")
                .param("wait", wait)
                .param("run", run.id())
                .param("position", run.position())
                .param("then", Times.column(then))
                .update();
    }

    /** Waits for the end of another run. */
    UUID openCall(Run run, String visit, String element) {
        return openPlain(run, visit, element, "journey");
    }

    /** Waits until work is reported to be done. */
    UUID openWork(Run run, String visit, String element) {
        return openPlain(run, visit, element, "work");
    }

    private UUID openPlain(Run run, String visit, String element, String what) {
        var id = Ids.next();
        sql.sql("""
                insert into wait (id, run, visit, element, member, community, event_type, position, since, fresh)
                values (:id, :run, :visit, :element, :member, :community, :what, :position, :since, false)
                """)
                .param("id", id)
                .param("run", run.id())
                .param("visit", visit)
                .param("element", element)
                .param("member", run.member().value())
                .param("community", run.community())
                .param("what", what)
                .param("position", run.position())
                .param("since", Times.column(run.since()))
                .update();
        return id;
    }

    /** Which event ends a run that stands anywhere: a wait of no step. */
    void openExits(Collection<Run> started) {
        sql.sql("""
                insert into wait (id, run, visit, element, member, community, event_type, position, since)
                select gen_random_uuid(), r.id, '', '', r.member, r.community, exit, r.position, r.since
                from run r join journey_version v using (definition), unnest(v.exits) as exit
                where r.id = any (:runs) and r.state = 'running'
                """)
                .param("runs", started.stream().map(Run::id).toArray(UUID[]::new))
                .update();
    }

    /** The exits of a run that has come to another version. */
    void renewExits(UUID run) {
        sql.sql("delete from wait where run = :run and visit = ''")
                .param("run", run)
                .update();
        sql.sql("""
                insert into wait (id, run, visit, element, member, community, event_type, position, since)
                select gen_random_uuid(), r.id, '', '', r.member, r.community, exit, r.position, r.since
                from run r join journey_version v using (definition), unnest(v.exits) as exit where r.id = :run
                """).param("run", run).update();
    }

    /** A token that has left where it waited. */
    record Left(UUID run, String visit) {}

    void close(List<Left> all) {
        if (all.isEmpty()) {
            return;
        }
        sql.sql("""
                with gone as (
                        delete from wait w using unnest(:runs::uuid[], :visits::text[]) as v (run, visit)
                        where w.run = v.run and w.visit = v.visit
                        returning w.id, w.event_type),
                    dull as (delete from wake where wait in (select id from gone where event_type = 'time')),
                    dead as (
                        delete from run_call c using run r where c.wait in (select id from gone)
                            and r.id = c.child and r.state in ('ended', 'cancelled'))
                update run_call set state = 'cancel', next_at = '-infinity' where wait in (select id from gone)
                    and not exists (select 1 from run r where r.id = run_call.child and r.state in ('ended', 'cancelled'))
                """)
                .param("runs", all.stream().map(left -> left.run().toString()).toArray(String[]::new))
                .param("visits", all.stream().map(Left::visit).toArray(String[]::new))
                .update();
    }

    /** Starts a called journey again that could not be started. */
    void callAgain(UUID child, Instant now) {
        sql.sql("update run_call set attempts = 0, next_at = :now where child = :child")
                .param("now", Times.column(now))
                .param("child", child)
                .update();
    }

    /** Notes that those who wait for these segments have to be looked at again. */
    void lookForSegments() {
        sql.sql("update wait set fresh = true where event_type like 'segment:%' and not fresh")
                .update();
    }

    /** Wakes a run again whose waking failed so often that it became an incident. */
    void tryAgain(UUID wait, Instant now) {
        sql.sql("update wake set attempts = 0, next_at = :now where wait = :wait")
                .param("now", Times.column(now))
                .param("wait", wait)
                .update();
    }

    /**
     * What a wait is, and where its token stands in the engine.
     *
     * @param execution absent where no token stands there any more
     */
    record At(
            UUID id,
            String visit,
            String eventType,
            @Nullable String execution) {

        boolean isExit() {
            return visit.isEmpty();
        }
    }

    /** Those of these waits that are there, by their number. */
    Map<UUID, At> standing(Collection<UUID> waits) {
        var standing = new HashMap<UUID, At>();
        sql.sql("""
                        select w.id, w.visit, w.event_type, x.id_ as execution
                        from wait w join run r on r.id = w.run
                        left join act_ru_execution x
                            on x.proc_inst_id_ = r.instance and x.act_inst_id_ = w.visit and w.visit <> ''
                        where w.id = any (:waits::uuid[])
                        """)
                .param("waits", waits.stream().map(UUID::toString).toArray(String[]::new))
                .query(At.class)
                .list()
                .forEach(at -> standing.put(at.id(), at));
        return standing;
    }

    /** What these runs waited for, and what they called. */
    void forget(List<UUID> runs) {
        sql.sql("""
                with waits as (delete from wait where run = any (:runs::uuid[])),
                    wakes as (delete from wake where run = any (:runs::uuid[]))
                update run_call set state = 'cancel', next_at = '-infinity' where caller = any (:runs::uuid[])
                """)
                .param("runs", runs.stream().map(UUID::toString).toArray(String[]::new))
                .update();
    }
}
