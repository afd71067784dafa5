package io.hearth.decision.language;

import io.hearth.decision.Aggregate;
import io.hearth.decision.Aggregate.Function;
import io.hearth.decision.Check.Reading;
import io.hearth.decision.Period;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The list of everything that rules can read; what is not in it can't be said, whoever writes it. */
final class Readings {

    /** What a reading gives. */
    enum Kind {
        NUMBER,
        TEXT,
        TRUTH
    }

    /** What an argument of a reading is. */
    enum Argument {
        ANY,
        NUMBER_FIELD,
        TEXT_FIELD,
        FIELD,
        EVENT,
        PERIOD,
        NUMBER,
        WORDS
    }

    /** @param record whether the property is a component of a record, which DRL reads without brackets */
    record Spec(Kind kind, boolean record, List<Argument> arguments) {}

    static final Map<String, Map<String, Spec>> ALL = Map.of(
            "member",
                    Map.of(
                            "id", component(Kind.TEXT),
                            "language", component(Kind.TEXT),
                            "text", method(Kind.TEXT, Argument.ANY),
                            "number", method(Kind.NUMBER, Argument.ANY),
                            "has", method(Kind.TRUTH, Argument.ANY)),
            "membership",
                    Map.of(
                            "community", component(Kind.TEXT),
                            "status", component(Kind.TEXT),
                            "role", component(Kind.TEXT),
                            "level", component(Kind.TEXT),
                            "daysSinceJoining", method(Kind.NUMBER),
                            "joinedAgo", method(Kind.TRUTH, Argument.NUMBER),
                            "joinedWithin", method(Kind.TRUTH, Argument.NUMBER)),
            "event",
                    Map.of(
                            "type", component(Kind.TEXT),
                            "source", component(Kind.TEXT),
                            "text", method(Kind.TEXT, Argument.TEXT_FIELD),
                            "number", method(Kind.NUMBER, Argument.NUMBER_FIELD),
                            "has", method(Kind.TRUTH, Argument.FIELD),
                            "mentions", method(Kind.TRUTH, Argument.TEXT_FIELD, Argument.WORDS)),
            "activity", activity(),
            "rewards",
                    Map.of(
                            "points", component(Kind.NUMBER),
                            "has", method(Kind.TRUTH, Argument.ANY),
                            "hasAt", method(Kind.TRUTH, Argument.ANY, Argument.ANY),
                            "paysFor", method(Kind.TRUTH, Argument.ANY)),
            "segments", Map.of("in", method(Kind.TRUTH, Argument.ANY)),
            "now",
                    Map.of(
                            "hour", method(Kind.NUMBER),
                            "dayOfWeek", method(Kind.NUMBER),
                            "dayOfMonth", method(Kind.NUMBER),
                            "month", method(Kind.NUMBER),
                            "weekend", method(Kind.TRUTH),
                            "between", method(Kind.TRUTH, Argument.ANY, Argument.ANY),
                            "from", method(Kind.TRUTH, Argument.ANY),
                            "anniversaryOf", method(Kind.TRUTH, Argument.ANY)));

    /** Each fact's class as engineers' DRL names it, with its name in a decision. */
    static final Map<String, String> FACTS = Map.of(
            "Member", "member",
            "Membership", "membership",
            "Event", "event",
            "Activity", "activity",
            "Rewards", "rewards",
            "Segments", "segments",
            "Moment", "now");

    private static final Map<String, Function> FUNCTIONS = Map.ofEntries(
            Map.entry("count", Function.COUNT),
            Map.entry("countAtLeast", Function.COUNT),
            Map.entry("sum", Function.SUM),
            Map.entry("sumAtLeast", Function.SUM),
            Map.entry("days", Function.DAYS),
            Map.entry("daysAtLeast", Function.DAYS),
            Map.entry("streak", Function.STREAK),
            Map.entry("streakAtLeast", Function.STREAK),
            Map.entry("streakForgiving", Function.FORGIVING_STREAK),
            Map.entry("daysSinceFirst", Function.FIRST),
            Map.entry("firstWithin", Function.FIRST),
            Map.entry("firstAgo", Function.FIRST),
            Map.entry("daysSinceLast", Function.LAST),
            Map.entry("lastWithin", Function.LAST),
            Map.entry("awayFor", Function.LAST),
            Map.entry("ever", Function.LAST));

