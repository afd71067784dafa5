package io.hearth.decision;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * A figure about a member's events that rules ask for, so that it has to be collected.
 *
 * @param field the data field that a sum adds up; otherwise null
 * @param period what counts, days and sums cover; null for streaks, first and last
 */
public record Aggregate(
        Function function,
        String eventType,
        @Nullable String field,
        @Nullable Period period) {

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

    /** Stands for events of every type. */
    public static final String ANY = "*";

    private static final ConcurrentMap<String, ConcurrentMap<String, Aggregate>> COUNTS = new ConcurrentHashMap<>();
    private static final ConcurrentMap<String, ConcurrentMap<String, Aggregate>> DAYS = new ConcurrentHashMap<>();
    private static final ConcurrentMap<String, ConcurrentMap<String, Aggregate>> SUMS = new ConcurrentHashMap<>();
    private static final ConcurrentMap<String, Aggregate> STREAKS = new ConcurrentHashMap<>();
    private static final ConcurrentMap<String, Aggregate> FIRSTS = new ConcurrentHashMap<>();
    private static final ConcurrentMap<String, Aggregate> LASTS = new ConcurrentHashMap<>();

    /** The one shared instance, so that asking again makes nothing new; likewise below. */
    public static Aggregate count(String type, String period) {
        return COUNTS.computeIfAbsent(type, t -> new ConcurrentHashMap<>())
                .computeIfAbsent(period, p -> new Aggregate(Function.COUNT, type, null, Period.parse(p)));
    }

    public static Aggregate days(String type, String period) {
        return DAYS.computeIfAbsent(type, t -> new ConcurrentHashMap<>())
                .computeIfAbsent(period, p -> new Aggregate(Function.DAYS, type, null, Period.parse(p)));
    }

    public static Aggregate sum(String type, String field, String period) {
        return SUMS.computeIfAbsent(type, t -> new ConcurrentHashMap<>())
                .computeIfAbsent(
                        field + " " + period, p -> new Aggregate(Function.SUM, type, field, Period.parse(period)));
    }

    public static Aggregate streak(String type) {
        return STREAKS.computeIfAbsent(type, t -> new Aggregate(Function.STREAK, t, null, null));
    }

    public static Aggregate first(String type) {
        return FIRSTS.computeIfAbsent(type, t -> new Aggregate(Function.FIRST, t, null, null));
    }

    public static Aggregate last(String type) {
        return LASTS.computeIfAbsent(type, t -> new Aggregate(Function.LAST, t, null, null));
    }
}
