package io.hearth.decision;

import org.jspecify.annotations.Nullable;

/**
 * A figure about a member's events that rules ask for, so that it has to be collected.
 *
 * @param field the data field that a sum adds up; otherwise null
 * @param period what counts, days and sums cover; null for streaks, first and last
 */
public record Aggregate(Function function, String eventType, @Nullable String field, @Nullable Period period) {

    /** How the events are put together. */
    public enum Function {
        /** How many events. */
        COUNT,
        /** The total of one data field. */
        SUM,
        /** On how many different days. */
        DAYS,
        /** On how many days in a row up to today, or to yesterday while today has none yet. */
        STREAK,
        /** When the first one was. */
        FIRST,
        /** When the last one was. */
        LAST
    }
}
