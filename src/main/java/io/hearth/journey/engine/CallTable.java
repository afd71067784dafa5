package io.hearth.journey.engine;

import io.hearth.platform.Ids;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code run_call}: which run is started because another one called its journey, and waits for its end. */
final class CallTable {

    private final JdbcClient sql;

    CallTable(JdbcTemplate jdbc) {
        this.sql = JdbcClient.create(jdbc);
    }

    /** Notes that a run is to be started; a worker does, once this is committed. */
    void open(UUID wait, UUID caller, String journey, Instant now) {
        sql.sql("""
                insert into run_call (child, wait, caller, journey, state, next_at)
                values (:child, :wait, :caller, :journey, 'start', :now)
                """)
                .param("child", Ids.next())
                .param("wait", wait)
                .param("caller", caller)
                .param("journey", journey)
                .param("now", Times.column(now))
                .update();
    }

    void started(UUID child) {
        sql.sql("update run_call set state = 'started' where child = :child")
                .param("child", child)
                .update();
    }

    void delete(UUID child) {
        sql.sql("delete from run_call where child = :child")
                .param("child", child)
                .update();
    }

    /** Wakes those that wait for the end of these runs. */
    void ended(Collection<UUID> runs, Instant now) {
        sql.sql("""
                insert into wake (wait, run, event, position, next_at)
                select w.id, w.run, 'journey', w.position, :now
                from run_call c join wait w on w.id = c.wait where c.child in (:runs) and c.state = 'started'
                on conflict do nothing
                """).param("now", Times.column(now)).param("runs", runs).update();
    }

    /** How the journey ended that was called at a visit. */
    Optional<String> end(UUID caller, String visit) {
        return sql.sql("""
                        select r.ended_by from wait w join run_call c on c.wait = w.id join run r on r.id = c.child
                        where w.run = :caller and w.visit = :visit and r.ended_by is not null
                        """)
                .param("caller", caller)
                .param("visit", visit)
                .query(String.class)
                .optional();
    }
}
