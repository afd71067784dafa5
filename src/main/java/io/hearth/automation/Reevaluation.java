package io.hearth.automation;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All members being decided anew by one rulebook, as people see it.
 *
 * @param rules names the rules that decide; a node that has others doesn't take part
 * @param reason {@code release} when a release changed the rulebook, {@code person} when somebody asked
 * @param state {@code running}, {@code paused}, {@code done}, {@code cancelled} or {@code failed}
 * @param members how many there were when it began, about
 * @param looked how many were decided
 * @param changed how many of them entered or left a segment
 * @param failed how many could not be decided, because a rule fails for them
 * @param perSecond its pace since it was last resumed
 * @param ready when it will be done at this pace; null unless it runs
 * @param note the last thing that went wrong
 */
record Reevaluation(
        UUID id,
        String rulebook,
        String rules,
        String release,
        String reason,
        String state,
        long members,
        long looked,
        long changed,
        long failed,
        long perSecond,
        @Nullable Instant ready,
        String askedBy,
        Instant askedAt,
        @Nullable Instant endedAt,
        @Nullable String note) {

    static final String RUNNING = "running";
    static final String PAUSED = "paused";
    static final String DONE = "done";
    static final String CANCELLED = "cancelled";
    static final String FAILED = "failed";

    /** Its pace by how many were looked at since when. */
    static long pace(long lookedSince, Duration time) {
        return time.toMillis() <= 0 ? 0 : lookedSince * 1_000 / time.toMillis();
    }

    static @Nullable Instant ready(long left, long perSecond, Instant now) {
        return perSecond <= 0 ? null : now.plusSeconds(Math.max(0, left) / perSecond);
    }
}
