package io.hearth.automation;

import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of re-evaluations and how far they are. */
@Component
class ReevaluationTable {

    private static final String ROWS = """
            select r.*, p.looked, p.changed, p.failed
            from reevaluation r, lateral (
                select sum(looked)::bigint as looked, sum(changed)::bigint as changed, sum(failed)::bigint as failed
                from reevaluation_part where reevaluation = r.id) p
            """;

    private final JdbcClient jdbc;

    ReevaluationTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How far one partition's members are: all up to this one, in the order of members and communities. */
    record Part(int partition, MembershipKey upTo) {}

    void add(UUID id, String rulebook, String rules, String release, String reason, String by, Instant now) {
        add(id, rulebook, rules, release, reason, by, null, now);
    }

    /** Begins one, over as many partitions as the log has. */
    void add(
            UUID id,
            String rulebook,
            String rules,
            String release,
            String reason,
            String by,
            @Nullable String note,
            Instant now) {
        jdbc.sql("""
                insert into reevaluation
                    (id, rulebook, rules, release, reason, state, members, asked_by, asked_at, resumed_at, note)
                values (?, ?, ?, ?, ?, 'running', (select count(*) from activity), ?, ?, ?, ?)
                """)
                .params(id, rulebook, rules, release, reason, by, Timestamp.from(now), Timestamp.from(now))
                .param(note)
                .update();
        jdbc.sql("insert into reevaluation_part (reevaluation, partition) select ?, partition from log_head")
                .param(id)
                .update();
    }

    /** Whether none was begun with this note; until the transaction ends no other node begins one. */
    boolean first(String note) {
        jdbc.sql("lock table rulebook_live in exclusive mode").update();
        return jdbc.sql("select not exists (select from reevaluation where reason = 'canary' and note = ?)")
                .param(note)
                .query(Boolean.class)
                .single();
    }

    List<Reevaluation> newest(@Nullable UUID before, int limit, Instant now) {
        return jdbc.sql(ROWS + """
                         where r.id < coalesce(cast(:before as uuid), 'ffffffff-ffff-ffff-ffff-ffffffffffff')
                         order by r.id desc limit :limit
                        """)
                .param("before", before)
                .param("limit", limit)
                .query((row, number) -> read(row, now))
                .list();
    }

    Optional<Reevaluation> find(UUID id, Instant now) {
        return jdbc.sql(ROWS + " where r.id = :id")
                .param("id", id)
                .query((row, number) -> read(row, now))
                .optional();
    }

    /** The one that is running or paused. */
    Optional<Reevaluation> unfinished(String rulebook, Instant now) {
        return jdbc.sql(ROWS + " where r.rulebook = :rulebook and r.state in ('running', 'paused')")
                .param("rulebook", rulebook)
                .query((row, number) -> read(row, now))
                .optional();
    }

    private static Reevaluation read(ResultSet row, Instant now) throws SQLException {
        var state = row.getString("state");
        long looked = row.getLong("looked");
        var ended = row.getTimestamp("ended_at");
        var until = ended == null ? now : ended.toInstant();
        long pace = Reevaluation.pace(
                looked - row.getLong("looked_then"),
                Duration.between(row.getTimestamp("resumed_at").toInstant(), until));
        long members = Math.max(looked, row.getLong("members"));
        return new Reevaluation(
                row.getObject("id", UUID.class),
                row.getString("rulebook"),
                row.getString("rules"),
                row.getString("release"),
                row.getString("reason"),
                state,
                members,
                looked,
                row.getLong("changed"),
                row.getLong("failed"),
                state.equals(Reevaluation.PAUSED) ? 0 : pace,
                state.equals(Reevaluation.RUNNING) ? Reevaluation.ready(members - looked, pace, now) : null,
                row.getString("asked_by"),
                row.getTimestamp("asked_at").toInstant(),
                ended == null ? null : ended.toInstant(),
                row.getString("note"));
    }

