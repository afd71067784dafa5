package io.hearth.decision.analysis;

import io.hearth.decision.Period;

/** How long periods are at least and at most, in days up to today. */
final class Spans {

    private Spans() {}

    static double longest(String period) {
        var parsed = Period.parse(period);
        return switch (parsed.kind()) {
            case TODAY -> 1;
            case WEEK -> 7;
            case MONTH -> 31;
            case YEAR -> 366;
            case DAYS -> parsed.days();
            case EVER -> Double.POSITIVE_INFINITY;
        };
    }

    static double shortest(String period) {
        var parsed = Period.parse(period);
        return switch (parsed.kind()) {
            case TODAY, WEEK, MONTH, YEAR -> 1;
            case DAYS -> parsed.days();
            case EVER -> Double.POSITIVE_INFINITY;
        };
    }

    /** Whether one period always lies within the other. */
    static boolean within(String one, String other) {
        return one.equals(other) || longest(one) <= shortest(other) || other.equals("year") && (one.equals("month"));
    }
}
