package io.hearth.decision.analysis;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A set of numbers, with or without nothing: a reading that gives nothing compares with no number.
 *
 * @param parts apart from each other and in order
 * @param whole whether only whole numbers count
 * @param nothing whether there may be no number
 */
record Numbers(List<Interval> parts, boolean whole, boolean nothing) implements Range {

    static Numbers of(boolean whole, boolean nothing, Interval... parts) {
        return of(List.of(parts), whole, nothing);
    }

    private static Numbers of(List<Interval> parts, boolean whole, boolean nothing) {
        var tidy = new ArrayList<Interval>();
        parts.stream()
                .map(part -> whole ? part.whole() : part)
                .filter(part -> !part.isEmpty())
                .sorted(Comparator.comparingDouble(Interval::from).thenComparing(part -> !part.withFrom()))
                .forEach(part -> {
                    var last = tidy.isEmpty() ? null : tidy.get(tidy.size() - 1);
                    if (last != null && last.touches(part, whole)) {
                        var longer = last.to() > part.to() || last.to() == part.to() && last.withTo() ? last : part;
                        tidy.set(
                                tidy.size() - 1,
                                new Interval(last.from(), last.withFrom(), longer.to(), longer.withTo()));
                    } else {
                        tidy.add(part);
                    }
                });
        return new Numbers(List.copyOf(tidy), whole, nothing);
    }

    @Override
    public Numbers and(Range other) {
        var that = (Numbers) other;
        var common = new ArrayList<Interval>();
        for (var one : parts) {
            for (var two : that.parts) {
                common.add(one.and(two));
            }
        }
        return of(common, whole, nothing && that.nothing);
    }

    @Override
    public Numbers or(Range other) {
        var that = (Numbers) other;
        var all = new ArrayList<>(parts);
        all.addAll(that.parts);
        return of(all, whole, nothing || that.nothing);
    }

    @Override
    public Numbers not() {
        var rest = new ArrayList<Interval>();
        double from = Double.NEGATIVE_INFINITY;
        boolean with = false;
        for (var part : parts) {
            rest.add(new Interval(from, with, part.from(), !part.withFrom()));
            from = part.to();
            with = !part.withTo();
        }
        rest.add(new Interval(from, with, Double.POSITIVE_INFINITY, false));
        return of(rest, whole, !nothing);
    }

    @Override
    public boolean isEmpty() {
        return !nothing && parts.isEmpty();
    }

    /** The lowest number; infinite when there is no end, or no number. */
    double lowest() {
        return parts.isEmpty() ? Double.POSITIVE_INFINITY : parts.get(0).from();
    }

    double highest() {
        return parts.isEmpty()
                ? Double.NEGATIVE_INFINITY
                : parts.get(parts.size() - 1).to();
    }

    boolean hasNumbers() {
        return !parts.isEmpty();
    }

    boolean hasZero() {
        return parts.stream().anyMatch(part -> !part.and(Interval.between(0, 0)).isEmpty());
    }
}
