package io.hearth.decision.receipt;

import io.hearth.decision.Check;
import io.hearth.decision.Seen;
import io.hearth.decision.Sentence;
import io.hearth.decision.Words;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * Tells a condition with what was seen for it as one could tell the member: in the second person, with the value now, or
 * then, and with what was needed.
 */
final class Telling {

    private final Words words;
    private final boolean past;
    private final List<String> values;
    private int next;

    private Telling(Words words, boolean past, List<String> values) {
        this.words = words;
        this.past = past;
        this.values = values;
    }

    /** The sentence in Chinese and English; {@code past} for what is over. */
    static Map<String, String> of(Sentence sentence, Seen seen, Words words, boolean past) {
        var leaves = leaves(sentence.check());
        var values = leaves.size() == 1
                ? List.of(seen.value())
                : Arrays.asList(seen.value().split(", ", -1));
        var known = values.size() == leaves.size() ? values : List.<String>of();
        return Map.of(
                "zh", new Telling(words, past, known).whole(Tongue.ZH, sentence, seen.held()),
                "en", new Telling(words, past, known).whole(Tongue.EN, sentence, seen.held()));
    }

    private String whole(Tongue tongue, Sentence sentence, boolean held) {
        var check = sentence.check();
        if (sentence.parts().isEmpty()) {
            var value = value(tongue, leaves(check));
            return tongue.leaf(tongue.addressed(sentence), value, held, past);
        }
        var parts = sentence.parts().stream().map(part -> clause(tongue, part)).toList();
        if (!(check instanceof Check.Not not)) {
            return tongue.anyOf(parts, held);
        }
        return not.part() instanceof Check.AnyOf && (parts.size() > 1 || isGroup(sentence))
                ? tongue.noneOf(parts, held)
                : tongue.not(parts.get(0), held);
    }

    /** A negated line has itself without the negation as its only part. */
    private static boolean isGroup(Sentence sentence) {
        return sentence.parts().get(0).line() != sentence.line();
    }

    private String clause(Tongue tongue, Sentence part) {
        boolean negated = part.check() instanceof Check.Not && !part.parts().isEmpty();
        var bare = negated ? part.parts().get(0) : part;
        var value = value(tongue, leaves(bare.check()));
        return tongue.clause(tongue.addressed(bare), value, negated, past);
    }

    /** What was seen for a sentence, which may read the same thing twice; nothing where the sentence says it all. */
    private String value(Tongue tongue, List<Check.Test> tests) {
        var told = "";
        for (var test : tests) {
            var raw = next < values.size() ? values.get(next) : "";
            next++;
            if (told.isEmpty() && !isSaid(test, raw)) {
                told = tongue.value(test.reading(), raw, words);
            }
        }
        return told;
    }

    /** It is just what the sentence says. */
    private static boolean isSaid(Check.Test test, String raw) {
        return test.operator() == Check.Operator.EQUAL
                && raw.equals(String.valueOf(test.needed().get(0)));
    }

    private static List<Check.Test> leaves(@org.jspecify.annotations.Nullable Check check) {
        var leaves = new ArrayList<Check.Test>();
        gather(check, leaves);
        return leaves;
    }

    private static void gather(@org.jspecify.annotations.Nullable Check check, List<Check.Test> into) {
        if (check instanceof Check.Test test) {
            into.add(test);
        } else if (check instanceof Check.Not not) {
            gather(not.part(), into);
        } else if (check instanceof Check.AnyOf any) {
            any.parts().forEach(part -> gather(part, into));
        } else if (check instanceof Check.AllOf all) {
            all.parts().forEach(part -> gather(part, into));
        }
    }
}
