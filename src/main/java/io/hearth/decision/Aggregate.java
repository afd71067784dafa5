package io.hearth.decision;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * A figure about a member's events that rules ask for, so that it has to be collected.
 *
 * @param field the data field that a sum adds up, or how many days a week a streak forgives; otherwise null
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
        /**
         * On how many days up to today, where of any seven days in a row so many may be without an event; the field says
         * how many.
         */
        FORGIVING_STREAK,
        /** When the first one was. */
        FIRST,
        /** When the last one was. */
        LAST
    }

    /** Stands for events of every type. */
    public static final String ANY = "*";

    private static final ConcurrentMap<String, ConcurrentMap<String, Aggregate>> COUNTS = new ConcurrentHashMap<>();
    private static final ConcurrentMap<String, ConcurrentMap<String, Aggregate>> DAYS = new ConcurrentHashMap<>();
    private static final ConcurrentMap<String, ConcurrentMap<String, ConcurrentMap<String, Aggregate>>> SUMS =
            new ConcurrentHashMap<>();
    private static final ConcurrentMap<String, Aggregate> STREAKS = new ConcurrentHashMap<>();
    private static final ConcurrentMap<String, ConcurrentMap<String, Aggregate>> FORGIVING = new ConcurrentHashMap<>();
    private static final ConcurrentMap<String, Aggregate> FIRSTS = new ConcurrentHashMap<>();
    private static final ConcurrentMap<String, Aggregate> LASTS = new ConcurrentHashMap<>();

    /** The one shared instance, so that asking again makes nothing new; likewise below. */
    public static Aggregate count(String type, String period) {
        return known(known(COUNTS, type, t -> new ConcurrentHashMap<>()), period, p -> of(Function.COUNT, type, p));
    }

    public static Aggregate days(String type, String period) {
        return known(known(DAYS, type, t -> new ConcurrentHashMap<>()), period, p -> of(Function.DAYS, type, p));
    }

    public static Aggregate sum(String type, String field, String period) {
        var fields = known(SUMS, type, t -> new ConcurrentHashMap<>());
        return known(
                known(fields, field, f -> new ConcurrentHashMap<>()),
                period,
                p -> new Aggregate(Function.SUM, type, field, Period.parse(p)));
    }

    public static Aggregate streak(String type) {
        return known(STREAKS, type, t -> new Aggregate(Function.STREAK, t, null, null));
    }

    public static Aggregate streakForgiving(String type, long missedAWeek) {
        return known(
                known(FORGIVING, type, t -> new ConcurrentHashMap<>()),
                Long.toString(missedAWeek),
                missed -> new Aggregate(Function.FORGIVING_STREAK, type, missed, null));
    }

    public static Aggregate first(String type) {
        return known(FIRSTS, type, t -> new Aggregate(Function.FIRST, t, null, null));
    }

    public static Aggregate last(String type) {
        return known(LASTS, type, t -> new Aggregate(Function.LAST, t, null, null));
    }

    private static Aggregate of(Function function, String type, String period) {
        return new Aggregate(function, type, null, Period.parse(period));
    }

    /** Reads first: rules ask thousands of times, and {@code computeIfAbsent} may lock. */
    private static <V> V known(ConcurrentMap<String, V> map, String key, java.util.function.Function<String, V> make) {
        var value = map.get(key);
        return value != null ? value : map.computeIfAbsent(key, make);
    }
}
