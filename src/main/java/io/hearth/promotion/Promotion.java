package io.hearth.promotion;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A promotion as it stands.
 *
 * @param work what the worker has to do before its run can go on
 * @param element the step of the run that stays for it
 * @param members how many are in the audience, with those held out
 */
record Promotion(
        long id,
        String community,
        Plan plan,
        String hash,
        String author,
        State state,
        @Nullable String pausedBy,
        @Nullable Instant pausedAt,
        @Nullable UUID run,
        @Nullable Integer runNumber,
        @Nullable Work work,
        @Nullable String element,
        @Nullable Stage stage,
        @Nullable String failure,
        @Nullable Long members,
        @Nullable Long heldOut,
        @Nullable Integer waves,
        @Nullable Instant reactedUpto,
        Instant createdAt,
        Instant changedAt) {

    /** Where it is on its way. */
    enum State {
        DRAFT,
        APPROVAL,
        APPROVED,
        RUNNING,
        SETTLED,
        REFUSED,
        EXPIRED,
        CANCELLED;

        String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        /** Whether its plan may still be changed, which takes back what people said about it. */
        boolean canBePlanned() {
            return this != RUNNING && this != SETTLED && this != CANCELLED;
        }

        boolean isOver() {
            return this == SETTLED || this == REFUSED || this == EXPIRED || this == CANCELLED;
        }
    }

    /** Work that takes longer than a step of a run may. */
    enum Work {
        SELECT,
        SEND,
        SETTLE;

        String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    boolean isPaused() {
        return pausedAt != null;
    }
}
