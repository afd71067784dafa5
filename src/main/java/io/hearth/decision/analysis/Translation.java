package io.hearth.decision.analysis;

import static io.hearth.decision.analysis.Interval.above;
import static io.hearth.decision.analysis.Interval.atLeast;
import static io.hearth.decision.analysis.Interval.atMost;
import static io.hearth.decision.analysis.Interval.below;
import static io.hearth.decision.analysis.Interval.between;

import io.hearth.decision.Check;
import io.hearth.decision.Check.Operator;
import io.hearth.decision.Check.Reading;
import io.hearth.decision.Validity;
import io.hearth.decision.analysis.Formula.All;
import io.hearth.decision.analysis.Formula.In;
import io.hearth.decision.analysis.Formula.Some;
import io.hearth.decision.language.Catalogue;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Says conditions as sets of values: what is worded differently but means the same becomes the same. */
final class Translation {

    static final Slot TODAY = new Slot("today", List.of(), Numbers.of(true, false, Interval.ALL));
    private static final Set<String> STATUSES = Set.of("none", "applied", "active", "muted", "removed", "left");
    private static final Slot MINUTE = Slot.within("minute", 0, 1439);
    private static final Slot DAY_OF_WEEK = Slot.within("day of the week", 1, 7);

    private final Set<String> eventTypes;
    private final Set<String> levels;

    Translation(Catalogue catalogue) {
        this.eventTypes = new TreeSet<>(catalogue.eventTypes().keySet());
        this.eventTypes.add("none");
        this.levels = catalogue.levels().stream()
                .map(level -> level.name().id())
                .collect(Collectors.toCollection(TreeSet::new));
        this.levels.add("");
    }

    Formula of(Check check) {
        if (check instanceof Check.Test test) {
            return of(test);
        }
        if (check instanceof Check.Not not) {
            return of(not.part()).not();
        }
        return check instanceof Check.AnyOf any
                ? new Some(any.parts().stream().map(this::of).toList())
                : new All(((Check.AllOf) check).parts().stream().map(this::of).toList());
    }

    /** The days on which a rule holds. */
    static Formula of(Validity validity) {
        var parts = new ArrayList<Formula>();
        if (validity.from() != null) {
            parts.add(number(TODAY, atLeast(validity.from().toEpochDay())));
        }
        if (validity.to() != null) {
            parts.add(number(TODAY, atMost(validity.to().toEpochDay())));
        }
        return new All(List.copyOf(parts));
    }

    Slot eventType() {
        return new Slot("event.type", List.of(), Words.of(eventTypes));
    }

    Slot level() {
        return new Slot("membership.level", List.of(), Words.of(levels));
    }

    static Slot points() {
        return Slot.tally("rewards.points");
    }

    static Slot badge(String badge) {
        return Slot.truth("rewards.has", List.of(badge));
    }

    static Slot badgeAt(String badge, String level) {
        return Slot.truth("rewards.hasAt", List.of(badge, level));
    }

    static Slot segment(String segment) {
        return Slot.truth("segments.in", List.of(segment));
    }

    private Formula of(Check.Test test) {
        var reading = test.reading();
        return switch (reading.fact()) {
            case "activity" -> activity(test);
            case "now" -> now(test);
            case "rewards" ->
                switch (reading.property()) {
                    case "points" -> compared(points(), test);
                    case "has" -> yes(badge(text(reading, 0)));
                    case "paysFor" -> yes(Slot.truth("rewards.paysFor", List.of(text(reading, 0))));
                    default -> yes(badgeAt(text(reading, 0), text(reading, 1)));
                };
            case "segments" -> yes(segment(text(reading, 0)));
            default -> fields(test);
        };
    }

    private Formula fields(Check.Test test) {
        var reading = test.reading();
        var name = reading.fact() + "." + reading.property();
        var about = reading.arguments().stream().map(String::valueOf).toList();
        return switch (name) {
            case "event.type" -> words(eventType(), test);
            case "membership.level" -> words(level(), test);
            case "membership.status" -> words(new Slot(name, about, Words.of(STATUSES)), test);
            case "membership.daysSinceJoining" -> compared(Slot.since(name), test);
            case "event.number", "member.number" ->
                compared(Slot.number(name, true, about.toArray(String[]::new)), test);
            default ->
                test.operator() == Operator.HOLDS
                        ? yes(Slot.truth(name, about))
                        : words(new Slot(name, about, Words.ANY), test);
        };
    }

