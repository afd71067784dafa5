package io.hearth.decision;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a rule asks for. */
public sealed interface Outcome {

    /** @param afterDays how many days the points wait before they may be spent */
    record AwardPoints(long points, String reason, int afterDays) implements Outcome {

        public AwardPoints(long points, String reason) {
            this(points, reason, 0);
        }
    }

    /**
     * Points that a rule asked for and nobody got.
     *
     * @param because {@code budget} when the rule's budget has not enough left
     */
    record NotAwarded(long points, String reason, String because) implements Outcome {}

    /** @param level which of the badge's levels; null for the lowest, or where the badge has none */
    record GiveBadge(String badge, @Nullable String level) implements Outcome {

        public GiveBadge(String badge) {
            this(badge, null);
        }
    }

    /** @param forGood whether it may not be given again */
    record TakeBadge(String badge, boolean forGood) implements Outcome {}

    /**
     * A coupon, a privilege or a gift.
     *
     * @param kind {@code coupon}, {@code privilege} or {@code gift}
     * @param days how long a privilege lasts; 0 for what has no term
     */
    record GiveBenefit(String kind, String what, int days) implements Outcome {}

    /**
     * A coupon, privilege or gift that a rule asked for and nobody got.
     *
     * @param because {@code budget} when the rule's budget has none left
     */
    record NotGiven(String kind, String what, String because) implements Outcome {}

    record SetLevel(String level) implements Outcome {}

    /** Segment rules state who is in; entering and leaving follow. */
    record BeInSegment(String segment) implements Outcome {}

    /** No segment rule holds any more that put the member in; follows from what rules state, none can ask for it. */
    record LeaveSegment(String segment) implements Outcome {}

    record OpenCase(String kind, String severity, String reason) implements Outcome {}

    record StartJourney(String journey) implements Outcome {}

    record SendMessage(String template) implements Outcome {}

    record LookAgain(Duration after) implements Outcome {}

    record Answer(String value) implements Outcome {}
}
