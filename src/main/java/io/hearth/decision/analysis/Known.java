package io.hearth.decision.analysis;

import io.hearth.decision.Frequency;
import io.hearth.decision.Rule;
import io.hearth.decision.Sentence;
import io.hearth.decision.analysis.RuleFinding.Kind;
import io.hearth.decision.analysis.RuleFinding.Weight;
import io.hearth.decision.language.Ask;
import io.hearth.decision.language.OutcomeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * One rule as the analysis sees it.
 *
 * @param sentences what each condition means, in their order
 * @param holds the days on which the rule holds
 * @param complete whether the sentences are all that the rule asks; an engineer's rule may ask more
 */
record Known(Rule rule, List<Ask> asks, List<Formula> sentences, Formula holds, boolean complete) {

    static Known of(Rule rule, List<Ask> asks, Translation translation) {
        var complete = !rule.file().endsWith(".drl");
        return new Known(
                rule,
                asks,
                complete
                        ? rule.conditions().stream()
                                .map(sentence -> translation.of(Objects.requireNonNull(sentence.check())))
                                .toList()
                        : List.of(),
                Translation.of(rule.validity()),
                complete);
    }

    /** All that must be so for it to fire. */
    Formula formula() {
        var parts = new ArrayList<>(sentences);
        parts.add(holds);
        return new Formula.All(parts);
    }

    /** The same without one of its sentences. */
    Formula without(int sentence) {
        var parts = new ArrayList<>(sentences);
        parts.remove(sentence);
        parts.add(holds);
        return new Formula.All(parts);
    }

    Sentence sentence(int number) {
        return rule.conditions().get(number);
    }

    String name() {
        return rule.name();
    }

    boolean isLimited() {
        return rule.frequency() != Frequency.EACH_TIME;
    }

    /** Whether some event could concern both. */
    boolean meets(Known other) {
        if (rule.eventTypes().isEmpty() || other.rule.eventTypes().isEmpty()) {
            return true;
        }
        Set<String> common = new HashSet<>(rule.eventTypes());
        common.retainAll(other.rule.eventTypes());
        return !common.isEmpty();
    }

    boolean sharesStack(Known other) {
        return rule.stack() != null
                && rule.stack().equals(other.rule.stack())
                && rule.rulebook().equals(other.rule.rulebook());
    }

    List<Ask> asks(OutcomeKind kind) {
        return asks.stream().filter(ask -> ask.kind() == kind).toList();
    }

    RuleFinding finding(Kind kind, Weight weight, int line, String zh, String en) {
        return new RuleFinding(kind, weight, rule.file(), line, rule.id(), zh, en);
    }

    RuleFinding finding(Kind kind, Weight weight, String zh, String en) {
        return finding(kind, weight, rule.line(), zh, en);
    }
}
