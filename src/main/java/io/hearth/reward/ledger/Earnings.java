package io.hearth.reward.ledger;

import io.hearth.member.MembershipKey;
import io.hearth.reward.ledger.Accounts.Balance;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Enters many awards at once: the hot path of the pipeline, so each table is written in one go for all. */
@Component
class Earnings {

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Lots lots;

    Earnings(JdbcClient jdbc, Accounts accounts, Lots lots) {
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.lots = lots;
    }

    /**
     * Enters those whose cause is not known; a cause gives once, also where the community's wait has been changed since it
     * was first given. The balances are locked, so that one cause that comes twice at once gives once.
     *
     * @return those that were entered
     */
    Collection<Earning> enter(List<Earning> earnings) {
        accounts.lock(earnings.stream().map(Earnings::key).toList());
        var known = known(earnings);
        var fresh = new LinkedHashMap<String, Earning>();
        for (var one : earnings) {
            var name = one.member().value() + " " + one.community() + " " + one.cause();
            if (!known.contains(name)) {
                fresh.putIfAbsent(name, one);
            }
        }
        enterNew(fresh.values());
        return fresh.values();
    }

    /** Enters those whose causes are new; one that is known all the same fails, and all with it. */
    void enterNew(Collection<Earning> earnings) {
        if (earnings.isEmpty()) {
            return;
        }
        accounts.postBoth(earnings.stream().map(Line::of).toList());
        var balances = new HashMap<MembershipKey, Balance>();
        for (var one : earnings) {
            var more = one.releaseAt() == null
                    ? new Balance(one.points(), 0, one.points())
                    : new Balance(0, one.points(), 0);
            balances.merge(key(one), more, Balance::plus);
        }
        accounts.add(balances);
        hold(earnings.stream().filter(one -> one.releaseAt() != null).toList());
        lots.add(earnings.stream()
                .filter(one -> one.releaseAt() == null && one.expiresAt() != null)
                .map(one -> new Lots.New(
                        one.member(),
                        one.community(),
                        one.cause(),
                        one.points(),
                        Objects.requireNonNull(one.expiresAt())))
                .toList());
    }

    private void hold(List<Earning> held) {
        if (held.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into points_held (member, community, cause, points, reason, contra, rule, receipt, event, release_at)
                select * from unnest(?::bigint[], ?::text[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[],
                    ?::uuid[], ?::text[], ?::timestamptz[])
                """)
                .params(
                        held.stream().mapToLong(one -> one.member().value()).toArray(),
                        texts(held, Earning::community),
                        texts(held, Earning::cause),
                        held.stream().mapToLong(Earning::points).toArray(),
                        texts(held, Earning::reason),
                        texts(held, Earning::contra),
                        texts(held, Earning::rule),
                        texts(held, one -> Objects.toString(one.receipt(), null)),
                        texts(held, Earning::event),
                        texts(held, one -> Objects.toString(one.releaseAt())))
                .update();
    }

    private Set<String> known(List<Earning> earnings) {
        return known(
                earnings.stream().mapToLong(one -> one.member().value()).toArray(),
                texts(earnings, Earning::community),
                texts(earnings, Earning::cause));
    }

    /** Which of these causes have been entered before, as {@code "member community cause"}. */
    Set<String> knownOrders(List<Order> orders) {
        return known(
                orders.stream().mapToLong(one -> one.member().value()).toArray(),
                orders.stream().map(Order::community).toArray(String[]::new),
                orders.stream().map(Order::cause).toArray(String[]::new));
    }

    private Set<String> known(long[] members, @Nullable String[] communities, @Nullable String[] causes) {
        return new HashSet<>(jdbc.sql("""
                select e.member || ' ' || e.community || ' ' || e.cause
                from unnest(?::bigint[], ?::text[], ?::text[]) as k (member, community, cause)
                join ledger_entry e on e.member = k.member and e.community = k.community
                    and e.account in ('available', 'pending') and e.cause = k.cause
                """)
                .params(members, communities, causes)
                .query(String.class)
                .list());
    }

    private static MembershipKey key(Earning one) {
        return new MembershipKey(one.community(), one.member());
    }

    private static @Nullable String[] texts(List<Earning> items, Function<Earning, @Nullable String> column) {
        return items.stream().map(column).toArray(String[]::new);
    }
}
