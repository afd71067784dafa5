package io.hearth.automation;

import io.hearth.decision.Aggregate;
import io.hearth.decision.Aggregate.Function;
import io.hearth.decision.Aggregates;
import io.hearth.decision.Period;
import io.hearth.member.activity.ActivityState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** What rules read about activity, as of one day of the community's calendar. */
final class MemberAggregates implements Aggregates {

    private final ActivityState activity;
    private final LocalDays days;
    private final int today;
    private @Nullable LocalDate date;

    MemberAggregates(ActivityState activity, LocalDays days, int today) {
        this.activity = activity;
        this.days = days;
        this.today = today;
    }

    @Override
    public double value(Aggregate aggregate) {
        var type = aggregate.eventType();
        return switch (aggregate.function()) {
            case COUNT -> ever(aggregate) ? activity.count(type) : activity.count(type, from(period(aggregate)), today);
            case SUM ->
                (ever(aggregate)
                                ? activity.sum(type, field(aggregate))
                                : activity.sum(type, field(aggregate), from(period(aggregate)), today))
                        .doubleValue();
            case DAYS -> activity.days(type, from(period(aggregate)), today);
            case STREAK -> activity.streak(type, today);
            case FORGIVING_STREAK -> activity.streakForgiving(type, missed(aggregate), today);
            case FIRST ->
                activity.first(type)
                        .map(Instant::toEpochMilli)
                        .map(Long::doubleValue)
                        .orElse(Double.NaN);
            case LAST ->
                activity.last(type)
                        .map(Instant::toEpochMilli)
                        .map(Long::doubleValue)
                        .orElse(Double.NaN);
        };
    }

    @Override
    public long holdsUntil(Aggregate aggregate) {
        return switch (aggregate.function()) {
            case COUNT, SUM, DAYS ->
                period(aggregate).kind() == Period.Kind.EVER ? Long.MAX_VALUE : windowHoldsUntil(aggregate);
            case STREAK -> streakHoldsUntil(aggregate.eventType());
            case FORGIVING_STREAK -> forgivingUntil(aggregate, value(aggregate));
            case FIRST, LAST -> Long.MAX_VALUE;
        };
    }

    @Override
    public long reachedUntil(Aggregate aggregate, double threshold) {
        return switch (aggregate.function()) {
            case COUNT, DAYS, SUM ->
                period(aggregate).kind() == Period.Kind.EVER
                        ? Long.MAX_VALUE
                        : windowReachedUntil(aggregate, threshold);
            case STREAK -> value(aggregate) < threshold ? Long.MAX_VALUE : streakHoldsUntil(aggregate.eventType());
            case FORGIVING_STREAK ->
                value(aggregate) < threshold ? Long.MAX_VALUE : forgivingUntil(aggregate, threshold);
            case FIRST, LAST -> holdsUntil(aggregate);
        };
    }

    /** Time only takes away from a window, so too little stays too little; enough lasts until too many days have left. */
    private long windowReachedUntil(Aggregate aggregate, double threshold) {
        var period = period(aggregate);
        if (aggregate.function() == Function.SUM
                && !activity.growsOnly(aggregate.eventType(), field(aggregate), from(period), today)) {
            return holdsUntil(aggregate);
        }
        if (value(aggregate) < threshold) {
            return Long.MAX_VALUE;
        }
        if (period.kind() != Period.Kind.DAYS) {
            return holdsUntil(aggregate);
        }
        var last = aggregate.function() == Function.SUM
                ? activity.lastDayReaching(
                        aggregate.eventType(), field(aggregate), threshold * 1_000_000, from(period), today)
                : aggregate.function() == Function.DAYS
                        ? activity.lastDayWithDays(aggregate.eventType(), threshold, from(period), today)
                        : activity.lastDayReaching(aggregate.eventType(), null, threshold, from(period), today);
        return last.isEmpty() ? holdsUntil(aggregate) : days.startOf(last.getAsInt() + period.days());
    }

    /** An empty window stays empty; a calendar period ends; a rolling one changes when its oldest day leaves. */
    private long windowHoldsUntil(Aggregate aggregate) {
        var period = period(aggregate);
        var field = aggregate.function() == Function.SUM ? aggregate.field() : null;
        OptionalInt oldest = activity.oldestDay(aggregate.eventType(), field, from(period), today);
        if (oldest.isEmpty()) {
            return Long.MAX_VALUE;
        }
        return days.startOf(
                switch (period.kind()) {
                    case TODAY -> today + 1;
                    case WEEK -> from(period) + 7;
                    case MONTH -> (int) date().withDayOfMonth(1).plusMonths(1).toEpochDay();
                    case YEAR -> (int) date().withDayOfYear(1).plusYears(1).toEpochDay();
                    case DAYS -> oldest.getAsInt() + period.days();
                    case EVER -> throw new IllegalArgumentException("Expected a period with an end.");
                });
    }

    private long streakHoldsUntil(String type) {
        var end = activity.streakEnd(type);
        return end.isEmpty() || end.getAsInt() < today - 1 ? Long.MAX_VALUE : days.startOf(end.getAsInt() + 2);
    }

    /** Days without events add up: within eight days nothing is left of it. */
    private long forgivingUntil(Aggregate aggregate, double least) {
        if (least <= 0) {
            return Long.MAX_VALUE;
        }
        int ends = today + 1;
        while (ends < today + 8 && activity.streakForgiving(aggregate.eventType(), missed(aggregate), ends) >= least) {
            ends++;
        }
        return days.startOf(ends);
    }

    private static int missed(Aggregate aggregate) {
        return Integer.parseInt(field(aggregate));
    }

    private int from(Period period) {
        return switch (period.kind()) {
            case TODAY -> today;
            case WEEK -> today - Math.floorMod(today + 3, 7); // 1970-01-01 was a Thursday
            case MONTH -> (int) date().withDayOfMonth(1).toEpochDay();
            case YEAR -> (int) date().withDayOfYear(1).toEpochDay();
            case DAYS -> today - period.days() + 1;
            case EVER -> Integer.MIN_VALUE;
        };
    }

    private LocalDate date() {
        var known = date;
        if (known == null) {
            known = LocalDate.ofEpochDay(today);
            date = known;
        }
        return known;
    }

    /** Totals are kept as one number; on how many days, only the days themselves can tell. */
    private static boolean ever(Aggregate aggregate) {
        return aggregate.function() != Function.DAYS && period(aggregate).kind() == Period.Kind.EVER;
    }

    private static Period period(Aggregate aggregate) {
        return Objects.requireNonNullElse(aggregate.period(), Period.EVER);
    }

    private static String field(Aggregate aggregate) {
        return Objects.requireNonNull(aggregate.field());
    }
}
