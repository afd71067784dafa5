package io.hearth.automation;

import io.hearth.automation.Spending.Added;
import io.hearth.automation.Spending.Window;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How much of their budgets the rules have given. A batch decides by what was spent when it looked, and adds its own as
 * the last thing before the commit; where others were faster and it would be too much, it decides again, and then nobody
 * else can spend until it is through.
 */
@Component
class BudgetTable {

    private final JdbcClient jdbc;
    private final Clock clock;

    BudgetTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Others have spent so much meanwhile that this batch would give too much. */
    static final class Overdrawn extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Overdrawn(Window window) {
            super("Expected to stay within the budget of '" + window.rule() + "' for " + window.period()
                    + ", but others were faster");
        }
    }

    /** One rule's budget in its latest stretch of time. */
    record Spent(String period, long spent, long refused, Instant changedAt) {}

    /** @param alone whether nobody else may spend until this transaction ends */
    Spending spending(boolean alone) {
        return new Spending(window -> alone ? lock(window) : spent(window));
    }

    private long spent(Window window) {
        return jdbc.sql("select spent from rule_budget where rule = ? and period = ?")
                .params(window.rule(), window.period())
                .query(Long.class)
                .optional()
                .orElse(0L);
    }

    private long lock(Window window) {
        jdbc.sql("""
                insert into rule_budget (rule, period, spent, refused, changed_at) values (?, ?, 0, 0, ?)
                on conflict do nothing
                """)
                .params(window.rule(), window.period(), Timestamp.from(clock.instant()))
                .update();
        return jdbc.sql("select spent from rule_budget where rule = ? and period = ? for update")
                .params(window.rule(), window.period())
                .query(Long.class)
                .single();
    }

    /** Adds what a batch gave; in one order, so that two batches never wait for each other. */
    void add(Spending spending) {
        if (spending.added().isEmpty()) {
            return;
        }
        var sorted = new TreeMap<String, Map.Entry<Window, Added>>();
        spending.added()
                .entrySet()
                .forEach(entry ->
                        sorted.put(entry.getKey().rule() + "\n" + entry.getKey().period(), entry));
        var all = List.copyOf(sorted.values());
        jdbc.sql("""
                insert into rule_budget (rule, period, spent, refused, changed_at)
                select rule, period, spent, refused, ?::timestamptz
                from unnest(?::text[], ?::text[], ?::bigint[], ?::bigint[]) as k (rule, period, spent, refused)
                order by rule, period
                on conflict (rule, period) do update set spent = rule_budget.spent + excluded.spent,
                    refused = rule_budget.refused + excluded.refused, changed_at = excluded.changed_at
                returning rule, period, spent
                """)
                .params(
                        Timestamp.from(clock.instant()),
                        all.stream().map(entry -> entry.getKey().rule()).toArray(String[]::new),
                        all.stream().map(entry -> entry.getKey().period()).toArray(String[]::new),
                        all.stream().mapToLong(entry -> entry.getValue().points).toArray(),
                        all.stream()
                                .mapToLong(entry -> entry.getValue().refused)
                                .toArray())
                .query(row -> {
                    var window = new Window(row.getString(1), row.getString(2));
                    var added = Objects.requireNonNull(spending.added().get(window));
                    if (added.points > 0 && row.getLong(3) > added.limit) {
                        throw new Overdrawn(window);
                    }
                });
    }

    /** The latest stretch of each of these rules. */
    Map<String, Spent> latest(List<String> rules) {
        var found = new HashMap<String, Spent>();
        jdbc.sql("""
                select distinct on (rule) rule, period, spent, refused, changed_at from rule_budget
                where rule = any(?::text[])
                order by rule, period desc
                """).params((Object) rules.toArray(String[]::new)).query(row -> {
            found.put(
                    row.getString(1),
                    new Spent(
                            row.getString(2),
                            row.getLong(3),
                            row.getLong(4),
                            row.getTimestamp(5).toInstant()));
        });
        return found;
    }
}
