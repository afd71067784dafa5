package io.hearth.decision.analysis;

import static io.hearth.decision.analysis.RuleFinding.Kind.ALWAYS_FIRES;
import static io.hearth.decision.analysis.RuleFinding.Kind.IDLE_SENTENCE;
import static io.hearth.decision.analysis.RuleFinding.Kind.NEVER_FIRES;
import static io.hearth.decision.analysis.RuleFinding.Weight.MUST_FIX;
import static io.hearth.decision.analysis.RuleFinding.Weight.WORTH_A_LOOK;

import io.hearth.decision.language.Ask;
import io.hearth.decision.language.OutcomeKind;
import java.util.ArrayList;
import java.util.List;

/** Finds rules that can never fire, rules that always do, and sentences that make no difference. */
final class FiringCheck {

    private final Solver solver;
    private final List<RuleFinding> found = new ArrayList<>();

    private FiringCheck(Solver solver) {
        this.solver = solver;
    }

    static List<RuleFinding> of(Known known, Solver solver) {
        var check = new FiringCheck(solver);
        if (known.complete()) {
            check.check(known);
        }
        check.budget(known);
        return check.found;
    }

    private void check(Known known) {
        if (!solver.canBe(known.formula())) {
            never(known);
        } else if (solver.implies(known.holds(), new Formula.All(known.sentences()))) {
            var gives = known.asks().stream()
                    .map(Ask::kind)
                    .anyMatch(kind ->
                            kind == OutcomeKind.POINTS || kind == OutcomeKind.JOURNEY || kind == OutcomeKind.MESSAGE);
            found.add(known.finding(
                    ALWAYS_FIRES,
                    gives ? MUST_FIX : WORTH_A_LOOK,
                    "规则“%s”的条件对任何成员、任何事件都成立，等于没有条件。".formatted(known.name()),
                    "The conditions of '%s' hold for every member at every event, as if there were none."
                            .formatted(known.name())));
        } else if (!TableCheck.isRow(known)) {
            idle(known);
        }
    }

    private void never(Known known) {
        var sentences = known.sentences();
        for (int i = 0; i < sentences.size(); i++) {
            if (!solver.canBe(sentences.get(i), known.holds())) {
                var sentence = known.sentence(i);
                found.add(known.finding(
                        NEVER_FIRES,
                        MUST_FIX,
                        sentence.line(),
                        "规则“%s”永远不会触发：“%s”不可能成立。".formatted(known.name(), sentence.zh()),
                        "The rule '%s' can never fire: '%s' can't be so.".formatted(known.name(), sentence.en())));
                return;
            }
        }
        for (int i = 0; i < sentences.size(); i++) {
            for (int j = i + 1; j < sentences.size(); j++) {
                if (!solver.canBe(sentences.get(i), sentences.get(j), known.holds())) {
                    var one = known.sentence(i);
                    var other = known.sentence(j);
                    found.add(known.finding(
                            NEVER_FIRES,
                            MUST_FIX,
                            other.line(),
                            "规则“%s”永远不会触发：“%s”与“%s”不能同时成立。".formatted(known.name(), one.zh(), other.zh()),
                            "The rule '%s' can never fire: '%s' and '%s' can't both be so."
                                    .formatted(known.name(), one.en(), other.en())));
                    return;
                }
            }
        }
        found.add(known.finding(
                NEVER_FIRES,
                MUST_FIX,
                "规则“%s”永远不会触发：它的条件不能同时成立。".formatted(known.name()),
                "The rule '%s' can never fire: its conditions can't all be so together.".formatted(known.name())));
    }

    /** Sentences that follow from the others, and alternatives that can't be; in a table a row says what its columns ask. */
    private void idle(Known known) {
        for (int i = 0; i < known.sentences().size(); i++) {
            var sentence = known.sentence(i);
            if (solver.implies(known.without(i), known.sentences().get(i))) {
                found.add(known.finding(
                        IDLE_SENTENCE,
                        WORTH_A_LOOK,
                        sentence.line(),
                        "“%s”没有增加任何条件：其他句子已经包含它。".formatted(sentence.zh()),
                        "'%s' adds nothing: it follows from the other sentences.".formatted(sentence.en())));
            } else if (known.sentences().get(i) instanceof Formula.Some some) {
                alternatives(known, i, some);
            }
        }
    }

    private void alternatives(Known known, int number, Formula.Some some) {
        for (int part = 0; part < some.parts().size(); part++) {
            if (!solver.canBe(known.without(number), some.parts().get(part))) {
                var sentence = known.sentence(number);
                found.add(known.finding(
                        IDLE_SENTENCE,
                        WORTH_A_LOOK,
                        sentence.line(),
                        "“%s”的第 %d 项不可能成立。".formatted(sentence.zh(), part + 1),
                        "Alternative %d of '%s' can't be so.".formatted(part + 1, sentence.en())));
            }
        }
    }

    /** A rule whose budget is smaller than what it gives once. */
    private void budget(Known known) {
        var budget = known.rule().budget();
        if (budget == null) {
            return;
        }
        for (var ask : known.asks(OutcomeKind.POINTS)) {
            if (!ask.varies() && ask.arguments().get(0) instanceof Long points && points > budget.points()) {
                found.add(known.finding(
                        NEVER_FIRES,
                        MUST_FIX,
                        "规则“%s”永远给不出积分：一次 %d 积分超过了预算 %d。".formatted(known.name(), points, budget.points()),
                        "The rule '%s' can never give its points: %d at once are more than its budget of %d."
                                .formatted(known.name(), points, budget.points())));
            }
        }
    }
}
