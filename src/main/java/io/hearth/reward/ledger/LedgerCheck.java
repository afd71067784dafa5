package io.hearth.reward.ledger;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Proves that the books add up: all entries together are zero, every balance is what its entries add up to, and lots and
 * holds agree with the balances. One statement, hence one moment, while everybody goes on.
 */
@Component
public class LedgerCheck {

    private static final Logger log = LoggerFactory.getLogger(LedgerCheck.class);

    /** So that several nodes don't do the same work. */
    private static final long LOCK = 0x6c656467657263L;

    private static final String PROVE = """
            with per_account as (
                select member, community, account, sum(points) as points, count(*) as entries from ledger_entry
                group by member, community, account),
            per_member as (
                select member, community,
                    coalesce(sum(points) filter (where account = 'available'), 0) as available,
                    coalesce(sum(points) filter (where account = 'pending'), 0) as pending
                from per_account where member <> 0 group by member, community),
            lots as (
                select member, community, sum(remaining) as points from points_lot where remaining > 0
                group by member, community),
            holds as (
                select member, community, sum(points) as points from points_held group by member, community),
            budgets as (
                select b.community, 'budget/' || b.id as account,
                    case when b.closed_at is null then b.points - coalesce(u.points, 0) else 0 end as points
                from reward_budget b left join budget_use u on u.budget = b.id and u.member = 0
                where b.per = 'all' and b.period = 'ever')
            select
                (select coalesce(sum(entries), 0) from per_account) as entries,
                (select coalesce(sum(points), 0) from per_account) as sum,
                (select count(*) from per_member e full join standing s using (member, community)
                 where coalesce(e.available, 0) <> coalesce(s.points, 0)
                    or coalesce(e.pending, 0) <> coalesce(s.pending, 0)
                    or coalesce(s.points, 0) < 0 or coalesce(s.pending, 0) < 0) as wrong_balances,
                (select count(*) from lots l left join standing s using (member, community)
                 where l.points > coalesce(s.points, 0)) as wrong_lots,
                (select count(*) from holds h full join standing s using (member, community)
                 where coalesce(h.points, 0) <> coalesce(s.pending, 0)) as wrong_holds,
                (select count(*) from budgets b
                 full join (select * from per_account where member = 0 and account like 'budget/%') a
                    using (community, account)
                 where coalesce(a.points, 0) <> coalesce(b.points, 0)) as wrong_budgets
            """;

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final LedgerSettings settings;
    private final Clock clock;
    private final AtomicReference<@Nullable Result> latest = new AtomicReference<>();

    LedgerCheck(
            JdbcClient jdbc,
            TransactionTemplate transaction,
            LedgerSettings settings,
            MeterRegistry registry,
            Clock clock) {
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
        Gauge.builder("hearth.ledger.wrong", this, check -> check.wrong())
                .description("What the last check of the ledger found wrong; anything but 0 is an alarm")
                .register(registry);
    }

    /**
     * What a check found.
     *
     * @param sum of all entries; anything but zero is wrong
     * @param wrongBalances balances that their entries do not add up to, or that are below zero
     * @param wrongLots members whose expiring points are more than their balance
     * @param wrongHolds members whose points on hold are not their pending balance
     * @param wrongBudgets budgets whose account is not what is left of them
     */
    record Result(
            Instant at,
            long milliseconds,
            long entries,
            long sum,
            long wrongBalances,
            long wrongLots,
            long wrongHolds,
            long wrongBudgets,
            boolean right) {}

    /** Whether the last check found nothing wrong; the first one is made when somebody asks. */
    public boolean wasRight() {
        return last().orElseGet(this::check).right();
    }

    private double wrong() {
        var result = latest.get();
        return result == null
                ? 0
                : (result.sum() == 0 ? 0 : 1)
                        + result.wrongBalances()
                        + result.wrongLots()
                        + result.wrongHolds()
                        + result.wrongBudgets();
    }

    @Scheduled(initialDelayString = "${hearth.reward.ledger.first-check:5m}", fixedDelayString = "10m")
    void checkNowAndThen() {
        if (settings.checkEvery().isZero()) {
            return;
        }
        try {
            var last = last();
            if (last.isEmpty() || !last.get().at().plus(settings.checkEvery()).isAfter(clock.instant())) {
                checkOnce();
            }
        } catch (RuntimeException fault) {
            log.warn("Expected to check the ledger, but {}", fault.toString());
        }
    }

    private void checkOnce() {
        transaction.executeWithoutResult(status -> {
            boolean mine = jdbc.sql("select pg_try_advisory_xact_lock(?)")
                    .param(LOCK)
                    .query(Boolean.class)
                    .single();
            if (mine) {
                prove();
            }
        });
    }

    Result check() {
        return Objects.requireNonNull(transaction.execute(status -> prove()));
    }

    private Result prove() {
        var began = System.nanoTime();
        var at = clock.instant();
        var result = jdbc.sql(PROVE)
                .query((row, number) -> new Result(
                        at,
                        (System.nanoTime() - began) / 1_000_000,
                        row.getLong("entries"),
                        row.getLong("sum"),
                        row.getLong("wrong_balances"),
                        row.getLong("wrong_lots"),
                        row.getLong("wrong_holds"),
                        row.getLong("wrong_budgets"),
                        row.getLong("sum") == 0
                                && row.getLong("wrong_balances") == 0
                                && row.getLong("wrong_lots") == 0
                                && row.getLong("wrong_holds") == 0
                                && row.getLong("wrong_budgets") == 0))
                .single();
        jdbc.sql("""
                insert into ledger_check (at, milliseconds, entries, sum, wrong_balances, wrong_lots, wrong_holds,
                    wrong_budgets)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                """)
                .params(
                        Timestamp.from(at),
                        result.milliseconds(),
                        result.entries(),
                        result.sum(),
                        result.wrongBalances(),
                        result.wrongLots(),
                        result.wrongHolds(),
                        result.wrongBudgets())
                .update();
        latest.set(result);
        if (!result.right()) {
            log.error("The ledger does not add up: {}", result);
        }
        return result;
    }

    Optional<Result> last() {
        return list(1).stream().findFirst();
    }

    List<Result> list(int limit) {
        return jdbc.sql("""
                select at, milliseconds, entries, sum, wrong_balances, wrong_lots, wrong_holds, wrong_budgets
                from ledger_check
                order by id desc limit ?
                """)
                .param(limit)
                .query((row, number) -> new Result(
                        row.getTimestamp(1).toInstant(),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8),
                        row.getLong(4) == 0
                                && row.getLong(5) == 0
                                && row.getLong(6) == 0
                                && row.getLong(7) == 0
                                && row.getLong(8) == 0))
                .list();
    }
}
