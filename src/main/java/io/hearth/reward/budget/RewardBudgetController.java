package io.hearth.reward.budget;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.event.KnownCommunities;
import io.hearth.member.MemberId;
import io.hearth.platform.Ids;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import io.hearth.reward.Expect;
import io.hearth.reward.Span;
import io.hearth.reward.ledger.Ledger;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Budgets and caps: who may be given how much, what is spent of it, and what was refused. */
@RestController
@RequestMapping("/api/v1")
class RewardBudgetController {

    private static final int CHARTED = 92;

    private final BudgetRegister table;
    private final RewardBudgets budgets;
    private final Uses uses;
    private final Ledger ledger;
    private final KnownCommunities communities;
    private final BudgetSettings settings;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    RewardBudgetController(
            BudgetRegister table,
            RewardBudgets budgets,
            Uses uses,
            Ledger ledger,
            KnownCommunities communities,
            BudgetSettings settings,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.budgets = budgets;
        this.uses = uses;
        this.ledger = ledger;
        this.communities = communities;
        this.settings = settings;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    record Wanted(
            @Nullable String community,
            @Nullable String name,
            @Nullable String source,
            @Nullable String reason,
            @Nullable String per,
            @Nullable String period,
            @Nullable Long points,
            @Nullable Integer warnPercent,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt) {}

    record Change(
            @Nullable String name,
            @Nullable Long points,
            @Nullable Integer warnPercent,
            @Nullable Instant endsAt) {}

    /**
     * A budget as it stands.
     *
     * @param since the first day of the span that runs now
     * @param spent in that span, by all members together
     * @param account the account of the ledger that pays, if it is one
     */
    record View(
            String id,
            String community,
            String name,
            @Nullable String source,
            @Nullable String reason,
            String per,
            String period,
            long points,
            int warnPercent,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable Instant closedAt,
            LocalDate since,
            long spent,
            long refused,
            @Nullable String account) {}

    record Use(View budget, List<BudgetRegister.Spent> spans, List<BudgetRegister.Spent> days) {}

    @GetMapping("/budgets")
    Page<View> list(
            @RequestParam(required = false) @Nullable String community,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Long after) {
        var page = table.list(community, Page.limit(limit), after);
        return new Page<>(views(page.items()), page.next());
    }

    @GetMapping("/budgets/{id}")
    Use find(@PathVariable long id) {
        var budget = existing(id);
        return new Use(
                view(budget),
                table.bySpan(id, CHARTED),
                budget.pays() ? table.byDay(budget, settings.zone().getId(), CHARTED) : List.of());
    }

    @GetMapping("/reward-refusals")
    Page<BudgetRegister.Refused> refusals(
            @RequestParam(required = false) @Nullable String community,
            @RequestParam(required = false) @Nullable MemberId member,
            @RequestParam(required = false) @Nullable Long budget,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Long after) {
        return table.refused(community, member == null ? null : member.value(), budget, Page.limit(limit), after);
    }

    @PostMapping("/budgets")
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize("hasRole('MARKETER')")
    View create(@RequestBody Wanted wanted) {
        var budget = budget(wanted);
        long id = Objects.requireNonNull(transaction.execute(status -> {
            long made = table.insert(budget, Caller.current().name(), clock.instant());
            audit.record("budget.created", Long.toString(made), null, wanted);
            var kept = existing(made);
            if (kept.pays()) {
                fund(kept, kept.points(), "opened");
            }
            budgets.changed(budget.community());
            return made;
        }));
        return view(existing(id));
    }

    private Budget budget(Wanted wanted) {
        var community = Expect.text("community", wanted.community(), 64);
        if (!communities.knows(community)) {
            throw Problem.notFound("community", community);
        }
        var per = Objects.requireNonNullElse(wanted.per(), "all");
        if (!Set.of("all", "member").contains(per)) {
            throw Expect.invalid("per", "Expected all or member, but got '" + per + "'.");
        }
        var span = Span.parse(Objects.requireNonNullElse(wanted.period(), "ever"))
                .orElseThrow(() -> Expect.invalid("period", "Expected day, week, month, year or ever."));
        var starts = wanted.startsAt();
        var ends = wanted.endsAt();
        if (starts != null && ends != null && !ends.isAfter(starts)) {
            throw Expect.invalid("endsAt", "Expected the end to be after the start.");
        }
        return new Budget(
                0,
                community,
                Expect.text("name", wanted.name(), 100),
                Expect.perhaps("source", wanted.source(), 300),
                Expect.perhaps("reason", wanted.reason(), 200),
                per.equals("member"),
                span,
                Expect.number("points", wanted.points(), 1, 1_000_000_000_000L),
                warnPercent(wanted.warnPercent(), 80),
                starts,
                ends,
                null);
    }

    private static int warnPercent(@Nullable Integer wanted, int otherwise) {
        return wanted == null ? otherwise : (int) Expect.number("warnPercent", wanted.longValue(), 1, 100);
    }

    @PatchMapping("/budgets/{id}")
    @PreAuthorize("hasRole('MARKETER')")
    View change(@PathVariable long id, @RequestBody Change change) {
        transaction.executeWithoutResult(status -> {
            var key = lock(existing(id));
            var budget = openOne(id);
            long points = change.points() == null
                    ? budget.points()
                    : Expect.number("points", change.points(), 1, 1_000_000_000_000L);
            long spent = key.points;
            if (budget.pays() && points < spent) {
                throw Expect.invalid(
                        "points", "Expected at least the " + spent + " points that are spent, but got " + points + ".");
            }
            table.change(
                    id,
                    change.name() == null ? budget.name() : Expect.text("name", change.name(), 100),
                    points,
                    warnPercent(change.warnPercent(), budget.warnPercent()),
                    change.endsAt() == null ? budget.endsAt() : change.endsAt());
            if (budget.pays() && points != budget.points()) {
                fund(budget, points - budget.points(), "changed");
            }
            audit.record("budget.changed", Long.toString(id), budget, change);
            budgets.changed(budget.community());
        });
        return view(existing(id));
    }

    /** Ends a budget; what is left of one that pays goes back to the community. */
    @PostMapping("/budgets/{id}/close")
    @PreAuthorize("hasRole('MARKETER')")
    View close(@PathVariable long id) {
        transaction.executeWithoutResult(status -> {
            var use = lock(existing(id));
            var budget = openOne(id);
            if (budget.pays() && budget.points() > use.points) {
                fund(budget, use.points - budget.points(), "closed");
            }
            table.close(id, clock.instant());
            audit.record("budget.closed", Long.toString(id), budget, null);
            budgets.changed(budget.community());
        });
        return view(existing(id));
    }

    /** Whoever spends a budget for all together waits until it is changed. */
    private Uses.Use lock(Budget budget) {
        var key = new Uses.Key(budget.id(), 0, since(budget));
        return Objects.requireNonNull(uses.lock(List.of(key), true).get(key));
    }

    private void fund(Budget budget, long points, String why) {
        ledger.fund(
                budget.community(),
                budget.account(),
                points,
                budget.account() + "/" + why + "/" + Ids.next(),
                budget.name(),
                Caller.current().name(),
                clock.instant());
    }

    private LocalDate since(Budget budget) {
        return budget.span().from(clock.instant().atZone(settings.zone()).toLocalDate());
    }

    private Budget existing(long id) {
        return table.find(id).orElseThrow(() -> Problem.notFound("budget", Long.toString(id)));
    }

    private Budget openOne(long id) {
        var budget = existing(id);
        if (budget.closedAt() != null) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "budget.closed",
                    "Expected budget " + id + " to be open, but it was closed at " + budget.closedAt() + ".");
        }
        return budget;
    }

    private View view(Budget budget) {
        return views(List.of(budget)).get(0);
    }

    private List<View> views(List<Budget> list) {
        var since = new HashMap<Long, LocalDate>();
        list.forEach(budget -> since.put(budget.id(), since(budget)));
        var now = table.now(since);
        return list.stream()
                .map(budget -> view(budget, Optional.ofNullable(now.get(budget.id()))))
                .toList();
    }

    private View view(Budget budget, Optional<BudgetRegister.Spent> now) {
        return new View(
                Long.toString(budget.id()),
                budget.community(),
                budget.name(),
                budget.source(),
                budget.reason(),
                budget.each() ? "member" : "all",
                budget.span().word(),
                budget.points(),
                budget.warnPercent(),
                budget.startsAt(),
                budget.endsAt(),
                budget.closedAt(),
                since(budget),
                now.map(BudgetRegister.Spent::points).orElse(0L),
                now.map(BudgetRegister.Spent::refused).orElse(0L),
                budget.pays() ? budget.account() : null);
    }
}
