package io.hearth.studio.draft;

import java.time.Instant;

/**
 * What people would like to publish.
 *
 * @param base the release that it changes
 * @param hash of all files as they would be released; what is checked and agreed to is bound to it
 * @param changed how many files differ from the base
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
        int changed) {

    /** Where it is on its way. */
    enum State {
        OPEN,
        PUBLISHED,
        DISCARDED
    }

    boolean isOpen() {
        return state == State.OPEN;
    }
}
