package io.hearth.message;

import io.hearth.message.Allowance.Counter;
import io.hearth.message.Allowance.Spent;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Quotas of channels from the settings and budgets that people set, with what was used of them: in PostgreSQL alone. */
@Component
class Allowances {

    private final JdbcTemplate jdbc;
    private final MessageSettings settings;

    Allowances(JdbcTemplate jdbc, MessageSettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /** What may be sent on these channels, as far as is known now; nothing is locked. */
    Purse look(Collection<String> channels, Instant now) {
        var all = all(channels);
        return new Purse(all, spent(all, now, ""), settings, now);
    }

    /** The same for whoever is about to send: others wait until this transaction is over. */
    Purse open(Collection<String> channels, Instant now) {
        var all = all(channels);
        if (all.isEmpty()) {
            return new Purse(all, Map.of(), settings, now);
        }
        var counters = counters(all, now);
        jdbc.update(
                "INSERT INTO message_spent (scope, name, since) SELECT * FROM unnest(?::text[], ?::text[], ?::date[])"
                        + " ON CONFLICT DO NOTHING",
                column(counters, Counter::scope),
                column(counters, Counter::name),
                column(counters, counter -> counter.since().toString()));
        return new Purse(all, spent(all, now, " ORDER BY scope, name, since FOR UPDATE OF s"), settings, now);
    }

    /** Writes what a batch took. */
    void spend(Purse purse) {
        add(purse.taken(), 1);
    }

    /** Gives back what was surely not sent. In a transaction of its own, or after everything else in one. */
    void giveBack(Map<Counter, Spent> unused) {
        if (!unused.isEmpty()) {
            jdbc.query(
                    "SELECT 1 FROM message_spent WHERE (scope, name, since) IN (SELECT * FROM unnest(?::text[], ?::text[],"
                            + " ?::date[])) ORDER BY scope, name, since FOR UPDATE",
                    row -> {},
                    column(unused.keySet(), Counter::scope),
                    column(unused.keySet(), Counter::name),
                    column(unused.keySet(), counter -> counter.since().toString()));
            add(unused, -1);
        }
    }

    List<Allowance> all(Collection<String> channels) {
        var all = new ArrayList<Allowance>();
        for (var channel : channels) {
            var limits = settings.limits(channel);
            quota(channel, Allowance.Period.DAY, limits.perDay(), all);
            quota(channel, Allowance.Period.MONTH, limits.perMonth(), all);
        }
        all.addAll(jdbc.query(
                "SELECT scope, name, period, messages, cost FROM message_budget ORDER BY scope, name",
                (row, n) -> budget(row)));
        return all;
    }

    private static void quota(String channel, Allowance.Period period, long messages, List<Allowance> all) {
        if (messages > 0) {
            all.add(new Allowance(Allowance.Scope.CHANNEL, channel, period, messages, null));
        }
    }

    private static Allowance budget(ResultSet row) throws SQLException {
        return new Allowance(
                Allowance.Scope.of(row.getString(1)).orElseThrow(),
                row.getString(2),
                Allowance.Period.of(row.getString(3)).orElseThrow(),
                row.getObject(4, Long.class),
                row.getBigDecimal(5));
    }

    Map<Counter, Spent> spent(List<Allowance> allowances, Instant now) {
        return spent(allowances, now, "");
    }

    private Map<Counter, Spent> spent(List<Allowance> allowances, Instant now, String locking) {
        var spent = new HashMap<Counter, Spent>();
        if (!allowances.isEmpty()) {
            var counters = counters(allowances, now);
            jdbc.query(
                    "SELECT s.scope, s.name, s.since, s.messages, s.cost FROM message_spent s"
                            + " WHERE (s.scope, s.name, s.since) IN (SELECT * FROM unnest(?::text[], ?::text[], ?::date[]))"
                            + locking,
                    row -> {
                        spent.put(
                                new Counter(
                                        row.getString(1),
                                        row.getString(2),
                                        row.getDate(3).toLocalDate()),
                                new Spent(row.getLong(4), row.getBigDecimal(5)));
                    },
                    column(counters, Counter::scope),
                    column(counters, Counter::name),
                    column(counters, counter -> counter.since().toString()));
        }
        return spent;
    }

    private static List<Counter> counters(List<Allowance> allowances, Instant now) {
        return allowances.stream()
                .map(one -> one.counter(now))
                .distinct()
                .sorted()
                .toList();
    }

    private static String[] column(Collection<Counter> counters, Function<Counter, String> of) {
        return counters.stream().map(of).toArray(String[]::new);
    }

    private void add(Map<Counter, Spent> amounts, int sign) {
        if (!amounts.isEmpty()) {
            jdbc.batchUpdate(
                    "UPDATE message_spent SET messages = messages + ?, cost = cost + ? WHERE scope = ? AND name = ? AND since = ?",
                    new TreeMap<>(amounts)
                            .entrySet().stream()
                                    .map(entry -> new Object[] {
                                        sign * entry.getValue().messages(),
                                        entry.getValue().cost().multiply(java.math.BigDecimal.valueOf(sign)),
                                        entry.getKey().scope(),
                                        entry.getKey().name(),
                                        Date.valueOf(entry.getKey().since())
                                    })
                                    .toList());
        }
    }
}
