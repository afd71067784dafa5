package io.hearth.content;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How files come to be the live release.
 *
 * @param by who publishes
 * @param title what it is about, for the history; may be empty
 * @param why for the history; may be empty
 * @param draft the number of the draft that it was
 * @param agreed who agreed to it
 * @param over the release that must be live until then; null for any
 * @param alongside done in the transaction that moves the pointer, so that both happen or neither
 */
public record Publication(
        String by,
        Kind kind,
        String title,
        String why,
        @Nullable Long draft,
        List<String> agreed,
        @Nullable String over,
        Runnable alongside) {

    /** Where the files came from. */
    public enum Kind {
        CONTENT,
        DRAFT,
        ROLLBACK
    }

    public Publication {
        agreed = List.copyOf(agreed);
    }

    static Publication by(String by) {
        return new Publication(by, Kind.CONTENT, "", "", null, List.of(), null, () -> {});
    }

    static Publication back(String by, String why, Runnable alongside) {
        return new Publication(by, Kind.ROLLBACK, "", why, null, List.of(), null, alongside);
    }
}
