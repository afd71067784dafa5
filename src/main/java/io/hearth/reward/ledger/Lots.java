package io.hearth.reward.ledger;

import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Available points that will expire. What is spent is taken from the lot that expires first; points outside of lots, which
 * never expire, are spent last. The caller holds the lock of the member's balance.
 */
@Component
class Lots {

    private final JdbcClient jdbc;

    Lots(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Points to take from a member's lots; one for each member and community. */
    record Use(MemberId member, String community, String cause, long points) {}

    /** What was taken from a lot. */
    record Used(Instant expiresAt, long points) {}

    /** What expired of a member. */
    record Expired(MembershipKey key, long points, Instant at) {}

    private static final String TAKE = """
            with wanted (member, community, cause, points) as (
                select * from unnest(?::bigint[], ?::text[], ?::text[], ?::bigint[])),
            ordered as (
                select l.id, w.cause, w.points as wanted, l.remaining,
                    sum(l.remaining) over (
                        partition by l.member, l.community order by l.expires_at, l.id) - l.remaining as before
                from wanted w join points_lot l using (member, community)
                where l.remaining > 0),
            taken as (
                update points_lot l set remaining = l.remaining - least(o.remaining, o.wanted - o.before)
                from ordered o
                where l.id = o.id and o.before < o.wanted
                returning l.id, l.member, l.community, o.cause, least(o.remaining, o.wanted - o.before) as points,
                    l.expires_at)
            """;

    /** Takes from the lots as far as they go, and remembers from which. */
    List<Used> take(Collection<Use> uses) {
        return jdbc.sql(TAKE + """
                , noted as (
                    insert into points_lot_use (lot, member, community, cause, points)
                    select id, member, community, cause, points from taken)
                select expires_at, points from taken order by expires_at, id
                """)
                .params(
                        uses.stream().mapToLong(use -> use.member().value()).toArray(),
                        uses.stream().map(Use::community).toArray(String[]::new),
                        uses.stream().map(Use::cause).toArray(String[]::new),
                        uses.stream().mapToLong(Use::points).toArray())
                .query((row, number) -> new Used(row.getTimestamp(1).toInstant(), row.getLong(2)))
                .list();
    }

    /** Takes from the lots that one award made, as far as they go. */
    long takeOwn(MemberId member, String community, String cause, long points) {
        return jdbc.sql("""
                with ordered as (
                    select id, remaining, sum(remaining) over (order by expires_at, id) - remaining as before
                    from points_lot
                    where member = :member and community = :community and cause = :cause and remaining > 0),
                taken as (
                    update points_lot l set remaining = l.remaining - least(o.remaining, :points - o.before)
                    from ordered o where l.id = o.id and o.before < :points
                    returning least(o.remaining, :points - o.before) as points)
                select coalesce(sum(points), 0) from taken
                """)
                .param("member", member.value())
                .param("community", community)
                .param("cause", cause)
                .param("points", points)
                .query(Long.class)
                .single();
    }

    /** Gives back what was taken for a cause, with its old term. */
    void giveBack(MemberId member, String community, String cause) {
        jdbc.sql("""
                update points_lot l set remaining = l.remaining + u.points
                from points_lot_use u
                where u.member = ? and u.community = ? and u.cause = ? and l.id = u.lot
                """).params(member.value(), community, cause).update();
    }

    /** A new lot. */
    record New(MemberId member, String community, String cause, long points, Instant expiresAt) {}

    void add(List<New> fresh) {
        if (fresh.isEmpty()) {
            return;
        }
        jdbc.sql("""
                with fresh as (
                    insert into points_lot (member, community, cause, points, remaining, expires_at)
                    select member, community, cause, points, points, expires_at
                    from unnest(?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::timestamptz[])
                        as p (member, community, cause, points, expires_at)
                    returning member, community)
                update standing s set expiring = true from (select distinct member, community from fresh) f
                where s.member = f.member and s.community = f.community and not s.expiring
                """)
                .params(
                        fresh.stream().mapToLong(lot -> lot.member().value()).toArray(),
                        fresh.stream().map(New::community).toArray(String[]::new),
                        fresh.stream().map(New::cause).toArray(String[]::new),
                        fresh.stream().mapToLong(New::points).toArray(),
                        fresh.stream().map(lot -> lot.expiresAt().toString()).toArray(String[]::new))
                .update();
    }

    /** Members of whom something is due to expire; some that another node has at hand may be left out. */
    List<MembershipKey> due(Instant now, int limit) {
        return jdbc.sql("""
                select s.member, s.community from standing s
                join (select distinct member, community from (
                        select member, community from points_lot
                        where remaining > 0 and expires_at <= ? order by expires_at limit ?) first) d
                    using (member, community)
                order by s.member, s.community
                for update of s skip locked
                """)
                .params(Timestamp.from(now), limit)
                .query((row, number) -> new MembershipKey(row.getString(2), new MemberId(row.getLong(1))))
                .list();
    }

    /** Empties what is due of these members, whose balances the caller has locked. */
    List<Expired> expire(Collection<MembershipKey> keys, Instant now) {
        return jdbc.sql("""
                with due as (
                    select l.id, l.member, l.community, l.remaining, l.expires_at
                    from unnest(?::bigint[], ?::text[]) as k (member, community)
                    join standing s using (member, community)
                    join points_lot l using (member, community)
                    where s.expiring and l.remaining > 0 and l.expires_at <= ?),
                emptied as (update points_lot l set remaining = 0 from due where l.id = due.id)
                select member, community, expires_at, sum(remaining) from due group by member, community, expires_at
                order by member, community, expires_at
                """)
                .params(
                        keys.stream().mapToLong(key -> key.member().value()).toArray(),
                        keys.stream().map(MembershipKey::community).toArray(String[]::new),
                        Timestamp.from(now))
                .query((row, number) -> new Expired(
                        new MembershipKey(row.getString(2), new MemberId(row.getLong(1))),
                        row.getLong(4),
                        row.getTimestamp(3).toInstant()))
                .list();
    }
}
