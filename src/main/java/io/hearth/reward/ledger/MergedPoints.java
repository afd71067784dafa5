package io.hearth.reward.ledger;

import io.hearth.member.Follows;
import io.hearth.member.Kept;
import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import io.hearth.member.Merge;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * One balance of two, by transfers that bear the merge as their cause. Undoing it gives back what came over and what was
 * earned under the old number since, as far as it is still there.
 */
@Component
@org.springframework.core.annotation.Order(50)
class MergedPoints implements Follows {

    private static final String HELD = "points-held";
    private static final String MOVED = "points";

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Ledger ledger;
    private final Kept kept;

    MergedPoints(JdbcClient jdbc, Accounts accounts, Ledger ledger, Kept kept) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.ledger = ledger;
        this.kept = kept;
    }

    @Override
    public void merged(Merge merge) {
        for (var community : communities(merge.alias())) {
            var balance = accounts.lock(merge.alias(), community);
            var receiver = new MembershipKey(community, merge.member());
            accounts.lock(merge.member(), community);
            kept.keep(merge, MOVED, community, balance.available() + " " + balance.earned());
            transfer(merge, merge.alias(), merge.member(), community, balance.available(), merge.cause());
            accounts.change(new MembershipKey(community, merge.alias()), 0, 0, -balance.earned());
            accounts.change(receiver, 0, 0, balance.earned());
            kept.keep(
                    merge,
                    HELD,
                    moveHolds(merge, merge.alias(), merge.member(), community, null, merge.cause()).stream()
                            .map(cause -> community + " " + cause)
                            .toList());
        }
    }

    @Override
    public void unmerged(Merge merge) {
        var moved = new TreeMap<>(kept.data(merge, MOVED));
        var since = earnedSince(merge);
        since.keySet().forEach(community -> moved.putIfAbsent(community, "0 0"));
        var cause = "un" + merge.cause();
        moved.forEach((community, text) -> {
            var parts = text.split(" ");
            long earned = since.getOrDefault(community, 0L);
            var balance = accounts.lock(merge.member(), community);
            accounts.lock(merge.alias(), community);
            long back = Math.min(balance.available(), Math.max(0, Long.parseLong(parts[0]) + earned));
            transfer(merge, merge.member(), merge.alias(), community, back, cause);
            long credit = Math.min(balance.earned(), Math.max(0, Long.parseLong(parts[1]) + earned));
            accounts.change(new MembershipKey(community, merge.member()), 0, 0, -credit);
            accounts.change(new MembershipKey(community, merge.alias()), 0, 0, credit);
            var held = new ArrayList<>(kept.ids(merge, HELD).stream()
                    .filter(id -> id.startsWith(community + " "))
                    .map(id -> id.substring(community.length() + 1))
                    .toList());
            held.addAll(heldSince(merge, community));
            moveHolds(merge, merge.member(), merge.alias(), community, held, cause);
        });
    }

    private List<String> communities(MemberId member) {
        return jdbc.sql("select community from standing where member = ? order by community")
                .param(member.value())
                .query(String.class)
                .list();
    }

    private void transfer(Merge merge, MemberId from, MemberId to, String community, long points, String cause) {
        if (points > 0) {
            ledger.transfer(new Order(from, community, points, cause, "identity", merge.by(), null, merge.at()), to);
        }
    }

    /** Moves points that wait, all or those of these causes; says which. */
    private List<String> moveHolds(
            Merge merge,
            MemberId from,
            MemberId to,
            String community,
            @org.jspecify.annotations.Nullable List<String> causes,
            String because) {
        var held = jdbc.sql("""
                update points_held set member = :to
                where member = :from and community = :community
                  and (cast(:causes as text[]) is null or cause = any(cast(:causes as text[])))
                returning cause, points
                """)
                .param("to", to.value())
                .param("from", from.value())
                .param("community", community)
                .param("causes", causes == null ? null : causes.toArray(String[]::new))
                .query((row, number) -> Map.entry(row.getString(1), row.getLong(2)))
                .list();
        long points = held.stream().mapToLong(Map.Entry::getValue).sum();
        if (points > 0) {
            accounts.change(new MembershipKey(community, from), 0, -points, 0);
            accounts.change(new MembershipKey(community, to), 0, points, 0);
            var order = new Order(from, community, points, because, "identity", merge.by(), null, merge.at());
            var other = new Order(
                    to, community, points, "from/" + from + "/" + because, "identity", merge.by(), null, merge.at());
            accounts.post(List.of(
                    Line.of(order, Kind.TRANSFER, Line.PENDING, -points, to.toString()),
                    Line.of(other, Kind.TRANSFER, Line.PENDING, points, from.toString())));
        }
        return held.stream().map(Map.Entry::getKey).toList();
    }

    private static final String UNDER_THE_OLD_NUMBER = """
            from %s l join event e on e.partition = split_part(l.event, '-', 1)::smallint
                and e.position = split_part(l.event, '-', 2)::bigint
            where l.member = :member and e.member_id = any(:numbers) and e.accepted_at >= :since
            """;

    /** What events under the old number earned since the merge, by community. */
    private Map<String, Long> earnedSince(Merge merge) {
        var earned = new TreeMap<String, Long>();
        jdbc.sql("select l.community, sum(l.points) as points "
                        + UNDER_THE_OLD_NUMBER.formatted("ledger_entry")
                        + " and l.account = 'available' and l.kind in ('earn', 'release', 'take', 'reverse')"
                        + " and l.at >= :since group by l.community")
                .param("member", merge.member().value())
                .param("numbers", Merge.numbers(merge.ofAlias()))
                .param("since", Timestamp.from(merge.mergedAt()))
                .query(row -> {
                    earned.put(row.getString(1), row.getLong(2));
                });
        return earned;
    }

    private List<String> heldSince(Merge merge, String community) {
        return jdbc.sql("select l.cause " + UNDER_THE_OLD_NUMBER.formatted("points_held")
                        + " and l.community = :community")
                .param("member", merge.member().value())
                .param("numbers", Merge.numbers(merge.ofAlias()))
                .param("since", Timestamp.from(merge.mergedAt()))
                .param("community", community)
                .query((row, number) -> Objects.requireNonNull(row.getString(1)))
                .list();
    }
}
