package io.hearth.studio.draft;

import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What people would like to publish.
 *
 * @param base the release that it changes
 * @param hash of all files as they would be released; what is checked and agreed to is bound to it
 * @param changed how many files differ from the base
 * @param asking what came of the last question whether it may be published
 */
record Draft(
        long id,
        String title,
        String why,
        String base,
        String hash,
        State state,
        String createdBy,
        Instant createdAt,
        String changedBy,
        Instant changedAt,
        int changed,
        @Nullable String asking) {

    /** Where it is on its way. */
    enum State {
        OPEN,
        /** A share of the members tries it; nobody changes it meanwhile. */
        CANARY,
        PUBLISHED,
        DISCARDED
    }

    /** The same changes over another release. */
    Draft over(String release) {
        return new Draft(
                id, title, why, release, hash, state, createdBy, createdAt, changedBy, changedAt, changed, asking);
    }

    /** Its state in one word: that of the question while it is open and waits or is agreed to. */
    String word() {
        if (isOpen() && "waiting".equals(asking)) {
            return "asked";
        }
        return isOpen() && "approved".equals(asking) ? "approved" : state.name().toLowerCase(Locale.ROOT);
    }

    boolean isOpen() {
        return state == State.OPEN;
    }
}
