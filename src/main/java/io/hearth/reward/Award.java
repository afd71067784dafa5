package io.hearth.reward;

import io.hearth.member.MemberId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something given to a member.
 *
 * @param cause names what it is given for, once and for ever: the same cause gives the same thing only once
 * @param by the person or key that gives it, where it is not a rule
 */
public record Award(
        MemberId member,
        String community,
        Given given,
        String cause,
        @Nullable String rule,
        @Nullable UUID receipt,
        @Nullable String event,
        Instant at,
        @Nullable String by) {

    /** What a rule or a journey gives. */
    public Award(
            MemberId member,
            String community,
            Given given,
            String cause,
            @Nullable String rule,
            @Nullable UUID receipt,
            @Nullable String event,
            Instant at) {
        this(member, community, given, cause, rule, receipt, event, at, null);
    }

    /** What is given. */
    public sealed interface Given {}

    /**
     * Points; less than zero takes them back, as far as there are any.
     *
     * @param afterDays how many days they wait before they may be spent; 0 for what the community's policy says
     */
    public record Points(long points, String reason, int afterDays) implements Given {

        public Points {
            if (points == 0) {
                throw new IllegalArgumentException("Expected points other than zero for '" + reason + "'.");
            }
        }

        public Points(long points, String reason) {
            this(points, reason, 0);
        }
    }

    /**
     * A badge, which nobody has twice; a higher level takes the place of a lower one.
     *
     * @param level null for the lowest, or where the badge has no levels
     * @param reason what a person says about it
     */
    public record Badge(
            String badge, @Nullable String level, @Nullable String reason) implements Given {

        public Badge(String badge, @Nullable String level) {
            this(badge, level, null);
        }

        public Badge(String badge) {
            this(badge, null, null);
        }
    }

    /** A badge taken back. @param again whether it may be given again */
    public record BadgeTaken(
            String badge, boolean again, @Nullable String reason) implements Given {}

    /**
     * A coupon, a privilege or a gift.
     *
     * @param kind {@code coupon}, {@code privilege} or {@code gift}
     * @param what its id in the catalogue of rules
     * @param store the name of the coupon's pool or of the gift's item in the member's community
     * @param days how long a privilege lasts; 0 for what has no term
     */
    public record Benefit(String kind, String what, String store, int days) implements Given {}

    /**
     * A member who falls keeps the level until then; nothing for both ends the grace.
     *
     * @param level to fall to
     */
    public record LevelGrace(
            @Nullable String level, @Nullable Instant until) implements Given {}

    /** A level, in place of the one before. */
    public record Level(String level) implements Given {}
}
