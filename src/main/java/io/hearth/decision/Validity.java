package io.hearth.decision;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** The days on which a rule holds, both ends included; null leaves an end open. */
public record Validity(@Nullable LocalDate from, @Nullable LocalDate to) {

    public static final Validity ALWAYS = new Validity(null, null);

    public Validity {
        if (from != null && to != null && to.isBefore(from)) {
            throw new IllegalArgumentException("Expected 'valid to' on or after " + from + ", but got " + to);
        }
    }

    public boolean covers(LocalDate day) {
        return (from == null || !day.isBefore(from)) && (to == null || !day.isAfter(to));
    }
}
