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

    /** Whole days of the calendar since joining; nothing for those who never joined, and nothing compares with nothing. */
    public @Nullable Long daysSinceJoining() {
        return joined == null ? null : now.daysSince(joined.toEpochMilli());
    }
}