    private static Formula activity(Check.Test test) {
        var reading = test.reading();
        var type = text(reading, 0);
        return switch (reading.property()) {
            case "ever" -> number(Slot.tally("count", type, "ever"), atLeast(1));
            case "lastWithin" -> number(last(type), atMost(amount(reading, 1)));
            case "awayFor" -> number(last(type), atLeast(amount(reading, 1)));
            case "daysSinceLast" -> compared(last(type), test);
            case "daysSinceFirst" -> compared(first(type), test);
            case "streak" -> compared(Slot.tally("streak", type), test);
            case "sum" -> compared(Slot.number("sum", false, type, text(reading, 1), text(reading, 2)), test);
            default -> compared(Slot.tally(reading.property(), type, text(reading, 1)), test);
        };
    }

    static Slot last(String type) {
        return Slot.since("since last", type);
    }

    static Slot first(String type) {
        return Slot.since("since first", type);
    }

    private static Formula now(Check.Test test) {
        var reading = test.reading();
        return switch (reading.property()) {
            case "weekend" -> number(DAY_OF_WEEK, between(6, 7));
            case "dayOfWeek" -> compared(DAY_OF_WEEK, test);
            case "dayOfMonth" -> compared(Slot.within("day of the month", 1, 31), test);
            case "month" -> compared(Slot.within("month", 1, 12), test);
            case "hour" -> hours(test);
            case "between" -> times(text(reading, 0), text(reading, 1));
            case "from" ->
                number(TODAY, atLeast(LocalDate.parse(text(reading, 0)).toEpochDay()));
            default ->
                yes(Slot.truth(
                        "now." + reading.property(),
                        reading.arguments().stream().map(String::valueOf).toList()));
        };
    }

    private static Formula hours(Check.Test test) {
        return new Some(test.needed().stream()
                .map(needed -> {
                    double hour = ((Number) needed).doubleValue();
                    return number(
                            MINUTE,
                            switch (test.operator()) {
                                case AT_LEAST -> atLeast(hour * 60);
                                case MORE -> atLeast((hour + 1) * 60);
                                case AT_MOST -> below((hour + 1) * 60);
                                case LESS -> below(hour * 60);
                                case EQUAL, ONE_OF, UNEQUAL, HOLDS -> between(hour * 60, hour * 60 + 59);
                            });
                })
                .map(formula -> test.operator() == Operator.UNEQUAL ? formula.not() : formula)
                .toList());
    }

    private static Formula times(String from, String to) {
        double start = LocalTime.parse(from).toSecondOfDay() / 60;
        double end = LocalTime.parse(to).toSecondOfDay() / 60;
        return start < end
                ? number(MINUTE, between(start, end - 1))
                : new In(MINUTE, Numbers.of(true, false, atLeast(start), below(end)));
    }

    private static Formula compared(Slot slot, Check.Test test) {
        var numbers = test.needed().stream()
                .map(needed -> range(test.operator(), ((Number) needed).doubleValue()))
                .toArray(Interval[]::new);
        var formula = number(slot, numbers);
        return test.operator() == Operator.UNEQUAL ? formula.not() : formula;
    }

    private static Interval range(Operator operator, double number) {
        return switch (operator) {
            case AT_LEAST -> atLeast(number);
            case MORE -> above(number);
            case AT_MOST -> atMost(number);
            case LESS -> below(number);
            case EQUAL, UNEQUAL, ONE_OF, HOLDS -> between(number, number);
        };
    }

    private static Formula words(Slot slot, Check.Test test) {
        var needed = Words.of(test.needed().stream().map(String::valueOf).collect(Collectors.toSet()));
        return new In(slot, test.operator() == Operator.UNEQUAL ? needed.not() : needed);
    }

    static In number(Slot slot, Interval... ranges) {
        return new In(slot, Numbers.of(slot.isWhole(), false, ranges));
    }

    static In yes(Slot slot) {
        return new In(slot, Words.YES);
    }

    private static String text(Reading reading, int argument) {
        return String.valueOf(reading.arguments().get(argument));
    }

    private static long amount(Reading reading, int argument) {
        return ((Number) reading.arguments().get(argument)).longValue();
    }
}
