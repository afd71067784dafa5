package io.hearth.studio;

import io.hearth.content.DraftFiles;
import io.hearth.platform.Json;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Replays with how far they are. Claims are on the database's clock: a node that stops loses its claim, and another goes on. */
@Component
class ReplayTable {

    private static final String COLUMNS = """
            select id, release, files, community, days, from_at, until_at, point_cost, message_cost, started_by, started_at,
                status, reason, last_member, members, members_done, events, failed_before, failed_after, difference, ended_at
            from replay
            """;

    private final JdbcClient jdbc;

    ReplayTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param members how many there are, once that is known */
    record Replay(
            UUID id,
            String release,
            DraftFiles files,
            @Nullable String community,
            int days,
            Instant from,
            Instant until,
            BigDecimal pointCost,
            BigDecimal messageCost,
            String startedBy,
            Instant startedAt,
            String status,
            @Nullable String reason,
            long lastMember,
            @Nullable Long members,
            long membersDone,
            long events,
            long failedBefore,
            long failedAfter,
            List<Difference.Line> difference,
            @Nullable Instant endedAt) {}

    /** What a chunk of members adds. */
    record Progress(
            long lastMember, long members, long membersDone, long events, long failedBefore, long failedAfter) {}

    void add(Replay replay) {
        jdbc.sql("""
                insert into replay (id, release, files, community, days, from_at, until_at, point_cost, message_cost,
                    started_by, started_at, status)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'running')
                """)
                .params(replay.id(), replay.release(), Json.mapper().writeValueAsString(replay.files()))
                .param(replay.community())
                .params(
                        replay.days(),
                        Timestamp.from(replay.from()),
                        Timestamp.from(replay.until()),
                        replay.pointCost(),
                        replay.messageCost(),
                        replay.startedBy(),
                        Timestamp.from(replay.startedAt()))
                .update();
    }

    Optional<Replay> find(UUID id) {
        return jdbc.sql(COLUMNS + " where id = ?")
                .param(id)
                .query((row, n) -> read(row))
                .optional();
    }

    List<Replay> newest(int limit, @Nullable Instant before) {
        return jdbc.sql(COLUMNS + """
                where :before::timestamptz is null or started_at < :before
                order by started_at desc, id limit :limit
                """)
                .param("before", before == null ? null : Timestamp.from(before))
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    long running() {
        return jdbc.sql("select count(*) from replay where status = 'running'")
                .query(Long.class)
                .single();
    }

    /** One that nobody works on, for a minute. */
    Optional<Replay> claim() {
        return jdbc.sql("""
                update replay set claimed_until = now() + interval '60 seconds'
                where id = (select id from replay where status = 'running' and claimed_until < now()
                            order by started_at limit 1 for update skip locked)
                returning id
                """).query(UUID.class).optional().flatMap(this::find);
    }

    void release(UUID id) {
        jdbc.sql("update replay set claimed_until = '-infinity' where id = ?")
                .param(id)
                .update();
    }

    /** Whether to go on: false once it was cancelled, or another node has gone further. */
    boolean advance(Replay replay, Progress progress, List<Difference.Line> difference) {
        return jdbc.sql("""
                update replay set claimed_until = now() + interval '60 seconds', last_member = ?, members = ?,
                    members_done = ?, events = ?, failed_before = ?, failed_after = ?, difference = ?
                where id = ? and status = 'running' and last_member = ?
                """)
                        .params(
                                progress.lastMember(),
                                progress.members(),
                                progress.membersDone(),
                                progress.events(),
                                progress.failedBefore(),
                                progress.failedAfter(),
                                Json.mapper().writeValueAsString(difference),
                                replay.id(),
                                replay.lastMember())
                        .update()
                > 0;
    }

    /** Whether it was still running. */
    boolean end(UUID id, String status, @Nullable String reason, Instant at) {
        return jdbc.sql("update replay set status = ?, reason = ?, ended_at = ? where id = ? and status = 'running'")
                        .param(status)
                        .param(reason)
                        .params(Timestamp.from(at), id)
                        .update()
                > 0;
    }

    private static Replay read(ResultSet row) throws SQLException {
        var ended = row.getTimestamp("ended_at");
        var difference = row.getString("difference");
        return new Replay(
                row.getObject("id", UUID.class),
                row.getString("release"),
                Json.mapper().readValue(row.getString("files"), DraftFiles.class),
                row.getString("community"),
                row.getInt("days"),
                row.getTimestamp("from_at").toInstant(),
                row.getTimestamp("until_at").toInstant(),
                row.getBigDecimal("point_cost"),
                row.getBigDecimal("message_cost"),
                row.getString("started_by"),
                row.getTimestamp("started_at").toInstant(),
                row.getString("status"),
                row.getString("reason"),
                row.getLong("last_member"),
                row.getObject("members", Long.class),
                row.getLong("members_done"),
                row.getLong("events"),
                row.getLong("failed_before"),
                row.getLong("failed_after"),
                difference == null ? List.of() : List.of(Json.mapper().readValue(difference, Difference.Line[].class)),
                ended == null ? null : ended.toInstant());
    }
}
