package io.hearth.automation;

import io.hearth.automation.Gathered.Start;
import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Journeys to start: written with the decision, carried out by the dispatcher. */
@Component
class Commands {

    private final JdbcClient jdbc;

    Commands(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A journey to start, as it waits. */
    record Waiting(
            long id, String journey, MembershipKey key, String release, String cause, Instant at, int attempts) {}

    void add(List<Start> starts, String release, Instant now) {
        if (starts.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into command (kind, name, member, community, release, cause, created_at, due_at)
                select 'start', name, member, community, ?, cause, at, ?
                from unnest(?::text[], ?::bigint[], ?::text[], ?::text[], ?::timestamptz[])
                    as k (name, member, community, cause, at)
                """)
                .params(
                        release,
                        Timestamp.from(now),
                        starts.stream().map(Start::journey).toArray(String[]::new),
                        starts.stream()
                                .mapToLong(start -> start.key().member().value())
                                .toArray(),
                        starts.stream().map(start -> start.key().community()).toArray(String[]::new),
                        starts.stream().map(Start::cause).toArray(String[]::new),
                        starts.stream().map(start -> start.at().toString()).toArray(String[]::new))
                .update();
    }

    /** What waits, locked until the transaction ends; nobody else gets the same. */
    List<Waiting> take(Instant now, int limit, Set<String> without) {
        return jdbc.sql("""
                select id, name, member, community, release, cause, created_at, attempts
                from command
                where not parked and due_at <= ? and name <> all (?::text[])
                order by due_at, id
                limit ?
                for update skip locked
                """)
                .params(Timestamp.from(now), without.toArray(String[]::new), limit)
                .query((row, number) -> new Waiting(
                        row.getLong("id"),
                        row.getString("name"),
                        new MembershipKey(row.getString("community"), new MemberId(row.getLong("member"))),
                        row.getString("release"),
                        row.getString("cause"),
                        row.getTimestamp("created_at").toInstant(),
                        row.getInt("attempts")))
                .list();
    }

    void done(List<Waiting> commands) {
        jdbc.sql("delete from command where id = any(?::bigint[])")
                .param(commands.stream().mapToLong(Waiting::id).toArray())
                .update();
    }

    void failed(Waiting command, String reason, Instant again, boolean parked) {
        jdbc.sql("update command set attempts = attempts + 1, reason = ?, due_at = ?, parked = ? where id = ?")
                .params(reason, Timestamp.from(again), parked, command.id())
                .update();
    }

    long waiting() {
        return jdbc.sql("select count(*) from command where not parked")
                .query(Long.class)
                .single();
    }
}
