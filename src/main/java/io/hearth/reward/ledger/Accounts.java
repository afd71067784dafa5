package io.hearth.reward.ledger;

import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import io.hearth.platform.CopyBuffer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Members' balances and the entries that they are made of. Whoever lowers a balance holds the lock of its row. */
@Component
class Accounts {

    private final JdbcClient jdbc;
    private final JdbcTemplate copying;

    Accounts(JdbcClient jdbc, JdbcTemplate copying) {
        this.jdbc = jdbc;
        this.copying = copying;
    }

    record Balance(long available, long pending, long earned) {

        Balance plus(Balance more) {
            return new Balance(available + more.available, pending + more.pending, earned + more.earned);
        }
    }

    /** An entry that was made before. */
    record Found(
            String account,
            long points,
            Kind kind,
            @Nullable String contra) {}

    /** Locks the balances, always in the same order; a member without one gets one. */
    Map<MembershipKey, Balance> lock(Collection<MembershipKey> keys) {
        var sorted = keys.stream().distinct().sorted().toList();
        var found = lockExisting(sorted);
        if (found.size() == sorted.size()) {
            return found;
        }
        jdbc.sql("""
                insert into standing (member, community)
                select k.member, k.community from unnest(?::bigint[], ?::text[]) as k (member, community)
                order by k.member, k.community on conflict do nothing
                """).params(members(sorted), communities(sorted)).update();
        return lockExisting(sorted);
    }

    private Map<MembershipKey, Balance> lockExisting(List<MembershipKey> keys) {
        var found = new HashMap<MembershipKey, Balance>();
        jdbc.sql("""
                select s.member, s.community, s.points, s.pending, s.earned
                from unnest(?::bigint[], ?::text[]) as k (member, community)
                join standing s using (member, community)
                order by s.member, s.community
                for update of s
                """).params(members(keys), communities(keys)).query(row -> {
            found.put(
                    new MembershipKey(row.getString(2), new MemberId(row.getLong(1))),
                    new Balance(row.getLong(3), row.getLong(4), row.getLong(5)));
        });
        return found;
    }

    Balance lock(MemberId member, String community) {
        var key = new MembershipKey(community, member);
        return Objects.requireNonNull(lock(List.of(key)).get(key));
    }

    void change(MembershipKey key, long available, long pending, long earned) {
        jdbc.sql("""
                update standing set points = points + ?, pending = pending + ?, earned = greatest(0, earned + ?)
                where member = ? and community = ?
                """)
                .params(available, pending, earned, key.member().value(), key.community())
                .update();
    }

    /** Changes many balances by difference; the caller holds their locks. */
    void change(Map<MembershipKey, Balance> by) {
        var keys = by.keySet().stream().sorted().toList();
        jdbc.sql("""
                update standing s set points = s.points + k.points, pending = s.pending + k.pending,
                    earned = greatest(0, s.earned + k.earned)
                from unnest(?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[])
                    as k (member, community, points, pending, earned)
                where s.member = k.member and s.community = k.community
                """)
                .params(
                        members(keys),
                        communities(keys),
                        keys.stream().mapToLong(key -> of(by, key).available()).toArray(),
                        keys.stream().mapToLong(key -> of(by, key).pending()).toArray(),
                        keys.stream().mapToLong(key -> of(by, key).earned()).toArray())
                .update();
    }

    private static Balance of(Map<MembershipKey, Balance> by, MembershipKey key) {
        return Objects.requireNonNull(by.get(key));
    }

    /** The member's own entries of this cause. */
    List<Found> entries(MemberId member, String community, String cause) {
        return jdbc.sql("""
                select account, points, kind, contra from ledger_entry
                where member = ? and community = ? and account in ('available', 'pending') and cause = ?
                """)
                .params(member.value(), community, cause)
                .query((row, number) -> new Found(
                        row.getString(1),
                        row.getLong(2),
                        Kind.valueOf(row.getString(3).toUpperCase(java.util.Locale.ROOT)),
                        row.getString(4)))
                .list();
    }

    /** Writes entries with those of the other side. */
    void postBoth(List<Line> lines) {
        var all = new ArrayList<Line>(lines.size() * 2);
        for (var line : lines) {
            all.add(line);
            all.add(line.counter());
        }
        post(all);
    }

    void post(List<Line> lines) {
        var rows = new CopyBuffer(lines.size() * 200);
        lines.forEach(line -> line.writeTo(rows));
        rows.into(Line.COLUMNS, copying);
    }

    /** Adds to balances, also of members who have none yet. */
    void add(Map<MembershipKey, Balance> more) {
        var keys = more.keySet().stream().sorted().toList();
        jdbc.sql("""
                insert into standing (member, community, points, pending, earned)
                select * from unnest(?::bigint[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[])
                    as k (member, community, points, pending, earned)
                order by member, community
                on conflict (member, community) do update set points = standing.points + excluded.points,
                    pending = standing.pending + excluded.pending, earned = standing.earned + excluded.earned
                """)
                .params(
                        members(keys),
                        communities(keys),
                        keys.stream()
                                .mapToLong(key -> of(more, key).available())
                                .toArray(),
                        keys.stream().mapToLong(key -> of(more, key).pending()).toArray(),
                        keys.stream().mapToLong(key -> of(more, key).earned()).toArray())
                .update();
    }

    private static long[] members(List<MembershipKey> keys) {
        return keys.stream().mapToLong(key -> key.member().value()).toArray();
    }

    private static String[] communities(List<MembershipKey> keys) {
        return keys.stream().map(MembershipKey::community).toArray(String[]::new);
    }
}
