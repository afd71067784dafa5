package io.hearth.promotion;

/** How many of how many, and how sure that is: Wilson's interval, and Newcombe's for the difference of two, both at 95 %. */
record Proportion(long count, long of) {

    private static final double Z = 1.959963984540054;

    /** A share, or a difference of shares, with the bounds between which it lies with 95 %. */
    record Estimate(double value, double low, double high) {}

    double rate() {
        return of == 0 ? 0 : (double) count / of;
    }

    Estimate estimate() {
        if (of == 0) {
            return new Estimate(0, 0, 1);
        }
        double p = rate();
        double square = Z * Z;
        double middle = p + square / (2 * of);
        double reach = Z * Math.sqrt(p * (1 - p) / of + square / (4.0 * of * of));
        double scale = 1 + square / of;
        return new Estimate(p, Math.max(0, (middle - reach) / scale), Math.min(1, (middle + reach) / scale));
    }

    /** By how much more than another. */
    Estimate above(Proportion other) {
        var mine = estimate();
        var theirs = other.estimate();
        double difference = mine.value() - theirs.value();
        return new Estimate(
                difference,
                difference - Math.hypot(mine.value() - mine.low(), theirs.high() - theirs.value()),
                difference + Math.hypot(mine.high() - mine.value(), theirs.value() - theirs.low()));
    }
}
