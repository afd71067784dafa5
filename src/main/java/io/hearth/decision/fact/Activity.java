package io.hearth.decision.fact;

import io.hearth.decision.Aggregate;
import io.hearth.decision.Aggregates;
import org.jspecify.annotations.Nullable;

/**
 * What the member has done here so far, the event at hand included.
 *
 * <p>Types are event types, or {@code *} for any; periods are {@code 7d} (the last seven days of the calendar, today
 * included), {@code today}, {@code week}, {@code month}, {@code year} or {@code ever}. Every read notes until when its
 * value holds if nothing happens; a comparison notes until when its answer holds, which is later as a rule.
 */
public final class Activity {

    private final Aggregates aggregates;
    private final Moment now;

    public Activity(Aggregates aggregates, Moment now) {
        this.aggregates = aggregates;
        this.now = now;
    }

    public boolean countAtLeast(String type, String period, double needed) {
        return reaches(Aggregate.count(type, period), needed);
    }

    public boolean sumAtLeast(String type, String field, String period, double needed) {
        return reaches(Aggregate.sum(type, field, period), needed);
    }

    public boolean daysAtLeast(String type, String period, double needed) {
        return reaches(Aggregate.days(type, period), needed);
    }

    public boolean streakAtLeast(String type, double needed) {
        return reaches(Aggregate.streak(type), needed);
    }

    public long count(String type, String period) {
        return (long) read(Aggregate.count(type, period));
    }

    public double sum(String type, String field, String period) {
        return read(Aggregate.sum(type, field, period));
    }

    /** On how many different days. */
    public long days(String type, String period) {
        return (long) read(Aggregate.days(type, period));
    }

    /** Days in a row up to today, or up to yesterday as long as today can still continue it. */
    public long streak(String type) {
        return (long) read(Aggregate.streak(type));
    }

    /**
     * On how many days up to today, where of any seven days in a row so many may be missed; today is not missed before it
     * is over. At most 366 days back.
     *
     * @param missedAWeek 1 to 6
     */
    public long streakForgiving(String type, long missedAWeek) {
        return (long) read(Aggregate.streakForgiving(type, missedAWeek));
    }

    /** Days of the calendar since the first time; nothing for never, and nothing compares with nothing. */
    public @Nullable Long daysSinceFirst(String type) {
        return since(Aggregate.first(type));
    }

    /** Days of the calendar since the last time; nothing for never. */
    public @Nullable Long daysSinceLast(String type) {
        return since(Aggregate.last(type));
    }

    /** Whether the first time lies at least so many days of the calendar back. */
    public boolean firstAgo(String type, long days) {
        return ago(Aggregate.first(type), days);
    }

    /** Whether the first time lies at most so many days of the calendar back. */
    public boolean firstWithin(String type, long days) {
        return within(Aggregate.first(type), days);
    }

    /** Whether the last time lies at most so many days of the calendar back. */
    public boolean lastWithin(String type, long days) {
        return within(Aggregate.last(type), days);
    }

    /** Whether the member was once here and has then been away for at least so many days. */
    public boolean awayFor(String type, long days) {
        return ago(Aggregate.last(type), days);
    }

    public boolean ever(String type) {
        return !Double.isNaN(aggregates.value(Aggregate.last(type)));
    }

    private double read(Aggregate aggregate) {
        now.holdsAtMostUntil(aggregates.holdsUntil(aggregate));
        return aggregates.value(aggregate);
    }

    private boolean reaches(Aggregate aggregate, double needed) {
        now.holdsAtMostUntil(aggregates.reachedUntil(aggregate, needed));
        return aggregates.value(aggregate) >= needed;
    }

    private boolean ago(Aggregate aggregate, long days) {
        var at = aggregates.value(aggregate);
        return !Double.isNaN(at) && now.ago((long) at, days);
    }

    private boolean within(Aggregate aggregate, long days) {
        var at = aggregates.value(aggregate);
        return !Double.isNaN(at) && now.within((long) at, days);
    }

    private @Nullable Long since(Aggregate aggregate) {
        var at = aggregates.value(aggregate);
        return Double.isNaN(at) ? null : now.daysSince((long) at);
    }
}
