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

    /** Whether the member joined at least so many days of the calendar ago. */
    public boolean joinedAgo(long days) {
        return joined != null && now.ago(joined.toEpochMilli(), days);
    }

    /** Whether the member joined at most so many days of the calendar ago. */
    public boolean joinedWithin(long days) {
        return joined != null && now.within(joined.toEpochMilli(), days);
    }
}
