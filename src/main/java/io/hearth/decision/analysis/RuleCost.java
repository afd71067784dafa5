package io.hearth.decision.analysis;

import io.hearth.decision.Check;
import io.hearth.decision.Check.Reading;
import io.hearth.decision.Rule;
import io.hearth.decision.Sentence;
import java.util.List;
import java.util.Objects;

/**
 * What a rule costs: steps are reads of a field; looking into a longer period or for more words takes more of them.
 *
 * @param steps for one event that the rule looks at, if all its conditions must be read
 * @param everyEvent whether it looks at every event, because none of its conditions says which
 * @param eventTypes the events that it looks at; empty for every one
 */
public record RuleCost(String rule, int steps, boolean everyEvent, List<String> eventTypes) {

    /** More is worth a look where every event pays for it. */
    static final int MUCH_FOR_EVERY_EVENT = 250;

    static final int MUCH = 1_500;

    static RuleCost of(Rule rule) {
        int steps = 1;
        for (Sentence sentence : rule.conditions()) {
            if (sentence.check() != null) {
                steps += steps(Objects.requireNonNull(sentence.check()));
            }
        }
        return new RuleCost(rule.id(), steps, rule.eventTypes().isEmpty(), List.copyOf(rule.eventTypes()));
    }

    boolean isMuch() {
        return steps > (everyEvent ? MUCH_FOR_EVERY_EVENT : MUCH);
    }

    private static int steps(Check check) {
        if (check instanceof Check.Test test) {
            return steps(test.reading()) * Math.max(1, test.needed().size());
        }
        if (check instanceof Check.Not not) {
            return steps(not.part());
        }
        var parts = check instanceof Check.AnyOf any ? any.parts() : ((Check.AllOf) check).parts();
        return parts.stream().mapToInt(RuleCost::steps).sum();
    }

    private static int steps(Reading reading) {
        return switch (reading.property()) {
            case "type", "status", "level", "points", "role", "language" -> 1;
            case "mentions" ->
                10 + 2 * String.valueOf(reading.arguments().get(1)).split("\\|", -1).length;
            case "count", "sum", "days" ->
                inPeriod(String.valueOf(
                        reading.arguments().get(reading.arguments().size() - 1)));
            case "streakForgiving" -> 40;
            case "streak", "daysSinceFirst", "daysSinceLast", "lastWithin", "awayFor", "ever" -> 4;
            default -> 2;
        };
    }

    /** Days with events are few in short periods; a long one looks at each of them. */
    private static int inPeriod(String period) {
        double days = Spans.longest(period);
        return Double.isInfinite(days) ? 4 : 4 + (int) Math.min(days, 1_000) / 10;
    }
}
