package io.hearth.decision.receipt;

import io.hearth.decision.Rule;
import io.hearth.decision.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A condition of a rule with its value and what was needed.
 *
 * @param text the same as a sentence that a member could be told, in Chinese and English
 */
public record ToldCondition(String sentence, String value, String needed, boolean held, Map<String, String> text) {

    /**
     * The conditions of a rule with what was seen for each, in their order.
     *
     * @param past whether it was seen when something happened, rather than now
     */
    public static List<ToldCondition> of(Rule rule, List<Seen> seen, boolean past) {
        var told = new ArrayList<ToldCondition>();
        for (var i = 0; i < seen.size(); i++) {
            var sentence = rule.conditions().get(i);
            told.add(new ToldCondition(
                    sentence.text(),
                    seen.get(i).value(),
                    seen.get(i).needed(),
                    seen.get(i).held(),
                    Telling.of(sentence, seen.get(i), rule.words(), past)));
        }
        return told;
    }
}
