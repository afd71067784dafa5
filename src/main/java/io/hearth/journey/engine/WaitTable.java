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

    /** Which event ends a run that stands anywhere: a wait of no step. */
    void openExits(Collection<Run> started) {
        sql.sql("""
                insert into wait (id, run, visit, element, member, community, event_type, position, since)
                select gen_random_uuid(), r.id, '', '', r.member, r.community, exit, r.position, r.since
                from run r join journey_version v using (definition), unnest(v.exits) as exit
                where r.id in (:runs) and r.state = 'running'
                """).param("runs", started.stream().map(Run::id).toList()).update();
    }

    /** The type of event, if the wait is one that ends its run. */
    Optional<String> exit(UUID wait) {
        return sql.sql("select event_type from wait where id = :wait and visit = ''")
                .param("wait", wait)
                .query(String.class)
                .optional();
    }

    void close(Run run, String visit) {
        sql.sql("delete from wait where run = :run and visit = :visit")
                .param("run", run.id())
                .param("visit", visit)
                .update();
    }

    /** Where the wait's token stands, if it still waits. */
    Optional<String> visit(UUID wait) {
        return sql.sql("select visit from wait where id = :wait")
                .param("wait", wait)
                .query(String.class)
                .optional();
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
    }
}
