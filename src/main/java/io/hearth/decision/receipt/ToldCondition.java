package io.hearth.decision.receipt;

import io.hearth.decision.Rule;
import io.hearth.decision.Seen;
import io.hearth.decision.Sentence;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A condition of a rule with its value now and what was needed.
 *
 * @param text the same as a sentence that a member could be told, in Chinese and English
 */
public record ToldCondition(String sentence, String value, String needed, boolean held, Map<String, String> text) {

    /** The conditions of a rule with what was seen for each, in their order. */
    public static List<ToldCondition> of(Rule rule, List<Seen> seen) {
        var told = new ArrayList<ToldCondition>();
        for (var i = 0; i < seen.size(); i++) {
            told.add(of(rule.conditions().get(i), seen.get(i)));
        }
        return told;
    }

    private static ToldCondition of(Sentence sentence, Seen seen) {
        var zh =
                "“%s”%s：现在是 %s，需要 %s".formatted(sentence.zh(), seen.held() ? "成立" : "不成立", seen.value(), seen.needed());
        var en = "\"%s\" %s: it is %s, and %s is needed"
                .formatted(sentence.en(), seen.held() ? "holds" : "does not hold", seen.value(), seen.needed());
        return new ToldCondition(sentence.text(), seen.value(), seen.needed(), seen.held(), Map.of("zh", zh, "en", en));
    }
}
