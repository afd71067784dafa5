package io.hearth.reward.ledger;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Enters many awards at once: the hot path of the pipeline, so one statement for all that is given at once. */
@Component
class Earnings {

    /** A cause gives once, also where the community's wait has been changed since it was first given. */
    private static final String GIVEN = """
            with given (member, community, points, cause, reason, contra, rule, receipt, event, at, by_whom, reference%s)
            as (select * from unnest(?::bigint[], ?::text[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[],
                ?::uuid[], ?::text[], ?::timestamptz[], ?::text[], ?::text[]%s)),
            entered as (
                insert into ledger_entry (member, community, account, points, kind, cause, reason, contra, rule, receipt,
                    event, by_whom, reference, at)
                select member, community, '%s', points, '%s', cause, reason, contra, rule, receipt, event, by_whom,
                    reference, at
                from given g
                where not exists (
                    select from ledger_entry e where e.member = g.member and e.community = g.community
                        and e.account = '%s' and e.cause = g.cause)
                on conflict do nothing
                returning member, community, points, cause, reason, contra, rule, receipt, event, by_whom, reference,
                    at),
            countered as (
                insert into ledger_entry (member, community, account, points, kind, cause, reason, rule, receipt, event,
                    by_whom, reference, at)
                select 0, community, coalesce(contra, 'issued'), -points, '%s', member || ':' || cause, reason, rule,
                    receipt, event, by_whom, reference, at
                from entered)
            """;

    private static final String BALANCE = """
            insert into standing (member, community, points, earned)
            select member, community, sum(points), sum(points) from entered group by member, community
            order by member, community
            on conflict (member, community) do update
                set points = standing.points + excluded.points, earned = standing.earned + excluded.earned
            """;

    private static final String AT_ONCE = GIVEN.formatted("", "", "available", "earn", "pending", "earn") + BALANCE;

    private static final String EXPIRING =
            GIVEN.formatted(", expires_at", ", ?::timestamptz[]", "available", "earn", "pending", "earn") + """
            , lots as (
                insert into points_lot (member, community, cause, points, remaining, expires_at)
                select member, community, cause, e.points, e.points, g.expires_at
                from entered e join given g using (member, community, cause))
            """ + """
            insert into standing (member, community, points, earned, expiring)
            select member, community, sum(points), sum(points), true from entered group by member, community
            order by member, community
            on conflict (member, community) do update set points = standing.points + excluded.points,
                earned = standing.earned + excluded.earned, expiring = true
            """;

    private static final String HELD =
            GIVEN.formatted(", release_at", ", ?::timestamptz[]", "pending", "hold", "available", "hold") + """
            , held as (
                insert into points_held (member, community, cause, points, reason, contra, rule, receipt, event,
                    release_at)
                select member, community, cause, e.points, e.reason, e.contra, e.rule, e.receipt, e.event, g.release_at
                from entered e join given g using (member, community, cause))
            insert into standing (member, community, pending)
            select member, community, sum(points) from entered group by member, community
            order by member, community
            on conflict (member, community) do update set pending = standing.pending + excluded.pending
            """;

    private final JdbcClient jdbc;

    Earnings(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void enter(List<Earning> earnings) {
        var held = new ArrayList<Earning>();
        var expiring = new ArrayList<Earning>();
        var atOnce = new ArrayList<Earning>();
        var causes = new HashSet<String>();
        for (var one : earnings) {
            if (!causes.add(one.member() + " " + one.community() + " " + one.cause())) {
                continue;
            }
            (one.releaseAt() != null ? held : one.expiresAt() != null ? expiring : atOnce).add(one);
        }
        enter(AT_ONCE, atOnce, null);
        enter(EXPIRING, expiring, one -> Objects.toString(one.expiresAt(), null));
        enter(HELD, held, one -> Objects.toString(one.releaseAt(), null));
    }

    private void enter(String sql, List<Earning> earnings, @Nullable Function<Earning, @Nullable String> last) {
        if (earnings.isEmpty()) {
            return;
        }
        var columns = new ArrayList<Object>(List.of(
                earnings.stream().mapToLong(one -> one.member().value()).toArray(),
                texts(earnings, Earning::community),
                earnings.stream().mapToLong(Earning::points).toArray(),
                texts(earnings, Earning::cause),
                texts(earnings, Earning::reason),
                texts(earnings, Earning::contra),
                texts(earnings, Earning::rule),
                texts(earnings, one -> Objects.toString(one.receipt(), null)),
                texts(earnings, Earning::event),
                texts(earnings, one -> one.at().toString())));
        columns.add(texts(earnings, Earning::by));
        columns.add(texts(earnings, Earning::reference));
        if (last != null) {
            columns.add(texts(earnings, last));
        }
        jdbc.sql(sql).params(columns).update();
    }

    /** Which of these causes have been entered before, as {@code "member community cause"}. */
    Set<String> known(List<Order> orders) {
        return new HashSet<>(jdbc.sql("""
                select e.member || ' ' || e.community || ' ' || e.cause
                from unnest(?::bigint[], ?::text[], ?::text[]) as k (member, community, cause)
                join ledger_entry e on e.member = k.member and e.community = k.community
                    and e.account in ('available', 'pending') and e.cause = k.cause
                """)
                .params(
                        orders.stream().mapToLong(one -> one.member().value()).toArray(),
                        orders.stream().map(Order::community).toArray(String[]::new),
                        orders.stream().map(Order::cause).toArray(String[]::new))
                .query(String.class)
                .list());
    }

    private static @Nullable String[] texts(List<Earning> items, Function<Earning, @Nullable String> column) {
        return items.stream().map(column).toArray(String[]::new);
    }
}
