package io.hearth.automation;

import io.hearth.decision.Rule;
import io.hearth.decision.Rulesets;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** How much of their budgets the rules of the live release have given. */
@RestController
class BudgetController {

    /**
     * @param period the stretch of time that the figures are for, the latest one: {@code 2026-03}; null if nothing was given yet
     * @param refused points that were asked for and not given
     */
    record BudgetView(
            String rule,
            String name,
            long limit,
            String each,
            @Nullable String period,
            long spent,
            long refused,
            @Nullable Instant changedAt) {}

    private final Rulesets rulesets;
    private final BudgetTable budgets;

    BudgetController(Rulesets rulesets, BudgetTable budgets) {
        this.rulesets = rulesets;
        this.budgets = budgets;
    }

    @GetMapping("/api/v1/rules/budgets")
    List<BudgetView> budgets() {
        var rules = rulesets.live().rules().stream()
                .filter(rule -> rule.budget() != null)
                .sorted(Comparator.comparing(Rule::id))
                .toList();
        var spent = budgets.latest(rules.stream().map(Rule::id).toList());
        return rules.stream()
                .map(rule -> {
                    var budget = Objects.requireNonNull(rule.budget());
                    var so = spent.get(rule.id());
                    return new BudgetView(
                            rule.id(),
                            rule.name(),
                            budget.points(),
                            budget.period().toString(),
                            so == null ? null : so.period(),
                            so == null ? 0 : so.spent(),
                            so == null ? 0 : so.refused(),
                            so == null ? null : so.changedAt());
                })
                .toList();
    }
}
