package io.hearth.reward.budget;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How much of each budget is spent. Whoever spends has locked the rows before, always in the same order. Of a member who has
 * had nothing yet there is no row to lock where it isn't known that something will be spent: if two begin at the same time,
 * one of them has to do its work again.
 */
@Component
class Uses {

    private final JdbcClient jdbc;

    Uses(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param member 0 for all together */
    record Key(long budget, long member, LocalDate since) {

        static final Comparator<Key> ORDER = Comparator.comparingLong(Key::budget)
                .thenComparingLong(Key::member)
                .thenComparing(Key::since);
    }

    /** What is spent of a budget; changes while the row is locked. */
    static final class Use {

        long points;
        long refused;
        boolean warned;
        boolean changed;
        final boolean fresh;

        Use(long points, boolean warned, boolean fresh) {
            this.points = points;
            this.warned = warned;
            this.fresh = fresh;
        }
    }

    /** @param sure whether something will be spent by each of the members */
    Map<Key, Use> lock(Collection<Key> keys, boolean sure) {
        var sorted = keys.stream().distinct().sorted(Key.ORDER).toList();
        begin(sorted.stream().filter(key -> sure || key.member() == 0).toList());
        var found = new HashMap<Key, Use>();
        jdbc.sql("""
                select u.budget, u.member, u.since, u.points, u.warned
                from unnest(?::bigint[], ?::bigint[], ?::date[]) as k (budget, member, since)
                join budget_use u using (budget, member, since)
                order by u.budget, u.member, u.since
                for update of u
                """).params(columns(sorted)).query(row -> {
            found.put(
                    new Key(row.getLong(1), row.getLong(2), row.getDate(3).toLocalDate()),
                    new Use(row.getLong(4), row.getBoolean(5), false));
        });
        sorted.forEach(key -> found.computeIfAbsent(key, unused -> new Use(0, false, true)));
        return found;
    }

    private int begin(List<Key> keys) {
        return keys.isEmpty() ? 0 : jdbc.sql("""
                insert into budget_use (budget, member, since)
                select * from unnest(?::bigint[], ?::bigint[], ?::date[]) on conflict do nothing
                """).params(columns(keys)).update();
    }

    void save(Map<Key, Use> uses) {
        var changed = uses.entrySet().stream()
                .filter(entry -> entry.getValue().changed)
                .sorted(Map.Entry.comparingByKey(Key.ORDER))
                .toList();
        if (changed.isEmpty()) {
            return;
        }
        var fresh = changed.stream()
                .filter(entry -> entry.getValue().fresh)
                .map(Map.Entry::getKey)
                .toList();
        if (begin(fresh) < fresh.size()) {
            throw new ConcurrencyFailureException(
                    "Expected to be the first to spend of " + fresh.size() + " members' budgets, but others were.");
        }
        var columns = new java.util.ArrayList<Object>(
                List.of(columns(changed.stream().map(Map.Entry::getKey).toList())));
        columns.add(changed.stream().mapToLong(entry -> entry.getValue().points).toArray());
        columns.add(
                changed.stream().mapToLong(entry -> entry.getValue().refused).toArray());
        columns.add(changed.stream()
                .map(entry -> Boolean.toString(entry.getValue().warned))
                .toArray(String[]::new));
        jdbc.sql("""
                update budget_use u set points = k.points, refused = u.refused + k.refused, warned = k.warned
                from unnest(?::bigint[], ?::bigint[], ?::date[], ?::bigint[], ?::bigint[], ?::boolean[])
                    as k (budget, member, since, points, refused, warned)
                where u.budget = k.budget and u.member = k.member and u.since = k.since
                """).params(columns).update();
    }

    private static Object[] columns(List<Key> keys) {
        return new Object[] {
            keys.stream().mapToLong(Key::budget).toArray(),
            keys.stream().mapToLong(Key::member).toArray(),
            keys.stream().map(key -> key.since().toString()).toArray(String[]::new)
        };
    }
}
