package io.hearth.reward.level;

import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import io.hearth.reward.Award;
import io.hearth.reward.Award.LevelGrace;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Knows when to look at whose level again; in sets and in the caller's transaction. */
@Component
public class LevelChecks {

    private static final String EARNED = """
            e.account = 'available' and e.kind in ('earn', 'release', 'take', 'reverse')
            """;

    private final JdbcClient jdbc;

    LevelChecks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A member whose level points of a period made.
     *
     * @param needed the points that the level takes
     * @param zone the community's
     */
    public record Reached(MembershipKey key, long needed, String zone) {}

    /** What was earned since a moment, for each of these; who earned nothing is left out. */
    public Map<MembershipKey, Long> earnedSince(Map<MembershipKey, Instant> since) {
        var earned = new HashMap<MembershipKey, Long>();
        if (since.isEmpty()) {
            return earned;
        }
        var all = List.copyOf(since.entrySet());
        jdbc.sql("""
                select k.member, k.community, sum(e.points)
                from unnest(?::bigint[], ?::text[], ?::timestamptz[]) as k (member, community, since)
                join ledger_entry e on e.member = k.member and e.community = k.community and e.at >= k.since
                where %s group by 1, 2
                """.formatted(EARNED))
                .params(
                        all.stream()
                                .mapToLong(entry -> entry.getKey().member().value())
                                .toArray(),
                        all.stream().map(entry -> entry.getKey().community()).toArray(String[]::new),
                        all.stream().map(entry -> entry.getValue().toString()).toArray(String[]::new))
                .query(row -> {
                    earned.put(
                            new MembershipKey(row.getString(2), new MemberId(row.getLong(1))),
                            Math.max(0, row.getLong(3)));
                });
        return earned;
    }

    /** Begins or ends days of grace; the last of each member counts. */
    public void grace(List<Award> awards) {
        if (awards.isEmpty()) {
            return;
        }
        var last = new LinkedHashMap<MembershipKey, Award>();
        awards.forEach(award -> last.put(new MembershipKey(award.community(), award.member()), award));
        var all = List.copyOf(last.values());
        jdbc.sql("""
                with asked as (
                    select * from unnest(?::bigint[], ?::text[], ?::text[], ?::timestamptz[])
                        as a (member, community, level, until)),
                looks as (
                    insert into level_check (member, community, due_at)
                    select member, community, until from asked where until is not null
                    on conflict (member, community) do update set due_at = excluded.due_at)
                update standing s set grace_level = a.level, grace_until = a.until
                from asked a where s.member = a.member and s.community = a.community
                """)
                .params(
                        all.stream().mapToLong(award -> award.member().value()).toArray(),
                        all.stream().map(Award::community).toArray(String[]::new),
                        all.stream()
                                .map(award -> Objects.toString(((LevelGrace) award.given()).level(), null))
                                .toArray(String[]::new),
                        all.stream()
                                .map(award -> Objects.toString(((LevelGrace) award.given()).until(), null))
                                .toArray(String[]::new))
                .update();
    }

    /** Looks again when a calendar period is over. */
    public void lookAt(Map<MembershipKey, Instant> at) {
        if (at.isEmpty()) {
            return;
        }
        var all = List.copyOf(at.entrySet());
        jdbc.sql("""
                insert into level_check (member, community, due_at)
                select * from unnest(?::bigint[], ?::text[], ?::timestamptz[])
                on conflict (member, community) do update set due_at = excluded.due_at
                """)
                .params(
                        all.stream()
                                .mapToLong(entry -> entry.getKey().member().value())
                                .toArray(),
                        all.stream().map(entry -> entry.getKey().community()).toArray(String[]::new),
                        all.stream().map(entry -> entry.getValue().toString()).toArray(String[]::new))
                .update();
    }

    /**
     * Looks again on the day on which so many points will have left a rolling period that the rest is too little: found
     * from the newest points back.
     */
    public void lookWhenTooLittle(Collection<Reached> reached, int days) {
        if (reached.isEmpty()) {
            return;
        }
        jdbc.sql("""
                with asked as (
                    select * from unnest(?::bigint[], ?::text[], ?::bigint[], ?::text[]) as a (member, community, needed, zone)),
                summed as (
                    select a.member, a.community, a.needed, a.zone, e.at,
                        sum(e.points) over (partition by a.member, a.community order by e.at desc, e.id desc) as newer
                    from asked a join ledger_entry e on e.member = a.member and e.community = a.community and %s)
                insert into level_check (member, community, due_at)
                select distinct on (member, community) member, community,
                    ((at at time zone zone)::date + ?)::timestamp at time zone zone
                from summed where newer >= needed and needed > 0
                order by member, community, at desc
                on conflict (member, community) do update set due_at = excluded.due_at
                """.formatted(EARNED))
                .params(
                        reached.stream()
                                .mapToLong(one -> one.key().member().value())
                                .toArray(),
                        reached.stream().map(one -> one.key().community()).toArray(String[]::new),
                        reached.stream().mapToLong(Reached::needed).toArray(),
                        reached.stream().map(Reached::zone).toArray(String[]::new),
                        days)
                .update();
    }

    /** Takes what is due, in the caller's transaction; nobody else gets the same. Found by index. */
    public List<MembershipKey> takeDue(Instant now, int limit) {
        return jdbc.sql("""
                delete from level_check where (member, community) in (
                    select member, community from level_check where due_at <= ? order by due_at
                    limit ? for update skip locked)
                returning member, community
                """)
                .params(Timestamp.from(now), limit)
                .query((row, number) -> new MembershipKey(row.getString(2), new MemberId(row.getLong(1))))
                .list();
    }
}
