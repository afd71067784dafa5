package io.hearth.decision.language;

import io.hearth.decision.Explanation;
import io.hearth.decision.Facts;
import io.hearth.decision.Rule;
import io.hearth.decision.Sentence;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Which rules, and which of their conditions, the scenarios have seen both so and not so. */
public final class Coverage {

    /**
     * What was seen of one rule.
     *
     * @param fired whether some scenario made it fire
     * @param rested whether some scenario left it at rest
     */
    public record OfRule(
            String rule,
            String name,
            String file,
            int line,
            boolean fired,
            boolean rested,
            List<OfCondition> conditions) {

        /** Seen firing and at rest, and each condition true and false. */
        public boolean covered() {
            return fired && rested && conditions.stream().allMatch(OfCondition::covered);
        }
    }

    /** What was seen of one condition. */
    public record OfCondition(int line, String text, String zh, String en, boolean seenTrue, boolean seenFalse) {

        public boolean covered() {
            return seenTrue && seenFalse;
        }
    }

    private final Map<Rule, Seen> seen = new LinkedHashMap<>();

    private static final class Seen {
        private boolean fired;
        private boolean rested;
        private final boolean[] held;
        private final boolean[] failed;

        private Seen(int conditions) {
            held = new boolean[conditions];
            failed = new boolean[conditions];
        }
    }

    /** Notes for each rule what one scenario shows. */
    void note(Collection<Rule> rules, Facts facts, Collection<Rule> fired) {
        for (var rule : rules) {
            var about = seen.computeIfAbsent(rule, r -> new Seen(r.conditions().size()));
            about.fired |= fired.contains(rule);
            about.rested |= !fired.contains(rule);
            var conditions = Explanation.of(rule, facts);
            for (int i = 0; i < conditions.size(); i++) {
                about.held[i] |= conditions.get(i).held();
                about.failed[i] |= !conditions.get(i).held();
            }
        }
    }

    List<OfRule> rules() {
        return seen.entrySet().stream().map(e -> of(e.getKey(), e.getValue())).toList();
    }

    private static OfRule of(Rule rule, Seen about) {
        var conditions = new ArrayList<OfCondition>();
        for (int i = 0; i < rule.conditions().size(); i++) {
            Sentence sentence = rule.conditions().get(i);
            conditions.add(new OfCondition(
                    sentence.line(), sentence.text(), sentence.zh(), sentence.en(), about.held[i], about.failed[i]));
        }
        return new OfRule(rule.id(), rule.name(), rule.file(), rule.line(), about.fired, about.rested, conditions);
    }
}
