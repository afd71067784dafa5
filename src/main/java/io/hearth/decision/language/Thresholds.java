package io.hearth.decision.language;

import io.hearth.decision.Check.Test;
import io.hearth.decision.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Writes comparisons of figures that change with time as questions that know the threshold: then the answer says for
 * itself when it can change. "Away for 30 days" is looked at again on the thirtieth day, not at every midnight.
 */
final class Thresholds {

    private Thresholds() {}

    /** The comparison as a question; empty where a plain comparison does as well. */
    static Optional<String> of(Test test) {
        if (test.needed().size() != 1 || !(test.needed().get(0) instanceof Number number)) {
            return Optional.empty();
        }
        double needed = number.doubleValue();
        var reading = test.reading();
        return switch (reading.fact() + "." + reading.property()) {
            case "activity.count" -> reached(test, "countAtLeast", needed);
            case "activity.days" -> reached(test, "daysAtLeast", needed);
            case "activity.streak" -> reached(test, "streakAtLeast", needed);
            case "activity.sum" -> sum(test, needed);
            case "activity.daysSinceFirst" -> since(test, "firstAgo", "firstWithin", needed);
            case "activity.daysSinceLast" -> since(test, "awayFor", "lastWithin", needed);
            case "membership.daysSinceJoining" -> since(test, "joinedAgo", "joinedWithin", needed);
            default -> Optional.empty();
        };
    }

    /** Whole numbers: more than three is at least four. */
    private static Optional<String> reached(Test test, String question, double needed) {
        if (ever(test)) {
            return Optional.empty();
        }
        double above = Math.floor(needed) + 1;
        boolean whole = needed == above - 1;
        return switch (test.operator()) {
            case AT_LEAST -> Optional.of(ask(test, question, needed));
            case MORE -> Optional.of(ask(test, question, above));
            case LESS -> Optional.of("!" + ask(test, question, needed));
            case AT_MOST -> Optional.of("!" + ask(test, question, above));
            case EQUAL ->
                Optional.of("(" + ask(test, question, needed) + " && !" + ask(test, question, whole ? above : needed)
                        + ")");
            case UNEQUAL, ONE_OF, HOLDS -> Optional.empty();
        };
    }

    private static Optional<String> sum(Test test, double needed) {
        if (ever(test)) {
            return Optional.empty();
        }
        return switch (test.operator()) {
            case AT_LEAST -> Optional.of(ask(test, "sumAtLeast", needed));
            case LESS -> Optional.of("!" + ask(test, "sumAtLeast", needed));
            case MORE, AT_MOST, EQUAL, UNEQUAL, ONE_OF, HOLDS -> Optional.empty();
        };
    }

    /** Days of the calendar are whole: more than two and a half is three. */
    private static Optional<String> since(Test test, String ago, String within, double needed) {
        long atLeast = (long) Math.ceil(needed);
        long atMost = (long) Math.floor(needed);
        return switch (test.operator()) {
            case AT_LEAST -> Optional.of(ask(test, ago, atLeast));
            case MORE -> Optional.of(ask(test, ago, atMost + 1));
            case AT_MOST -> Optional.of(ask(test, within, atMost));
            case LESS -> Optional.of(ask(test, within, atLeast - 1));
            case EQUAL -> Optional.of("(" + ask(test, ago, atLeast) + " && " + ask(test, within, atMost) + ")");
            case UNEQUAL, ONE_OF, HOLDS -> Optional.empty();
        };
    }

    /** What is counted for ever never changes with time. */
    private static boolean ever(Test test) {
        var arguments = test.reading().arguments();
        return !arguments.isEmpty() && arguments.get(arguments.size() - 1).equals(Period.EVER.toString());
    }

    private static String ask(Test test, String question, Object needed) {
        List<String> arguments = new ArrayList<>(
                test.reading().arguments().stream().map(DrlWriter::literal).toList());
        arguments.add(DrlWriter.literal(needed));
        return test.reading().fact() + "." + question + arguments.stream().collect(Collectors.joining(", ", "(", ")"));
    }
}
