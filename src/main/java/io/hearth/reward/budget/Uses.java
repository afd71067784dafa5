package io.hearth.reward.budget;

import java.time.LocalDate;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** How much of each budget is spent. Whoever spends has locked the rows before, always in the same order. */
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

        Use(long points, boolean warned) {
            this.points = points;
            this.warned = warned;
        }
    }

    Map<Key, Use> lock(Collection<Key> keys) {
        var sorted = keys.stream().distinct().sorted(Key.ORDER).toList();
        jdbc.sql("""
                insert into budget_use (budget, member, since)
                select * from unnest(?::bigint[], ?::bigint[], ?::date[]) on conflict do nothing
                """).params(columns(sorted)).update();
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
                    new Use(row.getLong(4), row.getBoolean(5)));
        });
        return found;
    }

    void save(Map<Key, Use> uses) {
        var changed = uses.entrySet().stream()
                .filter(entry -> entry.getValue().changed)
                .sorted(Map.Entry.comparingByKey(Key.ORDER))
                .toList();
        if (changed.isEmpty()) {
            return;
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
