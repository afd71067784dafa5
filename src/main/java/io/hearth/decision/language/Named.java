package io.hearth.decision.language;

import java.util.List;

/** An id with the names that people use for it. */
public record Named(String id, String zh, String en) {

    /** Whether a rule that says this word means it. */
    boolean isCalled(String word) {
        return word.equalsIgnoreCase(id) || word.equalsIgnoreCase(en) || word.equals(zh);
    }

    List<String> names() {
        return List.of(id, zh, en);
    }
}
