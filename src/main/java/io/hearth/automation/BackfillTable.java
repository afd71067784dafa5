package io.hearth.automation;

import io.hearth.automation.ReevaluationTable.Part;
import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import io.hearth.member.activity.Collected.Need;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of what is collected, and of reading it from the log. */
@Component
class BackfillTable {

    private static final String ROWS = """
            select b.*, (select sum(looked) from backfill_part where backfill = b.id) as looked from backfill b
            """;

    private final JdbcClient jdbc;

    BackfillTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Need> needs() {
        return needs("true");
    }

    List<Need> ready() {
        return needs("ready");
    }

    private List<Need> needs(String which) {
        return jdbc.sql("select type, field, days from collected_need where " + which + " order by type, field, days")
                .query((row, number) -> new Need(row.getString(1), field(row.getString(2)), row.getInt(3)))
                .list();
    }

    private static @Nullable String field(String stored) {
        return stored.isEmpty() ? null : stored;
    }

    void collect(List<Need> needs, boolean ready) {
        jdbc.sql("""
                insert into collected_need (type, field, days, ready)
                select *, ? from unnest(?::text[], ?::text[], ?::int[]) on conflict do nothing
                """)
                .params(
                        ready,
                        needs.stream().map(Need::type).toArray(String[]::new),
                        needs.stream()
                                .map(need -> Objects.requireNonNullElse(need.field(), ""))
                                .toArray(String[]::new),
                        needs.stream().mapToInt(Need::days).toArray())
                .update();
    }

    boolean anybody() {
        return jdbc.sql("select exists (select from activity)")
                .query(Boolean.class)
                .single();
    }

    void add(UUID id, String release, Instant now) {
        jdbc.sql("""
                insert into backfill (id, release, state, members, oldest, asked_at)
                values (?, ?, 'running', (select count(*) from activity), (select min(accepted_at) from event), ?)
                """).params(id, release, Timestamp.from(now)).update();
        jdbc.sql("insert into backfill_part (backfill, partition) select ?, partition from log_head")
                .param(id)
                .update();
    }

    Optional<UUID> running() {
        return jdbc.sql("select id from backfill where state = 'running'")
                .query(UUID.class)
                .optional();
    }

    /** Whether it still runs; the answer holds until the transaction ends. */
    boolean holdRunning(UUID id) {
        return !jdbc.sql("select 1 from backfill where id = ? and state = 'running' for share")
                .param(id)
                .query(Integer.class)
                .list()
                .isEmpty();
    }

    List<Part> parts(UUID id, Collection<Integer> partitions) {
        return jdbc.sql("""
                select partition, member, community from backfill_part
                where backfill = ? and partition = any(?::smallint[]) and not done
                """)
                .params(id, partitions.stream().mapToInt(Integer::intValue).toArray())
                .query((row, number) ->
                        new Part(row.getInt(1), new MembershipKey(row.getString(3), new MemberId(row.getLong(2)))))
                .list();
    }

    /** Moves these partitions on; one that was further already stays there. */
    void advance(UUID id, Collection<Integer> partitions, MembershipKey upTo, Map<Integer, Long> looked, boolean done) {
        jdbc.sql("""
                update backfill_part p set done = :done, looked = p.looked + k.looked,
                    member = case when (p.member, p.community) < (:member, :community) then :member else p.member end,
                    community = case when (p.member, p.community) < (:member, :community)
                        then :community else p.community end
                from unnest(cast(:partitions as smallint[]), cast(:looked as bigint[])) as k (partition, looked)
                where p.backfill = :id and p.partition = k.partition
                """)
                .param("done", done)
                .param("member", upTo.member().value())
                .param("community", upTo.community())
                .param(
                        "partitions",
                        partitions.stream().mapToInt(Integer::intValue).toArray())
                .param(
                        "looked",
                        partitions.stream()
                                .mapToLong(partition -> looked.getOrDefault(partition, 0L))
                                .toArray())
                .param("id", id)
                .update();
    }

    void partial(UUID id, long more) {
        if (more > 0) {
            jdbc.sql("update backfill set partial = partial + ? where id = ?")
                    .params(more, id)
                    .update();
        }
    }

    /** Ends it if every partition is done: from now on what it read is ready. */
    void endIfDone(UUID id, Instant now) {
        int ended = jdbc.sql("""
                update backfill set state = 'done', ended_at = ? where id = ? and state = 'running'
                  and not exists (select from backfill_part where backfill = ? and not done)
                """).params(Timestamp.from(now), id, id).update();
        if (ended > 0) {
            jdbc.sql("update collected_need set ready = true where not ready").update();
        }
    }

    List<Backfill> newest(@Nullable UUID before, int limit) {
        return jdbc.sql(ROWS + """
                         where b.id < coalesce(cast(:before as uuid), 'ffffffff-ffff-ffff-ffff-ffffffffffff')
                         order by b.id desc limit :limit
                        """)
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> read(row))
                .list();
    }

    Optional<Backfill> find(UUID id) {
        return jdbc.sql(ROWS + " where b.id = ?")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    private static Backfill read(ResultSet row) throws SQLException {
        var oldest = row.getTimestamp("oldest");
        var ended = row.getTimestamp("ended_at");
        return new Backfill(
                row.getObject("id", UUID.class),
                row.getString("release"),
                row.getString("state"),
                Math.max(row.getLong("members"), row.getLong("looked")),
                row.getLong("looked"),
                oldest == null ? null : oldest.toInstant(),
                row.getLong("partial"),
                row.getTimestamp("asked_at").toInstant(),
                ended == null ? null : ended.toInstant());
    }
}
