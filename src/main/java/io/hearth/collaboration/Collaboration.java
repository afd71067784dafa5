package io.hearth.collaboration;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A collaboration as it stands.
 *
 * @param owner who carries it and approves nothing in it
 * @param lead who gets what the owner leaves undone
 * @param code what the partner's audience brings
 * @param stage the step that is open, as its workflow names it
 * @param fee what both sides agreed on
 */
record Collaboration(
        long id,
        String community,
        long partner,
        String title,
        String goal,
        String owner,
        String lead,
        String page,
        String code,
        int windowDays,
        LocalDate publishBy,
        String journey,
        @Nullable UUID run,
        int runNumber,
        String stage,
        State state,
        @Nullable Long fee,
        @Nullable String link,
        @Nullable Boolean disclosed,
        @Nullable LocalDate publishedOn,
        @Nullable String verifiedBy,
        @Nullable Integer rating,
        @Nullable String cancelledBy,
        @Nullable String reason,
        Instant createdAt,
        Instant changedAt,
        @Nullable Instant endedAt) {

    /** How it stands as a whole. */
    enum State {
        UNDER_WAY,
        DONE,
        DECLINED,
        REFUSED,
        EXPIRED,
        CANCELLED;

        String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static State of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    boolean isUnderWay() {
        return state == State.UNDER_WAY;
    }
}
