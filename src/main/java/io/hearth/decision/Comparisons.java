package io.hearth.decision;

import java.math.BigDecimal;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Compares what was read with what is needed, as the compiled rules do. */
final class Comparisons {

    /** Up to here every whole number is one. */
    private static final double LARGEST_WHOLE = 1L << 53;

    private Comparisons() {}

    static boolean holds(@Nullable Object value, Check.Test test) {
        return switch (test.operator()) {
            case HOLDS -> Boolean.TRUE.equals(value);
            case EQUAL -> equal(value, test.needed().get(0));
            case UNEQUAL -> !equal(value, test.needed().get(0));
            case ONE_OF -> test.needed().stream().anyMatch(needed -> equal(value, needed));
            case AT_LEAST -> number(value) >= number(test.needed().get(0));
            case MORE -> number(value) > number(test.needed().get(0));
            case AT_MOST -> number(value) <= number(test.needed().get(0));
            case LESS -> number(value) < number(test.needed().get(0));
        };
    }

    static String needed(Check.Test test) {
        var needed = test.needed().size() == 1
                ? show(test.needed().get(0))
                : test.needed().stream().map(Comparisons::show).collect(Collectors.joining(", "));
        return switch (test.operator()) {
            case HOLDS -> "true";
            case EQUAL -> "= " + needed;
            case UNEQUAL -> "≠ " + needed;
            case ONE_OF -> "∈ {" + needed + "}";
            case AT_LEAST -> "≥ " + needed;
            case MORE -> "> " + needed;
            case AT_MOST -> "≤ " + needed;
            case LESS -> "< " + needed;
        };
    }

    /** A value as it is stored and shown; nothing is shown as a dash. */
    static String show(@Nullable Object value) {
        if (value == null) {
            return "–";
        }
        if (value instanceof Double number) {
            return number == number.longValue() && Math.abs(number) < LARGEST_WHOLE
                    ? Long.toString(number.longValue())
                    : BigDecimal.valueOf(number).stripTrailingZeros().toPlainString();
        }
        if (value instanceof Collection<?> many) {
            return many.stream().map(Comparisons::show).sorted().collect(Collectors.joining(", "));
        }
        var text = String.valueOf(value);
        return text.isEmpty() ? "–" : text.length() > 100 ? text.substring(0, 100) + "…" : text;
    }

    private static boolean equal(@Nullable Object value, Object needed) {
        return value instanceof Number && needed instanceof Number
                ? number(value) == number(needed)
                : needed.equals(value);
    }

    private static double number(@Nullable Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.NaN;
    }
}
