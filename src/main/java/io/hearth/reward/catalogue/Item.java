package io.hearth.reward.catalogue;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Something that points buy.
 *
 * @param points what one costs
 * @param limited whether there is only so much of it
 * @param pool out of which a coupon comes
 * @param perMember how many one member may have; null for any number
 * @param fulfilGroup the group of people who send gifts
 */
record Item(
        long id,
        String community,
        String nameZh,
        String nameEn,
        Kind kind,
        long points,
        boolean limited,
        @Nullable Long pool,
        @Nullable String privilege,
        @Nullable Integer termDays,
        @Nullable Integer perMember,
        String fulfilGroup,
        @Nullable Instant startsAt,
        @Nullable Instant endsAt,
        @Nullable Instant closedAt) {

    enum Kind {
        GIFT,
        PRIVILEGE,
        COUPON;

        static Optional<Kind> parse(String word) {
            for (var kind : values()) {
                if (kind.word().equals(word)) {
                    return Optional.of(kind);
                }
            }
            return Optional.empty();
        }

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Whether it can be had at a moment. */
    boolean isOn(Instant at) {
        return closedAt == null
                && (startsAt == null || !at.isBefore(startsAt))
                && (endsAt == null || at.isBefore(endsAt));
    }
}
