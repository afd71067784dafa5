package io.hearth.referral;

import io.hearth.member.MemberId;
import io.hearth.platform.Json;
import io.hearth.referral.Referral.State;
import io.hearth.referral.Referral.Taken;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Who was invited by whom, and how far each is. */
@Component
class ReferralTable {

    static final String COLUMNS = """
            r.id, r.programme, r.community, r.code, r.inviter, r.invited, r.state, r.done, r.visited_at, r.joined_at,
            r.qualified_at, r.expires_at
            """;

    private final JdbcClient jdbc;

    ReferralTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those of these members who are under way, locked; whoever rewards never waits for these. */
    List<Referral> underWay(Collection<Long> programmes, Collection<MemberId> invited) {
        return jdbc.sql("select " + COLUMNS + """
                from referral r where r.programme = any(?) and r.invited = any(?) and r.state in ('visited', 'joined')
                order by r.id for update
                """)
                .params(
                        programmes.stream().mapToLong(Long::longValue).toArray(),
                        invited.stream().mapToLong(MemberId::value).toArray())
                .query((row, number) -> referral(row))
                .list();
    }

    /** Writes them as they stand; who has come by somebody else before stays with that one, unless too much time went by. */
    void save(Collection<Referral> referrals) {
        var all = List.copyOf(referrals);
        jdbc.sql("""
                insert into referral (programme, community, code, inviter, invited, state, done, visited_at, joined_at,
                    qualified_at, expires_at)
                select * from unnest(?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::jsonb[],
                    ?::timestamptz[], ?::timestamptz[], ?::timestamptz[], ?::timestamptz[])
                on conflict (programme, invited) do update set code = excluded.code, inviter = excluded.inviter,
                    state = excluded.state, done = excluded.done, visited_at = excluded.visited_at,
                    joined_at = excluded.joined_at, qualified_at = excluded.qualified_at,
                    expires_at = excluded.expires_at
                where referral.state in ('visited', 'joined') or referral.state = 'expired' and referral.joined_at is null
                """)
                .params(
                        all.stream().mapToLong(Referral::programme).toArray(),
                        texts(all, Referral::community),
                        texts(all, Referral::code),
                        all.stream().mapToLong(one -> one.inviter().value()).toArray(),
                        all.stream().mapToLong(one -> one.invited().value()).toArray(),
                        texts(all, one -> one.state().word()),
                        texts(all, one -> Json.mapper().writeValueAsString(one.done())),
                        times(all, Referral::visitedAt),
                        times(all, Referral::joinedAt),
                        times(all, Referral::qualifiedAt),
                        times(all, Referral::expiresAt))
                .update();
    }

    /** Inviters for whom something is to be settled. */
    List<MemberId> inviters(int most) {
        return jdbc.sql("""
                select distinct inviter from (
                    select inviter from referral where state = 'qualified' order by id limit ?) q
                order by inviter
                """)
                .param(most)
                .query((row, number) -> new MemberId(row.getLong(1)))
                .list();
    }

    /** One at a time for each inviter, whichever node settles and whoever decides; until the transaction ends. */
    void lock(MemberId inviter) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended('referral/' || ?, 0))")
                .param(inviter.value())
                .query(row -> {});
    }

    List<Referral> qualified(MemberId inviter, int most) {
        return jdbc.sql("select " + COLUMNS + """
                from referral r where r.inviter = ? and r.state = 'qualified' order by r.id limit ? for update
                """)
                .params(inviter.value(), most)
                .query((row, number) -> referral(row))
                .list();
    }

    List<Referral> held(MemberId inviter, long programme, String about, int most) {
        return jdbc.sql("select " + COLUMNS + """
                from referral r where r.inviter = ? and r.programme = ? and r.about = ? and r.state = 'held'
                order by r.id limit ? for update
                """)
                .params(inviter.value(), programme, about, most)
                .query((row, number) -> referral(row))
                .list();
    }

    void hold(Referral referral, Collection<String> suspicions, String about, @Nullable String device) {
        jdbc.sql("update referral set state = 'held', suspicions = ?, about = ?, device = ? where id = ?")
                .params(java.util.Arrays.asList(suspicions.toArray(String[]::new), about, device, referral.id()))
                .update();
    }

    void settle(Referral referral, Settled settled) {
        jdbc.sql("""
                update referral set state = :state, inviter_points = :inviter, invited_points = :invited,
                    settled_at = :at, settled_by = :by, note = :note, device = coalesce(:device, device)
                where id = :id
                """)
                .param("state", settled.state().word())
                .param("inviter", settled.inviterPoints())
                .param("invited", settled.invitedPoints())
                .param("at", Timestamp.from(settled.at()))
                .param("by", settled.by())
                .param("note", settled.note())
                .param("device", settled.device())
                .param("id", referral.id())
                .update();
    }

    /** How it ended. */
    record Settled(
            State state,
            long inviterPoints,
            long invitedPoints,
            Instant at,
            String by,
            @Nullable String note,
            @Nullable String device) {}

    /** Ends those that took too long; what the pipeline holds just now is looked at the next time. */
    int expire(Instant now, int most) {
        return jdbc.sql("""
                update referral set state = 'expired' where id in (
                    select id from referral where state in ('visited', 'joined') and expires_at <= ?
                    order by expires_at limit ? for update skip locked)
                """).params(Timestamp.from(now), most).update();
    }

    static Referral referral(ResultSet row) throws SQLException {
        return new Referral(
                row.getLong(1),
                row.getLong(2),
                row.getString(3),
                row.getString(4),
                new MemberId(row.getLong(5)),
                new MemberId(row.getLong(6)),
                State.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
                Json.mapper().readValue(row.getString(8), new TypeReference<List<Taken>>() {}),
                instant(row, 9),
                instant(row, 10),
                instant(row, 11),
                row.getTimestamp(12).toInstant());
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private static String[] texts(List<Referral> all, Function<Referral, String> column) {
        return all.stream().map(column).toArray(String[]::new);
    }

    private static @Nullable String[] times(List<Referral> all, Function<Referral, @Nullable Instant> column) {
        return all.stream()
                .map(one -> Objects.toString(column.apply(one), null))
                .toArray(String[]::new);
    }
}
