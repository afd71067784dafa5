package io.hearth.studio.grants;

import io.hearth.studio.grants.Reversal.Effect;
import io.hearth.studio.grants.Reversal.Left;
import io.hearth.studio.grants.Reversal.Sum;
import io.hearth.studio.grants.Reversal.Taken;
import io.hearth.studio.grants.Reversal.Work;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tables {@code release_reversal} and {@code reversed_effect}. */
@Component
class ReversalTable {

    private final JdbcClient jdbc;

    ReversalTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long add(String release, @Nullable Instant since, String reason, String by, Instant at, Grants.Receipts receipts) {
        return jdbc.sql("""
                insert into release_reversal (release, since, state, reason, asked_by, asked_at, receipts, position, last)
                values (:release, :since, 'running', :reason, :by, :at, :receipts, :after, :last) returning id
                """)
                .param("release", release)
                .param("since", since == null ? null : Timestamp.from(since))
                .param("reason", reason)
                .param("by", by)
                .param("at", Timestamp.from(at))
                .param("receipts", receipts.count())
                .param("after", receipts.after())
                .param("last", receipts.last())
                .query(Long.class)
                .single();
    }

    boolean isRunning(String release) {
        return jdbc.sql("select exists (select from release_reversal where release = ? and state = 'running')")
                .param(release)
                .query(Boolean.class)
                .single();
    }

    /** Some reversal that no other node works on. */
    Optional<Work> hold() {
        return jdbc.sql("""
                select id, release, since, reason, asked_by, position, last from release_reversal
                where state = 'running' order by id limit 1 for update skip locked
                """)
                .query((row, n) -> new Work(
                        row.getLong("id"),
                        row.getString("release"),
                        maybe(row, "since"),
                        row.getString("reason"),
                        row.getString("asked_by"),
                        row.getObject("position", UUID.class),
                        row.getObject("last", UUID.class)))
                .optional();
    }

    /** Receipts after the last one that was looked at. */
    List<UUID> next(Work work, int limit) {
        return jdbc.sql("""
                select r.id from receipt r
                where r.release_word = (select id from receipt_word where word = :release)
                  and r.at >= coalesce(:since::timestamptz, '-infinity') and r.id > :position and r.id <= :last
                order by r.id limit :limit
                """)
                .param("release", work.release())
                .param("since", work.since() == null ? null : Timestamp.from(work.since()))
                .param("position", work.position())
                .param("last", work.last())
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    void advance(Work work, UUID position, int looked) {
        jdbc.sql("update release_reversal set position = ?, looked = looked + ? where id = ?")
                .params(position, looked, work.id())
                .update();
    }

    void done(Work work, Instant at) {
        jdbc.sql("update release_reversal set state = 'done', ended_at = ? where id = ?")
                .params(Timestamp.from(at), work.id())
                .update();
    }

    /**
     * Those that were never taken back before, or of which nothing could be; from now on they are this reversal's, so that nobody
     * takes them back twice.
     */
    List<Effect> claim(Work work, List<Effect> effects) {
        if (effects.isEmpty()) {
            return effects;
        }
        var claimed = new HashSet<String>();
        jdbc.sql("""
                insert into reversed_effect as e (reversal, kind, effect, member, community, what, wanted)
                select ?, * from unnest(?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::bigint[])
                on conflict (kind, effect) do update set reversal = excluded.reversal, problem = null
                where e.taken = 0 and e.problem is not null and e.reversal <> excluded.reversal
                returning kind, effect
                """)
                .params(
                        work.id(),
                        texts(effects, Effect::kind),
                        texts(effects, Effect::key),
                        effects.stream().mapToLong(Effect::member).toArray(),
                        texts(effects, Effect::community),
                        texts(effects, Effect::what),
                        effects.stream().mapToLong(Effect::wanted).toArray())
                .query(row -> {
                    claimed.add(row.getString("kind") + ' ' + row.getString("effect"));
                });
        return effects.stream()
                .filter(effect -> claimed.contains(effect.kind() + ' ' + effect.key()))
                .toList();
    }

    void settle(List<Taken> taken) {
        if (taken.isEmpty()) {
            return;
        }
        jdbc.sql("""
                update reversed_effect e set taken = k.taken, problem = k.problem
                from unnest(?::text[], ?::text[], ?::bigint[], ?::text[]) as k (kind, effect, taken, problem)
                where e.kind = k.kind and e.effect = k.effect
                """)
                .params(
                        texts(taken, one -> one.effect().kind()),
                        texts(taken, one -> one.effect().key()),
                        taken.stream().mapToLong(Taken::taken).toArray(),
                        texts(taken, Taken::problem))
                .update();
    }

    /** The newest first. */
    List<Reversal> of(String release) {
        return jdbc.sql("""
                select id, release, since, state, reason, asked_by, asked_at, receipts, looked, ended_at
                from release_reversal where release = ? order by id desc limit 20
                """)
                .param(release)
                .query((row, n) -> new Reversal(
                        row.getString("id"),
                        row.getString("release"),
                        maybe(row, "since"),
                        row.getString("state"),
                        row.getString("reason"),
                        row.getString("asked_by"),
                        row.getTimestamp("asked_at").toInstant(),
                        row.getLong("receipts"),
                        row.getLong("looked"),
                        maybe(row, "ended_at"),
                        sums(row.getLong("id"))))
                .list();
    }

    private List<Sum> sums(long reversal) {
        return jdbc.sql("""
                select kind, count(*) as count, sum(wanted)::bigint as wanted, sum(taken)::bigint as taken,
                    count(*) filter (where problem is not null) as left
                from reversed_effect where reversal = ? group by kind order by kind
                """)
                .param(reversal)
                .query((row, n) -> new Sum(
                        row.getString("kind"),
                        row.getLong("count"),
                        row.getLong("wanted"),
                        row.getLong("taken"),
                        row.getLong("left")))
                .list();
    }

    List<Left> left(long reversal, long after, int limit) {
        return jdbc.sql("""
                select id, kind, member, community, what, wanted, taken, problem from reversed_effect
                where reversal = ? and problem is not null and id > ? order by id limit ?
                """)
                .params(reversal, after, limit)
                .query((row, n) -> new Left(
                        Long.toString(row.getLong("id")),
                        row.getString("kind"),
                        "m-" + row.getLong("member"),
                        row.getString("community"),
                        row.getString("what"),
                        row.getLong("wanted"),
                        row.getLong("taken"),
                        row.getString("problem")))
                .list();
    }

    private static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    private static <T> @Nullable String[] texts(List<T> all, Function<T, @Nullable String> column) {
        return all.stream().map(column).toArray(String[]::new);
    }
}
