package io.hearth.decision.analysis;

import io.hearth.decision.analysis.Formula.All;
import io.hearth.decision.analysis.Formula.In;
import io.hearth.decision.analysis.Formula.Some;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Whether conditions can be so together. Where it would take too long to tell, they can: what is found is certain, but not
 * everything is found.
 */
final class Solver {

    private static final int MOST_STEPS = 4_000;

    private final Relations relations;
    private int steps;

    Solver(Relations relations) {
        this.relations = relations;
    }

    boolean canBe(Formula... formulas) {
        steps = 0;
        return search(new ArrayList<>(List.of(formulas)), new Box());
    }

    /** Whether the second is so whenever the first is. */
    boolean implies(Formula one, Formula other) {
        return !canBe(one, other.not());
    }

    private boolean search(List<Formula> todo, Box box) {
        if (++steps > MOST_STEPS) {
            return true;
        }
        var choices = new ArrayList<Some>();
        while (!todo.isEmpty()) {
            learn(todo, choices, box);
            relations.apply(box);
            if (box.isImpossible()) {
                return false;
            }
            for (var choice : List.copyOf(choices)) {
                choices.remove(choice);
                var open = open(choice, box);
                if (open == null) {
                    continue;
                }
                if (open.isEmpty()) {
                    return false;
                }
                if (open.size() == 1) {
                    todo.add(open.get(0));
                } else {
                    choices.add(new Some(open));
                }
            }
        }
        if (choices.isEmpty()) {
            return true;
        }
        choices.sort(Comparator.comparingInt(choice -> choice.parts().size()));
        var first = choices.remove(0);
        for (var part : first.parts()) {
            var rest = new ArrayList<Formula>(choices);
            rest.add(part);
            if (search(rest, box.copy())) {
                return true;
            }
        }
        return false;
    }

    private static void learn(List<Formula> todo, List<Some> choices, Box box) {
        while (!todo.isEmpty()) {
            var formula = todo.remove(todo.size() - 1);
            if (formula instanceof In in) {
                box.meet(in.slot(), in.range());
            } else if (formula instanceof All all) {
                todo.addAll(all.parts());
            } else {
                choices.add((Some) formula);
            }
        }
    }

    /** The alternatives that are still possible; null when one of them is so already. */
    private static @org.jspecify.annotations.Nullable List<Formula> open(Some choice, Box box) {
        var open = new ArrayList<Formula>();
        for (var part : choice.parts()) {
            if (part instanceof In in) {
                var now = box.of(in.slot());
                if (in.range().covers(now)) {
                    return null;
                }
                if (now.and(in.range()).isEmpty()) {
                    continue;
                }
            }
            open.add(part);
        }
        return open;
    }
}
