package io.hearth.reward.budget;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hearth.reward.budget.Allowances.Candidate;
import io.hearth.reward.budget.Allowances.Refusal;
import io.hearth.reward.budget.Uses.Key;
import io.hearth.reward.ledger.Policies;
import io.hearth.task.Form;
import io.hearth.task.NewTask;
import io.hearth.task.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Locks what may be given, and writes down what was given of it and what was refused; in the caller's transaction. */
@Component
public class RewardBudgets {

    private static final Duration SEEN_WITHIN = Duration.ofSeconds(2);
    private static final String ORIGIN = "reward-budget";

    private final JdbcClient jdbc;
    private final BudgetRegister table;
    private final Uses uses;
    private final Policies policies;
    private final Tasks tasks;
    private final BudgetSettings settings;
    private final Clock clock;
    private final Cache<String, List<Budget>> open = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(SEEN_WITHIN)
            .build();

    RewardBudgets(
            JdbcClient jdbc,
            BudgetRegister table,
            Uses uses,
            Policies policies,
            Tasks tasks,
            BudgetSettings settings,
            Clock clock) {
        this.policies = policies;
        this.jdbc = jdbc;
        this.table = table;
        this.uses = uses;
        this.tasks = tasks;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * What may be given to these, until the transaction ends. Where no community has a budget it costs nothing.
     *
     * @param sure whether each of them will be given something; otherwise nothing is written for who gets nothing, and
     *     settling fails, to be done again, where another transaction was the first to give a member something
     */
    public Allowances of(Collection<Candidate> candidates, boolean sure) {
        var budgets = new HashMap<String, List<Budget>>();
        var keys = new ArrayList<Key>();
        for (var candidate : candidates) {
            var all = budgets.computeIfAbsent(candidate.community(), this::open);
            for (var budget : all) {
                keys.add(Allowances.key(budget, candidate, settings.zone()));
            }
        }
        if (keys.isEmpty()) {
            return new Allowances(Map.of(), settings.zone(), Map.of(), this::holdDays);
        }
        return locked(budgets, keys, sure);
    }

    /** What a budget allows may have been changed before it was locked, so it is read again. */
    private Allowances locked(Map<String, List<Budget>> budgets, List<Key> keys, boolean sure) {
        var locked = uses.lock(keys, sure);
        var again = table.open(budgets.keySet());
        budgets.replaceAll((community, before) -> again.getOrDefault(community, List.of()).stream()
                .filter(budget -> before.stream().anyMatch(one -> one.id() == budget.id()))
                .toList());
        return new Allowances(budgets, settings.zone(), locked, this::holdDays);
    }

    private int holdDays(String community) {
        return policies.of(community).holdDays();
    }

    private List<Budget> open(String community) {
        return Objects.requireNonNull(
                open.get(community, wanted -> table.open(Set.of(wanted)).getOrDefault(wanted, List.of())));
    }

    /** Forgets what is remembered of a community's budgets, once the transaction is through. */
    void changed(String community) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                open.invalidate(community);
            }
        });
    }

    public void settle(Allowances allowances) {
        uses.save(allowances.uses());
        refuse(allowances.refusals());
        allowances.runningOut().forEach(this::warn);
    }

    private void refuse(List<Refusal> refusals) {
        if (refusals.isEmpty()) {
            return;
        }
        jdbc.sql("""
                insert into reward_refusal (community, member, points, reason, cause, rule, event, budget, spent, at)
                select * from unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[],
                    ?::bigint[], ?::bigint[], ?::timestamptz[])
                on conflict do nothing
                """)
                .params(
                        texts(refusals, one -> one.award().community()),
                        refusals.stream()
                                .mapToLong(one -> one.award().member().value())
                                .toArray(),
                        refusals.stream()
                                .mapToLong(one -> ((io.hearth.reward.Award.Points)
                                                one.award().given())
                                        .points())
                                .toArray(),
                        texts(refusals, one -> ((io.hearth.reward.Award.Points)
                                        one.award().given())
                                .reason()),
                        texts(refusals, one -> one.award().cause()),
                        texts(refusals, one -> one.award().rule()),
                        texts(refusals, one -> one.award().event()),
                        refusals.stream().mapToLong(Refusal::budget).toArray(),
                        refusals.stream().mapToLong(Refusal::spent).toArray(),
                        texts(refusals, one -> one.award().at().toString()))
                .update();
    }

    private static @Nullable String[] texts(List<Refusal> refusals, Function<Refusal, @Nullable String> column) {
        return refusals.stream().map(column).toArray(String[]::new);
    }

    /** A task for people, once for each budget and span: to raise it, or to let it run out. */
    private void warn(Key key, Budget budget) {
        tasks.open(new NewTask(
                ORIGIN,
                budget.id() + "/" + key.since(),
                "%s: %d%%".formatted(budget.name(), budget.warnPercent()),
                budget.community(),
                null,
                Set.of(settings.warnGroup()),
                null,
                Form.EMPTY,
                clock.instant().plus(settings.warnDue()),
                Map.of(
                        "budget",
                        Long.toString(budget.id()),
                        "since",
                        key.since().toString())));
    }
}
