package io.hearth.journey.engine;

import io.hearth.platform.Ids;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

    void open(Run run, String visit, String element, List<String> eventTypes) {
        batches.batchUpdate(
                """
                insert into wait (id, run, visit, element, member, community, event_type, position, since)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                eventTypes.stream()
                        .map(type -> new Object[] {
                            Ids.next(),
                            run.id(),
                            visit,
                            element,
                            run.member().value(),
                            run.community(),
                            type,
                            run.position(),
                            Times.column(run.since())
                        })
                        .toList());
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
                where r.id in (:runs) and r.state = 'running'
                """).param("runs", started.stream().map(Run::id).toList()).update();
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

    /** The type of event, if the wait is one that ends its run. */
    Optional<String> exit(UUID wait) {
        return sql.sql("select event_type from wait where id = :wait and visit = ''")
                .param("wait", wait)
                .query(String.class)
                .optional();
    }

    void close(Run run, String visit) {
        sql.sql("""
                with gone as (delete from wait where run = :run and visit = :visit returning id, event_type),
                    dull as (delete from wake where wait in (select id from gone where event_type = 'time')),
                    dead as (
                        delete from run_call c using run r where c.wait in (select id from gone)
                            and r.id = c.child and r.state in ('ended', 'cancelled'))
                update run_call set state = 'cancel', next_at = '-infinity' where wait in (select id from gone)
                    and not exists (select 1 from run r where r.id = run_call.child and r.state in ('ended', 'cancelled'))
                """).param("run", run.id()).param("visit", visit).update();
    }

    /** Where the wait's token stands, if it still waits. */
    Optional<String> visit(UUID wait) {
        return sql.sql("select visit from wait where id = :wait")
                .param("wait", wait)
                .query(String.class)
                .optional();
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

    void forget(UUID run) {
        sql.sql("delete from wait where run = :run").param("run", run).update();
        sql.sql("delete from wake where run = :run").param("run", run).update();
        sql.sql("update run_call set state = 'cancel', next_at = '-infinity' where caller = :run")
                .param("run", run)
                .update();
    }
}
