package io.hearth.decision.language;

import io.hearth.decision.Aggregate;
import io.hearth.decision.Aggregates;
import io.hearth.decision.Period;
import io.hearth.decision.fact.Event;
import io.hearth.decision.fact.Moment;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Activity as a scenario gives it. What it leaves open follows: a longer period holds at least what a shorter one does, and the event itself
 * has already been counted.
 */
final class GivenActivity implements Aggregates {

    private static final double DAY = 86_400_000d;

    private record Key(String type, String function, String field, String period) {}

    private final Map<Key, Double> figures = new HashMap<>();
    private final Event event;
    private final Moment now;

    GivenActivity(Event event, Moment now) {
        this.event = event;
        this.now = now;
    }

    void put(String type, String function, String field, String period, double value) {
        var checked = period.isEmpty() ? "" : Period.parse(period).toString();
        figures.put(new Key(type, function, field, checked), value);
    }

    @Override
    public double value(Aggregate aggregate) {
        var type = aggregate.eventType();
        return switch (aggregate.function()) {
            case COUNT -> inPeriod(type, "count", "", aggregate.period(), happened(type) ? 1 : 0);
            case DAYS ->
                inPeriod(type, "days", "", aggregate.period(), knownToHappen(type, aggregate.period()) ? 1 : 0);
            case SUM ->
                inPeriod(type, "sum", String.valueOf(aggregate.field()), aggregate.period(), ofEvent(aggregate));
            case STREAK -> figure(type, "streak", happened(type) ? 1 : 0);
            case FORGIVING_STREAK ->
                Math.max(figure(type, "forgiving streak", 0), figure(type, "streak", happened(type) ? 1 : 0));
            case FIRST -> ago(type, "first");
            case LAST -> ago(type, "last");
        };
    }

    @Override
    public long holdsUntil(Aggregate aggregate) {
        return Long.MAX_VALUE;
    }

    private boolean happened(String type) {
        return type.equals(event.type())
                || type.equals(Aggregate.ANY) && !event.type().equals("none");
    }

    private boolean knownToHappen(String type, @Nullable Period period) {
        return happened(type) || inPeriod(type, "count", "", period, 0) > 0;
    }

    private double ofEvent(Aggregate aggregate) {
        var field = aggregate.field();
        var number = field == null || !happened(aggregate.eventType()) ? null : event.number(field);
        return number == null || number.isNaN() ? 0 : number;
    }

    private double figure(String type, String function, double otherwise) {
        return figures.getOrDefault(new Key(type, function, "", ""), otherwise);
    }

    private double ago(String type, String function) {
        double days = figure(type, function, knownToHappen(type, Period.EVER) ? 0 : -1);
        return days < 0 ? Double.NaN : now.local().toInstant().toEpochMilli() - days * DAY;
    }

    private double inPeriod(String type, String function, String field, @Nullable Period period, double otherwise) {
        if (period == null) {
            return otherwise;
        }
        var exact = figures.get(new Key(type, function, field, period.toString()));
        if (exact != null) {
            return exact;
        }
        double most = otherwise;
        for (var entry : figures.entrySet()) {
            var key = entry.getKey();
            boolean same = key.type().equals(type)
                    && key.function().equals(function)
                    && key.field().equals(field);
            if (same && longest(Period.parse(key.period())) <= shortest(period)) {
                most = Math.max(most, entry.getValue());
            }
        }
        return most;
    }

    private static int longest(Period period) {
        return switch (period.kind()) {
            case TODAY -> 1;
            case WEEK -> 7;
            case MONTH -> 31;
            case YEAR -> 366;
            case DAYS -> period.days();
            case EVER -> Integer.MAX_VALUE;
        };
    }

    private static int shortest(Period period) {
        return switch (period.kind()) {
            case TODAY, WEEK, MONTH, YEAR -> 1;
            case DAYS -> period.days();
            case EVER -> Integer.MAX_VALUE;
        };
    }
}