    private Readings() {}

    static Optional<Spec> find(String fact, String property) {
        return Optional.ofNullable(ALL.getOrDefault(fact, Map.of()).get(property));
    }

    static Set<String> propertiesOf(String fact) {
        return new java.util.TreeSet<>(ALL.getOrDefault(fact, Map.of()).keySet());
    }

    /** What must be collected for a reading; nothing if it doesn't look at activity. */
    static Optional<Aggregate> aggregate(Reading reading) {
        if (!reading.fact().equals("activity")) {
            return Optional.empty();
        }
        var function = FUNCTIONS.get(reading.property());
        var arguments = reading.arguments();
        if (function == null || arguments.isEmpty()) {
            return Optional.empty();
        }
        if (function == Function.FORGIVING_STREAK) {
            return Optional.of(
                    Aggregate.streakForgiving((String) arguments.get(0), ((Number) arguments.get(1)).longValue()));
        }
        @Nullable String field = function == Function.SUM ? (String) arguments.get(1) : null;
        boolean inPeriod = function == Function.COUNT || function == Function.SUM || function == Function.DAYS;
        var period = inPeriod ? Period.parse((String) arguments.get(function == Function.SUM ? 2 : 1)) : null;
        return Optional.of(new Aggregate(function, (String) arguments.get(0), field, period));
    }

    /** What changes with time can be asked with its threshold, so that the answer knows until when it holds. */
    private static Map<String, Spec> activity() {
        return Map.ofEntries(
                Map.entry("count", method(Kind.NUMBER, Argument.EVENT, Argument.PERIOD)),
                Map.entry("countAtLeast", method(Kind.TRUTH, Argument.EVENT, Argument.PERIOD, Argument.NUMBER)),
                Map.entry("sum", method(Kind.NUMBER, Argument.EVENT, Argument.NUMBER_FIELD, Argument.PERIOD)),
                Map.entry(
                        "sumAtLeast",
                        method(Kind.TRUTH, Argument.EVENT, Argument.NUMBER_FIELD, Argument.PERIOD, Argument.NUMBER)),
                Map.entry("days", method(Kind.NUMBER, Argument.EVENT, Argument.PERIOD)),
                Map.entry("daysAtLeast", method(Kind.TRUTH, Argument.EVENT, Argument.PERIOD, Argument.NUMBER)),
                Map.entry("streak", method(Kind.NUMBER, Argument.EVENT)),
                Map.entry("streakForgiving", method(Kind.NUMBER, Argument.EVENT, Argument.NUMBER)),
                Map.entry("streakAtLeast", method(Kind.TRUTH, Argument.EVENT, Argument.NUMBER)),
                Map.entry("daysSinceFirst", method(Kind.NUMBER, Argument.EVENT)),
                Map.entry("firstWithin", method(Kind.TRUTH, Argument.EVENT, Argument.NUMBER)),
                Map.entry("firstAgo", method(Kind.TRUTH, Argument.EVENT, Argument.NUMBER)),
                Map.entry("daysSinceLast", method(Kind.NUMBER, Argument.EVENT)),
                Map.entry("lastWithin", method(Kind.TRUTH, Argument.EVENT, Argument.NUMBER)),
                Map.entry("awayFor", method(Kind.TRUTH, Argument.EVENT, Argument.NUMBER)),
                Map.entry("ever", method(Kind.TRUTH, Argument.EVENT)));
    }

    private static Spec component(Kind kind) {
        return new Spec(kind, true, List.of());
    }

    private static Spec method(Kind kind, Argument... arguments) {
        return new Spec(kind, false, List.of(arguments));
    }
}
