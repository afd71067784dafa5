package io.hearth.decision;

import java.util.regex.Pattern;

/**
 * A stretch of time up to now, in the member's zone. Written {@code ever}, {@code today}, {@code week}, {@code month},
 * {@code year} (since the calendar's last start) or {@code 7d} (today and the six days before it).
 *
 * @param days how many days a rolling period has; 0 for the others
 */
public record Period(Kind kind, int days) {

    /** Calendar periods, a number of days, or all time. */
    public enum Kind {
        TODAY,
        WEEK,
        MONTH,
        YEAR,
        DAYS,
        EVER
    }

    public static final Period EVER = new Period(Kind.EVER, 0);
    public static final Period TODAY = new Period(Kind.TODAY, 0);
    public static final int LONGEST = 3660;

    private static final Pattern ROLLING = Pattern.compile("([1-9]\\d{0,3})d");

    public Period {
        if (kind == Kind.DAYS ? days < 1 || days > LONGEST : days != 0) {
            throw new IllegalArgumentException("Expected a period of 1 to " + LONGEST + " days, but got " + days);
        }
    }

    public static Period ofDays(int days) {
        return new Period(Kind.DAYS, days);
    }

    /** The reverse of {@link #toString()}. */
    public static Period parse(String text) {
        var rolling = ROLLING.matcher(text);
        if (rolling.matches()) {
            return ofDays(Integer.parseInt(rolling.group(1)));
        }
        return switch (text) {
            case "ever" -> EVER;
            case "today" -> TODAY;
            case "week" -> new Period(Kind.WEEK, 0);
            case "month" -> new Period(Kind.MONTH, 0);
            case "year" -> new Period(Kind.YEAR, 0);
            default ->
                throw new IllegalArgumentException(
                        "Expected ever, today, week, month, year or a number of days such as 7d, but got " + text);
        };
    }

    @Override
    public String toString() {
        return switch (kind) {
            case EVER -> "ever";
            case TODAY -> "today";
            case WEEK -> "week";
            case MONTH -> "month";
            case YEAR -> "year";
            case DAYS -> days + "d";
        };
    }
}
