package io.hearth.decision.language;

import io.hearth.decision.Sentence;
import java.util.List;

/**
 * One outcome that a rule asks for, as it was meant.
 *
 * @param arguments numbers, texts, or what is read when the rule fires
 * @param varies whether how much it is depends on what is read
 */
public record Ask(OutcomeKind kind, List<Object> arguments, boolean varies, Sentence sentence) {

    /** What is asked for: the badge, level, segment, kind of case, journey, message or answer; the reason of points. */
    public String what() {
        return String.valueOf(kind == OutcomeKind.POINTS ? arguments.get(arguments.size() - 1) : arguments.get(0));
    }
}
