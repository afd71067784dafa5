package io.hearth.journey.engine;

import io.hearth.journey.engine.guard.Drawing;
import io.hearth.member.MemberId;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Brings events and waits together from both sides. The pipeline joins each batch of events with the waits that it can
 * see; a wait that it could not see yet is looked up in the log once, after it has been committed. Whatever their order,
 * one of the two finds the other, and neither side holds a lock that the other needs.
 */
public final class Wakes {

    private final JdbcClient sql;
    private final Clock clock;
    private final Past past;
    private final String scope;

    public Wakes(JdbcTemplate jdbc, Clock clock, Past past) {
        this(jdbc, clock, past, Scope.EVERYBODY);
    }

    Wakes(JdbcTemplate jdbc, Clock clock, Past past, Scope scope) {
        this.scope = scope.of("member");
        this.sql = JdbcClient.create(jdbc);
        this.clock = clock;
        this.past = past;
    }

    /** An event as far as a wait cares. */
    public record Seen(
            String event, long position, Instant acceptedAt, MemberId member, String community, String type) {}

    /** A member who has come into a segment. */
    public record Entry(MemberId member, String community, String segment) {}

    /** The work is done that a run stays for at a step; telling it twice wakes it once. In the caller's transaction. */
    public void done(UUID run, String element) {
        sql.sql("""
                insert into wake (wait, run, event, position, next_at)
                select id, run, 'work', position, :now from wait
                where run = :run and element = :element and event_type = 'work'
                on conflict do nothing
                """)
                .param("now", Times.column(clock.instant()))
                .param("run", run)
                .param("element", element)
                .update();
    }

    /** One join for a batch; in the transaction of the pipeline. */
    public int wake(Collection<Seen> events) {
        if (events.isEmpty()) {
            return 0;
        }
        var rows = List.copyOf(events);
        return sql.sql("""
                        insert into wake (wait, run, event, position, next_at)
                        select distinct on (w.id) w.id, w.run, e.event, e.position, :now
                        from unnest(:events, :positions, :accepted::timestamptz[], :members, :communities, :types)
                            as e (event, position, accepted_at, member, community, type)
                        join wait w on w.member = e.member and w.event_type = e.type and w.community = e.community
                            and w.position < e.position and w.since < e.accepted_at
                        order by w.id, e.position
                        on conflict do nothing
                        """)
                .param("now", Times.column(clock.instant()))
                .param("events", rows.stream().map(Seen::event).toArray(String[]::new))
                .param("positions", rows.stream().map(Seen::position).toArray(Long[]::new))
                .param(
                        "accepted",
                        rows.stream()
                                .map(event -> event.acceptedAt().toString())
                                .toArray(String[]::new))
                .param(
                        "members",
                        rows.stream().map(event -> event.member().value()).toArray(Long[]::new))
                .param("communities", rows.stream().map(Seen::community).toArray(String[]::new))
                .param("types", rows.stream().map(Seen::type).toArray(String[]::new))
                .update();
    }

    /** Members who have just come into segments, once that is committed; returns how many runs that wakes. */
    public int entered(Collection<Entry> entries) {
        var rows = List.copyOf(entries);
        return sql.sql("""
                        insert into wake (wait, run, event, position, next_at)
                        select w.id, w.run, 'segment', w.position, :now
                        from unnest(:members, :communities, :segments) as e (member, community, segment)
                        join wait w on w.member = e.member and w.community = e.community and w.event_type = e.segment
                        on conflict do nothing
                        """)
                .param("now", Times.column(clock.instant()))
                .param(
                        "members",
                        rows.stream().map(entry -> entry.member().value()).toArray(Long[]::new))
                .param("communities", rows.stream().map(Entry::community).toArray(String[]::new))
                .param(
                        "segments",
                        rows.stream()
                                .map(entry -> Drawing.SEGMENT + entry.segment())
                                .toArray(String[]::new))
                .update();
    }

    /** Looks once into the log for waits that have just been committed; returns how many were looked up. */
    int lookBack(int most) {
        var fresh = sql.sql("""
                        select id as wait, member, community, event_type, position, since from wait
                        where fresh""" + scope + "order by id limit :most for update skip locked")
                .param("most", most)
                .query((row, number) -> new Past.Wanted(
                        row.getObject("wait", UUID.class),
                        new MemberId(row.getLong("member")),
                        row.getString("community"),
                        row.getString("event_type"),
                        row.getLong("position"),
                        Times.instant(row, "since")))
                .list();
        if (fresh.isEmpty()) {
            return 0;
        }
        past.firstFor(fresh).forEach(this::wake);
        sql.sql("update wait set fresh = false where id in (:waits)")
                .param("waits", fresh.stream().map(Past.Wanted::id).toList())
                .update();
        return fresh.size();
    }

    private void wake(UUID wait, Past.Found found) {
        sql.sql("""
                insert into wake (wait, run, event, position, next_at)
                select id, run, :event, :position, :now from wait where id = :wait
                on conflict do nothing
                """)
                .param("event", found.event())
                .param("position", found.position())
                .param("now", Times.column(clock.instant()))
                .param("wait", wait)
                .update();
    }
}
