package io.hearth.automation;

import io.hearth.decision.Aggregate;
import io.hearth.decision.Period;
import io.hearth.member.activity.Collected;
import io.hearth.member.activity.Collected.Need;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** What activity must keep so that the rules of a release find what they read. */
final class Needs {

    /** Late events are decided as of their own day, so windows reach back further by so many days. */
    private static final int SLACK = 7;

    /** So many days back a streak that forgives is looked for. */
    private static final int LONGEST_STREAK = 366;

    private Needs() {}

    static Collected of(Collection<Aggregate> aggregates) {
        return new Collected(list(aggregates));
    }

    static List<Need> list(Collection<Aggregate> aggregates) {
        return aggregates.stream().flatMap(Needs::need).distinct().toList();
    }

    private static Stream<Need> need(Aggregate aggregate) {
        var period = Objects.requireNonNullElse(aggregate.period(), Period.EVER);
        return switch (aggregate.function()) {
            case COUNT ->
                period.kind() == Period.Kind.EVER
                        ? Stream.empty()
                        : Stream.of(new Need(aggregate.eventType(), null, days(period)));
            case DAYS -> Stream.of(new Need(aggregate.eventType(), null, days(period)));
            case SUM ->
                Stream.of(new Need(
                        aggregate.eventType(),
                        aggregate.field(),
                        period.kind() == Period.Kind.EVER ? 0 : days(period)));
            case FORGIVING_STREAK -> Stream.of(new Need(aggregate.eventType(), null, LONGEST_STREAK + SLACK));
            case STREAK, FIRST, LAST -> Stream.empty();
        };
    }

    private static int days(Period period) {
        return switch (period.kind()) {
            case TODAY -> 1 + SLACK;
            case WEEK -> 7 + SLACK;
            case MONTH -> 31 + SLACK;
            case YEAR -> 366 + SLACK;
            case DAYS -> period.days() + SLACK;
            case EVER -> Collected.FOR_EVER;
        };
    }
}
