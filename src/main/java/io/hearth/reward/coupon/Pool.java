package io.hearth.reward.coupon;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A pool of codes of the same worth.
 *
 * @param benefit what the shop grants for one, in the shop's own terms
 * @param validDays how long a code holds from its issue
 * @param validUntil when all of them end, whenever they were issued
 * @param returns whether an unused code goes back to the pool when it expires
 */
record Pool(
        long id,
        String community,
        String name,
        String benefit,
        @Nullable Integer validDays,
        @Nullable Instant validUntil,
        boolean returns,
        @Nullable Instant closedAt) {

    /** When a code that is issued now expires, if ever. */
    @Nullable
    Instant expiry(Instant issued) {
        var byDays = validDays == null ? null : issued.plus(Duration.ofDays(validDays));
        if (byDays == null || validUntil == null) {
            return byDays == null ? validUntil : byDays;
        }
        return byDays.isBefore(validUntil) ? byDays : validUntil;
    }
}
