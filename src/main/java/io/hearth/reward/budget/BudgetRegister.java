package io.hearth.reward.budget;

import io.hearth.platform.Page;
import io.hearth.reward.Span;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The budgets as they are kept, and what is read of them. */
@Component
class BudgetRegister {

    private static final String COLUMNS =
            "id, community, name, source, reason, per, period, points, warn_percent, starts_at, ends_at, closed_at";

    private final JdbcClient jdbc;

    BudgetRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** What one day, or one span, took. */
    record Spent(LocalDate since, long points, long refused, long members) {}

    record Refused(
            String id,
            String member,
            String community,
            long points,
            String reason,
            String cause,
            @Nullable String rule,
            @Nullable String event,
            String budget,
            String budgetName,
            long spent,
            long limit,
            Instant at) {}

    Map<String, List<Budget>> open(Collection<String> communities) {
        var found = new HashMap<String, List<Budget>>();
        jdbc.sql("select " + COLUMNS + " from reward_budget where community = any(?) and closed_at is null order by id")
                .param(communities.toArray(String[]::new))
                .query((row, number) -> budget(row))
                .list()
                .forEach(budget -> found.computeIfAbsent(budget.community(), unused -> new ArrayList<>())
                        .add(budget));
        return found;
    }

    Page<Budget> list(@Nullable String community, int limit, @Nullable Long after) {
        var budgets = jdbc.sql("select " + COLUMNS + " from reward_budget" + """
                 where (:community::text is null or community = :community) and id < :after
                order by id desc limit :limit
                """)
                .param("community", community)
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("limit", limit + 1)
                .query((row, number) -> budget(row))
                .list();
        return Page.of(budgets, limit, budget -> Long.toString(budget.id()));
    }

    Optional<Budget> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from reward_budget where id = ?")
                .param(id)
                .query((row, number) -> budget(row))
                .optional();
    }

    long insert(Budget budget, String by, Instant at) {
        return jdbc.sql("""
                insert into reward_budget (community, name, source, reason, per, period, points, warn_percent, starts_at,
                    ends_at, created_by, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                returning id
                """)
                .params(Arrays.asList(
                        budget.community(),
                        budget.name(),
                        budget.source(),
                        budget.reason(),
                        budget.each() ? "member" : "all",
                        budget.span().word(),
                        budget.points(),
                        budget.warnPercent(),
                        time(budget.startsAt()),
                        time(budget.endsAt()),
                        by,
                        Timestamp.from(at)))
                .query(Long.class)
                .single();
    }

    void change(long id, String name, long points, int warnPercent, @Nullable Instant endsAt) {
        jdbc.sql("update reward_budget set name = ?, points = ?, warn_percent = ?, ends_at = ? where id = ?")
                .params(Arrays.asList(name, points, warnPercent, time(endsAt), id))
                .update();
    }

    void close(long id, Instant at) {
        jdbc.sql("update reward_budget set closed_at = ? where id = ?")
                .params(Timestamp.from(at), id)
                .update();
    }

    /** What is spent of budgets in the span that each is in now. */
    Map<Long, Spent> now(Map<Long, LocalDate> since) {
        var ids = List.copyOf(since.keySet());
        var found = new HashMap<Long, Spent>();
        jdbc.sql("""
                select k.budget, k.since, sum(u.points), sum(u.refused), count(*) filter (where member <> 0 and points > 0)
                from unnest(?::bigint[], ?::date[]) as k (budget, since)
                join budget_use u using (budget, since)
                group by k.budget, k.since
                """)
                .params(
                        ids.stream().mapToLong(Long::longValue).toArray(),
                        ids.stream().map(id -> String.valueOf(since.get(id))).toArray(String[]::new))
                .query(row -> {
                    found.put(
                            row.getLong(1),
                            new Spent(row.getDate(2).toLocalDate(), row.getLong(3), row.getLong(4), row.getLong(5)));
                });
        return found;
    }

    /** What is spent of it in the spans, the newest first; of each member's budget, what all members spent. */
    List<Spent> bySpan(long id, int limit) {
        return jdbc.sql("""
                select since, sum(points), sum(refused), count(*) filter (where member <> 0 and points > 0)
                from budget_use where budget = ? group by since order by since desc limit ?
                """)
                .params(id, limit)
                .query((row, number) ->
                        new Spent(row.getDate(1).toLocalDate(), row.getLong(2), row.getLong(3), row.getLong(4)))
                .list();
    }

    /** What a budget that pays gave on each day. */
    List<Spent> byDay(Budget budget, String zone, int limit) {
        return jdbc.sql("""
                select (at at time zone ?)::date as day, -sum(points), 0, count(*) from ledger_entry
                where member = 0 and community = ? and account = ? and kind <> 'fund'
                group by 1 order by 1 desc limit ?
                """)
                .params(zone, budget.community(), budget.account(), limit)
                .query((row, number) ->
                        new Spent(row.getDate(1).toLocalDate(), row.getLong(2), row.getLong(3), row.getLong(4)))
                .list();
    }

    Page<Refused> refused(
            @Nullable String community, @Nullable Long member, @Nullable Long budget, int limit, @Nullable Long after) {
        var refused = jdbc.sql("""
                select r.id, r.member, r.community, r.points, r.reason, r.cause, r.rule, r.event, r.budget, b.name, r.spent,
                    b.points as "limit", r.at
                from reward_refusal r join reward_budget b on b.id = r.budget
                where (:community::text is null or r.community = :community)
                  and (:member::bigint is null or r.member = :member)
                  and (:budget::bigint is null or r.budget = :budget)
                  and r.id < :after
                order by r.id desc limit :limit
                """)
                .param("community", community)
                .param("member", member)
                .param("budget", budget)
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("limit", limit + 1)
                .query((row, number) -> new Refused(
                        row.getString("id"),
                        "m-" + row.getLong("member"),
                        row.getString("community"),
                        row.getLong("points"),
                        row.getString("reason"),
                        row.getString("cause"),
                        row.getString("rule"),
                        row.getString("event"),
                        row.getString("budget"),
                        row.getString("name"),
                        row.getLong("spent"),
                        row.getLong("limit"),
                        row.getTimestamp("at").toInstant()))
                .list();
        return Page.of(refused, limit, Refused::id);
    }

    private static Budget budget(ResultSet row) throws SQLException {
        return new Budget(
                row.getLong("id"),
                row.getString("community"),
                row.getString("name"),
                row.getString("source"),
                row.getString("reason"),
                row.getString("per").equals("member"),
                Span.parse(row.getString("period")).orElseThrow(),
                row.getLong("points"),
                row.getInt("warn_percent"),
                instant(row.getTimestamp("starts_at")),
                instant(row.getTimestamp("ends_at")),
                instant(row.getTimestamp("closed_at")));
    }

    private static @Nullable Instant instant(@Nullable Timestamp time) {
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Timestamp time(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
