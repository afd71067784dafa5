package io.hearth.decision;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Says for each sentence of a rule what was seen, what was needed, and whether that was enough. */
public final class Explanation {

    private Explanation() {}

    /** One answer for each condition, in their order. */
    public static List<Seen> of(Rule rule, Facts facts) {
        // To explain is not to decide: what is read for people does not limit how long a decision holds.
        return facts.now().aside(() -> seen(rule, facts));
    }

    private static List<Seen> seen(Rule rule, Facts facts) {
        return rule.conditions().stream()
                .map(sentence -> {
                    var check = sentence.check();
                    if (check == null) {
                        return new Seen(sentence.text(), "", "", true);
                    }
                    var answer = answer(check, facts);
                    return new Seen(sentence.text(), answer.value(), answer.needed(), answer.held());
                })
                .toList();
    }

    /** Being where one already is needs no explanation, and most decisions about segments find just that. */
    public static boolean worthwhile(List<Outcome> outcomes, Facts facts) {
        for (var outcome : outcomes) {
            if (!(outcome instanceof Outcome.BeInSegment be && facts.segments().in(be.segment()))) {
                return true;
            }
        }
        return outcomes.isEmpty();
    }

    private record Answer(String value, String needed, boolean held) {}

    /** Text of members is personal, and receipts are kept for long: told are only words that the rule says itself. */
    private static String shown(@Nullable Object value, Check.Test test) {
        var free = test.reading().property().equals("text");
        return free && value != null && !test.needed().contains(value) ? "…" : Comparisons.show(value);
    }

    private static Answer answer(Check check, Facts facts) {
        if (check instanceof Check.Test test) {
            var value = Readings.read(test.reading(), facts);
            return Measured.of(test.reading(), facts)
                    .map(measured -> new Answer(
                            Comparisons.show(measured.value()), measured.needed(), Comparisons.holds(value, test)))
                    .orElseGet(() ->
                            new Answer(shown(value, test), Comparisons.needed(test), Comparisons.holds(value, test)));
        }
        if (check instanceof Check.Not not) {
            var part = answer(not.part(), facts);
            return new Answer(part.value(), "not (" + part.needed() + ")", !part.held());
        }
        var parts = (check instanceof Check.AnyOf any ? any.parts() : ((Check.AllOf) check).parts())
                .stream().map(part -> answer(part, facts)).toList();
        var anyOf = check instanceof Check.AnyOf;
        return new Answer(
                parts.stream().map(Answer::value).collect(Collectors.joining(", ")),
                parts.stream().map(Answer::needed).collect(Collectors.joining(anyOf ? " or " : " and ")),
                anyOf ? parts.stream().anyMatch(Answer::held) : parts.stream().allMatch(Answer::held));
    }
}
