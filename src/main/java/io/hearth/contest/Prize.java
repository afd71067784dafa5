package io.hearth.contest;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.hearth.platform.Problem;
import io.hearth.reward.Expect;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wins: one of points, a badge, a coupon out of a pool, or a gift out of the catalogue.
 *
 * @param points of points
 * @param badge of a badge
 * @param pool of a coupon: the number of its pool
 * @param item of a gift: its number in the catalogue
 */
public record Prize(
        Kind kind,
        long points,
        @Nullable String badge,
        @Nullable Long pool,
        @Nullable Long item) {

    private static final Pattern BADGE = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    /** What a prize can be. */
    public enum Kind {
        @JsonProperty("points")
        POINTS,
        @JsonProperty("badge")
        BADGE,
        @JsonProperty("coupon")
        COUPON,
        @JsonProperty("gift")
        GIFT
    }

    /** A prize as a request asks for it. */
    public record Wanted(
            @Nullable String kind,
            @Nullable Long points,
            @Nullable String badge,
            @Nullable Long pool,
            @Nullable Long item) {

        Prize checked() {
            return switch (Objects.requireNonNullElse(kind, "")) {
                case "points" -> new Prize(Kind.POINTS, Expect.points(points), null, null, null);
                case "badge" -> new Prize(Kind.BADGE, 0, badgeId(), null, null);
                case "coupon" -> new Prize(Kind.COUPON, 0, null, Expect.number("pool", pool, 1, Long.MAX_VALUE), null);
                case "gift" -> new Prize(Kind.GIFT, 0, null, null, Expect.number("item", item, 1, Long.MAX_VALUE));
                default -> throw wrong("Expected a prize of points, badge, coupon or gift, but got '" + kind + "'.");
            };
        }

        private String badgeId() {
            if (badge == null || !BADGE.matcher(badge).matches()) {
                throw wrong("Expected the id of a badge, such as helper.");
            }
            return badge;
        }
    }

    static Problem wrong(String detail) {
        return Expect.invalid("prizes", detail);
    }
}
