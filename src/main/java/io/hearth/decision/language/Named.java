package io.hearth.decision.language;

import java.util.List;
import java.util.Locale;

/** An id with the names that people use for it. */
public record Named(String id, String zh, String en) {

    /** Whether a rule that says this word means it. */
    boolean isCalled(String word) {
        return word.equalsIgnoreCase(id) || word.equalsIgnoreCase(en) || word.equals(zh);
    }

    /** How far a word is from the nearest of the names. */
    int distance(String word) {
        var lower = word.toLowerCase(Locale.ROOT);
        return names().stream()
                .mapToInt(name -> Wording.distance(name.toLowerCase(Locale.ROOT), lower))
                .min()
                .orElse(Integer.MAX_VALUE);
    }

    /** All names, as people may write them: {@code posted (发帖, post.created)}. */
    String shown() {
        return id.equals(en) && id.equals(zh) ? id : en + " (" + zh + ", " + id + ")";
    }

    List<String> names() {
        return List.of(id, zh, en);
    }
}
