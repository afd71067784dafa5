package io.hearth.decision.analysis;

import java.math.BigDecimal;

/** The numbers from one to another, each end included or not. */
record Interval(double from, boolean withFrom, double to, boolean withTo) {

    static final Interval ALL = new Interval(Double.NEGATIVE_INFINITY, false, Double.POSITIVE_INFINITY, false);

    static Interval atLeast(double number) {
        return new Interval(number, true, Double.POSITIVE_INFINITY, false);
    }

    static Interval above(double number) {
        return new Interval(number, false, Double.POSITIVE_INFINITY, false);
    }

    static Interval atMost(double number) {
        return new Interval(Double.NEGATIVE_INFINITY, false, number, true);
    }

    static Interval below(double number) {
        return new Interval(Double.NEGATIVE_INFINITY, false, number, false);
    }

    static Interval between(double from, double to) {
        return new Interval(from, true, to, true);
    }

    boolean isEmpty() {
        return from > to || from == to && !(withFrom && withTo);
    }

    Interval and(Interval other) {
        var later = from > other.from || from == other.from && !withFrom ? this : other;
        var sooner = to < other.to || to == other.to && !withTo ? this : other;
        return new Interval(later.from, later.withFrom, sooner.to, sooner.withTo);
    }

    /** The same whole numbers, with both ends included where they are numbers. */
    Interval whole() {
        double first = Math.ceil(from);
        double last = Math.floor(to);
        return new Interval(
                first == from && !withFrom ? first + 1 : first,
                !Double.isInfinite(first),
                last == to && !withTo ? last - 1 : last,
                !Double.isInfinite(last));
    }

    /** Whether nothing lies between this and the next, so that both are one. */
    boolean touches(Interval next, boolean whole) {
        return next.from < to
                || next.from == to && (next.withFrom || withTo)
                || whole && withTo && next.withFrom && next.from == to + 1;
    }

    /** {@code 3 … 5}; whole ends are shown without a point. */
    String show() {
        if (from == to) {
            return show(from);
        }
        return (Double.isInfinite(from) ? "" : (withFrom ? "≥ " : "> ") + show(from))
                + (Double.isInfinite(from) || Double.isInfinite(to) ? "" : ", ")
                + (Double.isInfinite(to) ? "" : (withTo ? "≤ " : "< ") + show(to));
    }

    static String show(double number) {
        return Double.isInfinite(number)
                ? "∞"
                : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
    }
}
