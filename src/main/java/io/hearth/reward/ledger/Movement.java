package io.hearth.reward.ledger;

/**
 * What came of an order to move points.
 *
 * @param points how many really moved; less than asked for only where that is allowed
 * @param available what the member has afterwards
 * @param again whether the same order was done before, so that nothing happened now
 * @param refusal why nothing moved, or an empty text
 */
public record Movement(long points, long available, boolean again, String refusal) {

    static Movement done(long points, long available) {
        return new Movement(points, available, false, "");
    }

    static Movement again(long points, long available) {
        return new Movement(points, available, true, "");
    }

    static Movement refused(String refusal, long available) {
        return new Movement(0, available, false, refusal);
    }

    /** Whether nothing moved. */
    public boolean isRefused() {
        return !refusal.isEmpty();
    }
}
