package io.hearth.decision.fact;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads loosely typed values in the one way that all facts share. */
final class Values {

    private Values() {}

    static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    static @Nullable Double number(@Nullable Object value) {
        if (value instanceof Double number) {
            return number;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        if (value instanceof String text && !text.isEmpty()) {
            try {
                return Double.valueOf(text);
            } catch (NumberFormatException e) {
                return null;
            }
        }
        return null;
    }

    static @Nullable LocalDate date(@Nullable Object value) {
        var text = text(value);
        if (text.length() < 10) {
            return null;
        }
        try {
            return text.length() == 10
                    ? LocalDate.parse(text)
                    : OffsetDateTime.parse(text).toLocalDate();
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
