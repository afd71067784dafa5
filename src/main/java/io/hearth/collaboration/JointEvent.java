package io.hearth.collaboration;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An event that we hold together with partners. */
record JointEvent(
        long id,
        String community,
        String title,
        String about,
        String page,
        String owner,
        String lead,
        String code,
        int windowDays,
        Instant startsAt,
        Instant endsAt,
        @Nullable String cancelledBy,
        @Nullable String reason,
        Instant createdAt,
        Instant changedAt) {

    /** Where it stands at some moment: {@code planned}, {@code running}, {@code over} or {@code cancelled}. */
    String state(Instant now) {
        if (cancelledBy != null) {
            return "cancelled";
        }
        if (now.isBefore(startsAt)) {
            return "planned";
        }
        return now.isBefore(endsAt) ? "running" : "over";
    }
}