    /** Changes the state, if it is one of those; says whether it was. */
    boolean move(UUID id, String to, Instant now, @Nullable String note, List<String> from) {
        boolean over = !to.equals(Reevaluation.RUNNING) && !to.equals(Reevaluation.PAUSED);
        return jdbc.sql("""
                update reevaluation set state = :to, note = coalesce(cast(:note as text), note),
                    ended_at = case when :over then cast(:now as timestamptz) end,
                    resumed_at = case when :to = 'running' then :now else resumed_at end,
                    looked_then = case when :to = 'running' then
                        (select sum(looked) from reevaluation_part where reevaluation = :id) else looked_then end
                where id = :id and state = any(cast(:from as text[]))
                """)
                        .param("id", id)
                        .param("to", to)
                        .param("now", Timestamp.from(now))
                        .param("note", note)
                        .param("over", over)
                        .param("from", from.toArray(String[]::new))
                        .update()
                > 0;
    }

    /** Whether it still runs; keeps it from being paused until the transaction ends. */
    boolean holdRunning(UUID id) {
        return !jdbc.sql("select 1 from reevaluation where id = ? and state = 'running' for share")
                .param(id)
                .query(Integer.class)
                .list()
                .isEmpty();
    }

    /** How far these partitions are, without those that are done. */
    List<Part> parts(UUID id, Collection<Integer> partitions) {
        return jdbc.sql("""
                select partition, member, community from reevaluation_part
                where reevaluation = ? and partition = any(?::smallint[]) and not done
                """)
                .params(id, partitions.stream().mapToInt(Integer::intValue).toArray())
                .query((row, number) -> new Part(row.getInt("partition"), key(row)))
                .list();
    }

    private static MembershipKey key(ResultSet row) throws SQLException {
        return new MembershipKey(row.getString("community"), new MemberId(row.getLong("member")));
    }

    /** Notes how far these partitions are, and what was found on the way. */
    void advance(UUID id, List<Advance> advances) {
        jdbc.sql("""
                update reevaluation_part p
                set member = k.member, community = k.community, done = k.done,
                    looked = p.looked + k.looked, changed = p.changed + k.changed, failed = p.failed + k.failed
                from unnest(?::smallint[], ?::bigint[], ?::text[], ?::boolean[], ?::bigint[], ?::bigint[], ?::bigint[])
                    as k (partition, member, community, done, looked, changed, failed)
                where p.reevaluation = ? and p.partition = k.partition
                """)
                .params(
                        advances.stream().mapToInt(Advance::partition).toArray(),
                        advances.stream()
                                .mapToLong(one -> one.upTo().member().value())
                                .toArray(),
                        advances.stream().map(one -> one.upTo().community()).toArray(String[]::new),
                        advances.stream().map(Advance::done).toArray(Boolean[]::new),
                        advances.stream().mapToLong(Advance::looked).toArray(),
                        advances.stream().mapToLong(Advance::changed).toArray(),
                        advances.stream().mapToLong(Advance::failed).toArray(),
                        id)
                .update();
    }

    /** A step of one partition. */
    record Advance(int partition, MembershipKey upTo, boolean done, long looked, long changed, long failed) {}

    boolean allDone(UUID id) {
        return jdbc.sql("select not exists (select from reevaluation_part where reevaluation = ? and not done)")
                .param(id)
                .query(Boolean.class)
                .single();
    }

    /** The next members of all partitions, in order. */
    List<MembershipKey> members(MembershipKey after, int limit) {
        return jdbc.sql("""
                select member, community from activity where (member, community) > (?, ?)
                order by member, community limit ?
                """)
                .params(after.member().value(), after.community(), limit)
                .query((row, number) -> key(row))
                .list();
    }

    /** Notes the live rules of a rulebook; says whether they are other ones than before. */
    boolean live(String rulebook, String rules, String release) {
        var before = jdbc.sql("select rules, release from rulebook_live where rulebook = ? for update")
                .param(rulebook)
                .query((row, number) -> List.of(row.getString("rules"), row.getString("release")))
                .optional();
        jdbc.sql("""
                insert into rulebook_live (rulebook, rules, release) values (?, ?, ?)
                on conflict (rulebook) do update set rules = excluded.rules, release = excluded.release
                """).params(rulebook, rules, release).update();
        return before.isPresent()
                && !before.get().get(0).equals(rules)
                && !before.get().get(1).equals(release);
    }
}
