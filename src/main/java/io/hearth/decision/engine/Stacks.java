package io.hearth.decision.engine;

import io.hearth.decision.Firing;
import io.hearth.decision.Outcome;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;

/** Of the rules that share a stack, only the best counts: the one that gives most, then the one of higher priority. */
final class Stacks {

    private static final Comparator<Firing> BETTER = Comparator.comparingLong(Stacks::points)
            .thenComparingInt(firing -> firing.rule().priority())
            .thenComparing(firing -> firing.rule().id(), Comparator.reverseOrder());

    private Stacks() {}

    static List<Firing> best(List<Firing> firings) {
        var best = new HashMap<String, Firing>();
        for (var firing : firings) {
            var stack = firing.rule().stack();
            if (stack != null) {
                best.merge(stack, firing, (one, other) -> BETTER.compare(one, other) >= 0 ? one : other);
            }
        }
        return firings.stream()
                .filter(firing -> {
                    var stack = firing.rule().stack();
                    return stack == null || best.get(stack) == firing;
                })
                .toList();
    }

    private static long points(Firing firing) {
        return firing.outcomes().stream()
                .mapToLong(outcome -> outcome instanceof Outcome.AwardPoints award ? award.points() : 0)
                .sum();
    }
}
