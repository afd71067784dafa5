package io.hearth.decision.analysis;

import io.hearth.content.Finding;
import org.jspecify.annotations.Nullable;

/**
 * Something about the rules that is wrong, or worth a look.
 *
 * @param line 0 for the file as a whole
 * @param rule the id of the rule that it is about, where it is about one
 */
public record RuleFinding(
        Kind kind,
        Weight weight,
        String file,
        int line,
        @Nullable String rule,
        String zh,
        String en) {

    /** What kind of thing it is. */
    public enum Kind {
        UNREADABLE,
        UNKNOWN_EVENT,
        NEVER_FIRES,
        ALWAYS_FIRES,
        IDLE_SENTENCE,
        CONTRADICTION,
        REPETITION,
        LOOP,
        GAP,
        OVERLAP,
        UNUSED_SEGMENT,
        COSTLY
    }

    /** Whether it stops a release. */
    public enum Weight {
        MUST_FIX,
        WORTH_A_LOOK
    }

    /** As the content check tells it. */
    Finding told() {
        return weight == Weight.MUST_FIX ? Finding.error(file, line, en) : Finding.warning(file, line, en);
    }
}
