package io.hearth.decision;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One line of a rule.
 *
 * @param text as written
 * @param line where in the file
 * @param zh the same in Chinese
 * @param en the same in English
 * @param check what a condition reads and needs, so that it can be explained; null for an outcome
 * @param parts the lines below "any of", or the one that is negated; most sentences have none
 */
public record Sentence(
        String text,
        int line,
        String zh,
        String en,
        @Nullable Check check,
        List<Sentence> parts) {

    /** One that stands for itself. */
    public Sentence(String text, int line, String zh, String en, @Nullable Check check) {
        this(text, line, zh, en, check, List.of());
    }
}
