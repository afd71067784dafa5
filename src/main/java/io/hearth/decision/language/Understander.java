package io.hearth.decision.language;

import io.hearth.decision.Check;
import io.hearth.decision.Sentence;
import io.hearth.decision.language.Vocabulary.Understanding.Refused;
import io.hearth.decision.language.Vocabulary.Understanding.Understood;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Turns one line into what it says and means, or into a finding. */
final class Understander {

    private Understander() {}

    static @Nullable Sentence condition(
            int line, String text, Pattern and, Pattern not, Vocabulary vocabulary, Problems problems) {
        var plain = and.matcher(Wording.plain(text)).replaceFirst("");
        boolean negated = not.matcher(plain).find();
        var bare = not.matcher(plain).replaceFirst("");
        var understanding = vocabulary.understand(bare, true);
        if (understanding instanceof Understood found) {
            try {
                var check = Meaning.condition(found.sentence().meaning(), found.slots(), vocabulary.catalogue());
                var sentence = new Sentence(
                        text,
                        line,
                        found.sentence().sayZh(found.slots()),
                        found.sentence().sayEn(found.slots()),
                        check);
                return negated ? not(sentence, check) : sentence;
            } catch (IllegalArgumentException | ArithmeticException e) {
                problems.error(line, "'" + SentenceFile.shown(text) + "' can't be meant: " + e.getMessage() + ".");
                return null;
            }
        }
        var refused = (Refused) understanding;
        if (refused.unknownEvent()) {
            problems.unknownEvent(line, refused.reason());
        } else {
            problems.error(line, refused.reason());
        }
        return null;
    }

    private static Sentence not(Sentence of, Check check) {
        return new Sentence(
                of.text(), of.line(), "并非：" + of.zh(), "not: " + of.en(), new Check.Not(check), List.of(of));
    }

    static RuleDraft.@Nullable Asked outcome(int line, String text, Vocabulary vocabulary, Problems problems) {
        var understanding = vocabulary.understand(text, false);
        if (understanding instanceof Understood found) {
            try {
                var calls = Meaning.outcomes(found.sentence().meaning(), found.slots(), vocabulary.catalogue());
                var sentence = new Sentence(
                        text,
                        line,
                        found.sentence().sayZh(found.slots()),
                        found.sentence().sayEn(found.slots()),
                        null);
                return new RuleDraft.Asked(sentence, calls);
            } catch (IllegalArgumentException | ArithmeticException e) {
                problems.error(line, "'" + SentenceFile.shown(text) + "' can't be meant: " + e.getMessage() + ".");
                return null;
            }
        }
        problems.error(line, ((Refused) understanding).reason());
        return null;
    }
}
