package io.hearth.decision.fact;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The member's place in the community; status {@code none} for a visitor. */
public record Membership(
        String community,
        String status,
        String role,
        String level,
        @Nullable Instant joined,
        Moment now) {

    /** Whole days of the calendar since joining; -1 for those who never joined. */
    public long daysSinceJoining() {
        return joined == null ? -1 : now.daysSince(joined.toEpochMilli());
    }
}
