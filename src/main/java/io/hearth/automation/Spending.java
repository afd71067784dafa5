package io.hearth.automation;

import io.hearth.decision.Budget;
import io.hearth.decision.Outcome;
import io.hearth.decision.Rule;
import java.time.LocalDate;
import java.time.temporal.IsoFields;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the rules with a budget give in one batch, beside what they have given already. */
final class Spending {

    /** What was spent before; asked once for each window in a batch. */
    interface Before {
        long spent(Window window);
    }

    /** One rule in one stretch of its budget's periods. */
    record Window(String rule, String period) {}

    /** What one batch adds. */
    static final class Added {
        long limit;
        final long before;
        long points;
        long refused;

        private Added(long limit, long before) {
            this.limit = limit;
            this.before = before;
        }
    }

    private final Before before;
    private final Map<Window, Added> added = new HashMap<>();

    Spending(Before before) {
        this.before = before;
    }

    /** For what is only played through: nothing is counted against a budget. */
    static Spending unlimited() {
        return new Spending(window -> Long.MIN_VALUE / 2);
    }

    /** The outcomes, with those awards refused for which the budget of the rule has not enough left. */
    List<Outcome> within(Rule rule, List<Outcome> outcomes, int day) {
        var budget = rule.budget();
        if (budget == null) {
            return outcomes;
        }
        var kept = new ArrayList<Outcome>(outcomes.size());
        for (var outcome : outcomes) {
            kept.add(within(rule, budget, outcome, day));
        }
        return kept;
    }

    private Outcome within(Rule rule, Budget budget, Outcome outcome, int day) {
        if (!budget.pieces() && outcome instanceof Outcome.AwardPoints award) {
            return award.points() <= 0 || take(rule, budget, day, award.points())
                    ? award
                    : new Outcome.NotAwarded(award.points(), award.reason(), "budget");
        }
        if (budget.pieces() && outcome instanceof Outcome.GiveBenefit give) {
            return take(rule, budget, day, 1) ? give : new Outcome.NotGiven(give.kind(), give.what(), "budget");
        }
        return outcome;
    }

    private boolean take(Rule rule, Budget budget, int day, long amount) {
        var window = new Window(rule.id(), period(budget, LocalDate.ofEpochDay(day)));
        var so = added.get(window);
        if (so == null) {
            so = new Added(budget.points(), before.spent(window));
            added.put(window, so);
        }
        // Two releases may limit the same rule otherwise, while one of them is tried.
        so.limit = Math.max(so.limit, budget.points());
        if (so.before + so.points + amount > budget.points()) {
            so.refused += amount;
            return false;
        }
        so.points += amount;
        return true;
    }

    /** What is to be written, by window. */
    Map<Window, Added> added() {
        return added;
    }

    /** Names the stretch: the same for all days within it. */
    static String period(Budget budget, LocalDate day) {
        return switch (budget.period().kind()) {
            case TODAY, DAYS -> day.toString();
            case WEEK ->
                "%d-W%02d".formatted(day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
            case MONTH -> day.toString().substring(0, 7);
            case YEAR -> Integer.toString(day.getYear());
            case EVER -> "ever";
        };
    }

    /** Whether all that a firing asked for was refused, so that it counts as if it had not been. */
    static boolean nothingLeft(List<Outcome> outcomes) {
        return !outcomes.isEmpty()
                && outcomes.stream()
                        .allMatch(outcome ->
                                outcome instanceof Outcome.NotAwarded || outcome instanceof Outcome.NotGiven);
    }
}
