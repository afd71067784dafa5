package io.hearth.studio.grants;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Taking back what a release granted.
 *
 * @param state running or done
 * @param since only what was decided from then on
 * @param receipts to be looked at, and how many were
 * @param sums by kind
 */
record Reversal(
        String id,
        String release,
        @Nullable Instant since,
        String state,
        String reason,
        String askedBy,
        Instant askedAt,
        long receipts,
        long looked,
        @Nullable Instant endedAt,
        List<Sum> sums) {

    /**
     * What came of one kind.
     *
     * @param wanted how many, or how many points, were to be taken back, and how many were
     * @param left of how many things not all was
     */
    record Sum(String kind, long count, long wanted, long taken, long left) {}

    /** Something that could not be taken back, or not all of it. */
    record Left(
            String id,
            String kind,
            String member,
            String community,
            String what,
            long wanted,
            long taken,
            String problem) {}

    /** A reversal at work, held for this transaction. */
    record Work(long id, String release, @Nullable Instant since, String reason, String by, UUID position, UUID last) {}

    /** One thing to take back. {@code key} names it once and for ever. */
    record Effect(String kind, String key, long member, String community, String what, long wanted, String cause) {}

    /** What came of it. */
    record Taken(Effect effect, long taken, @Nullable String problem) {}
}
