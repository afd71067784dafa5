package io.hearth.reward.budget;

import io.hearth.member.MemberId;
import io.hearth.reward.Award;
import io.hearth.reward.Award.Points;
import io.hearth.reward.budget.Uses.Key;
import io.hearth.reward.budget.Uses.Use;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * What may be given while a transaction lasts. The budgets that matter are locked, so that what is allowed here is still
 * there when the transaction commits. For one thread.
 */
public final class Allowances {

    /** Where there are no budgets and nothing waits. */
    public static Allowances unlimited() {
        return new Allowances(Map.of(), ZoneOffset.UTC, Map.of(), community -> 0);
    }

    private final Map<String, List<Budget>> budgets;
    private final ZoneId zone;
    private final Map<Key, Use> uses;
    private final ToIntFunction<String> holdDays;
    private final List<Refusal> refusals = new ArrayList<>();
    private final Map<Key, Budget> running = new HashMap<>();

    Allowances(Map<String, List<Budget>> budgets, ZoneId zone, Map<Key, Use> uses, ToIntFunction<String> holdDays) {
        this.holdDays = holdDays;
        this.budgets = budgets;
        this.zone = zone;
        this.uses = uses;
    }

    /** Somebody who may be given something at a time. */
    public record Candidate(MemberId member, String community, Instant at) {}

    /**
     * An award that is not given.
     *
     * @param budget which has too little left
     * @param spent how much of it was spent then
     */
    public record Refusal(Award award, long budget, String name, long spent) {}

    /** Whether the award may be given; if so, it is counted. Taking points is always allowed. */
    public boolean allows(Award award) {
        if (budgets.isEmpty() || !(award.given() instanceof Points points) || points.points() < 0) {
            return true;
        }
        var covering = covering(award, points);
        for (var budget : covering) {
            var use = use(budget, award);
            if (use.points + points.points() > budget.points()) {
                use.refused++;
                use.changed = true;
                refusals.add(new Refusal(award, budget.id(), budget.name(), use.points));
                return false;
            }
        }
        for (var budget : covering) {
            count(budget, award, points.points());
        }
        return true;
    }

    private void count(Budget budget, Award award, long points) {
        var use = use(budget, award);
        use.points += points;
        use.changed = true;
        if (!budget.each() && !use.warned && use.points >= budget.points() / 100.0 * budget.warnPercent()) {
            use.warned = true;
            running.put(key(budget, award), budget);
        }
    }

    /** Whether an award of points has to wait before it can be spent. */
    public boolean waits(Award award) {
        return award.given() instanceof Points points
                && points.points() > 0
                && (points.afterDays() > 0 || holdDays.applyAsInt(award.community()) > 0);
    }

    /** The account that pays for an award, where it is not the community's own. */
    public @Nullable String payer(Award award) {
        if (budgets.isEmpty() || !(award.given() instanceof Points points)) {
            return null;
        }
        return paying(covering(award, points)).map(Budget::account).orElse(null);
    }

    /** All limits that hold for the award, but only one of those that could pay. */
    private List<Budget> covering(Award award, Points points) {
        var all = budgets.getOrDefault(award.community(), List.of()).stream()
                .filter(budget -> budget.covers(award, points))
                .toList();
        var payer = paying(all);
        return all.stream()
                .filter(budget -> !budget.pays() || payer.filter(budget::equals).isPresent())
                .toList();
    }

    private static Optional<Budget> paying(List<Budget> budgets) {
        return budgets.stream()
                .filter(Budget::pays)
                .max(Comparator.comparingInt(Budget::narrowness)
                        .thenComparing(Comparator.comparingLong(Budget::id).reversed()));
    }

    private Use use(Budget budget, Award award) {
        var use = uses.get(key(budget, award));
        if (use == null) {
            throw new IllegalStateException(
                    "Expected budget " + budget.id() + " to be locked for " + award.member() + " before it is spent.");
        }
        return use;
    }

    private Key key(Budget budget, Award award) {
        return key(budget, new Candidate(award.member(), award.community(), award.at()), zone);
    }

    static Key key(Budget budget, Candidate candidate, ZoneId zone) {
        return new Key(
                budget.id(),
                budget.each() ? candidate.member().value() : 0,
                budget.span().from(candidate.at().atZone(zone).toLocalDate()));
    }

    public List<Refusal> refusals() {
        return refusals;
    }

    Map<Key, Use> uses() {
        return uses;
    }

    /** RewardBudgets that have just crossed the share at which people are warned. */
    Map<Key, Budget> runningOut() {
        return running;
    }
}
