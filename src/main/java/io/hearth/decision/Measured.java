package io.hearth.decision;

import io.hearth.decision.Check.Reading;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What stands behind a reading that only says yes or no, for people who want to know how much is missing: the days since
 * the last purchase, and not that it was not within 90 days.
 */
record Measured(@Nullable Object value, String needed) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    static Optional<Measured> of(Reading reading, Facts facts) {
        var given = reading.arguments();
        return switch (reading.property()) {
            case "lastWithin" -> days(facts.activity().daysSinceLast(text(given, 0)), "≤ ", given.get(1));
            case "awayFor" -> days(facts.activity().daysSinceLast(text(given, 0)), "≥ ", given.get(1));
            case "firstWithin" -> days(facts.activity().daysSinceFirst(text(given, 0)), "≤ ", given.get(1));
            case "firstAgo" -> days(facts.activity().daysSinceFirst(text(given, 0)), "≥ ", given.get(1));
            case "joinedWithin" -> days(facts.membership().daysSinceJoining(), "≤ ", given.get(0));
            case "joinedAgo" -> days(facts.membership().daysSinceJoining(), "≥ ", given.get(0));
            case "between" ->
                Optional.of(new Measured(facts.now().local().format(TIME), text(given, 0) + "–" + text(given, 1)));
            case "from" ->
                Optional.of(new Measured(facts.now().local().toLocalDate().toString(), "≥ " + text(given, 0)));
            case "weekend" -> Optional.of(new Measured((long) facts.now().dayOfWeek(), "∈ {6, 7}"));
            default -> Optional.empty();
        };
    }

    private static Optional<Measured> days(@Nullable Long days, String sign, Object needed) {
        return Optional.of(new Measured(days, sign + needed));
    }

    private static String text(List<Object> given, int at) {
        return String.valueOf(given.get(at));
    }
}
