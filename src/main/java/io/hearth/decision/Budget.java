package io.hearth.decision;

/**
 * The most that a rule may give to all members together in a period.
 *
 * @param points how many points; or how many pieces
 * @param pieces whether coupons, gifts and privileges are counted, and not points
 */
public record Budget(long points, Period period, boolean pieces) {

    public Budget(long points, Period period) {
        this(points, period, false);
    }
}
