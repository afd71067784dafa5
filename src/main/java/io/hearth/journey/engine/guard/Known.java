package io.hearth.journey.engine.guard;

import io.hearth.journey.block.Shape;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What a step may refer to: templates, rulebooks and event types of the same candidate. */
record Known(
        Predicate<String> templates,
        Predicate<String> rulebooks,
        Predicate<String> eventTypes,
        Predicate<String> journeys,
        Predicate<String> calendars) {

    private static final Pattern PATH = Pattern.compile("[a-z0-9][a-z0-9-]*(/[a-z0-9][a-z0-9-]*){0,4}");
    private static final Pattern NAME = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N} ._-]{0,99}");
    private static final Pattern SHARES = Pattern.compile("\\s*[1-9]\\d?(\\s+[1-9]\\d?){1,9}\\s*");
    private static final Pattern TIME_OF_DAY = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final Pattern DAYS =
            Pattern.compile("(mon|tue|wed|thu|fri|sat|sun)( (mon|tue|wed|thu|fri|sat|sun)){0,6}");
    private static final int LONGEST = 200;

    Optional<String> fault(Shape.Type type, String value, Drawing drawing) {
        return switch (type) {
            case TEXT -> unless(value.length() <= LONGEST, "it is longer than " + LONGEST + " characters");
            case NUMBER -> unless(value.matches("[1-9]\\d{0,8}"), "it must be a whole number above zero");
            case SHARES ->
                unless(
                        SHARES.matcher(value).matches()
                                && Stream.of(value.trim().split("\\s+"))
                                                .mapToInt(Integer::parseInt)
                                                .sum()
                                        == 100,
                        "it must be two to ten whole percentages that add up to 100, such as 50 30 20");
            case NAME -> unless(NAME.matcher(value).matches(), "it must be a name");
            case TEXT_VARIABLE ->
                unless("text".equals(drawing.variables().get(value)), "it must name a declared variable of type text");
            case TEXT_VARIABLES ->
                Stream.of(value.trim().split("\\s+"))
                        .filter(name -> !drawing.variables().containsKey(name))
                        .findFirst()
                        .map("variable '%s' is not declared"::formatted);
            case TEMPLATE ->
                unless(
                        PATH.matcher(value).matches() && templates.test(value),
                        "there is no template '%s'".formatted(value));
            case RULEBOOK ->
                unless(
                        PATH.matcher(value).matches() && rulebooks.test(value),
                        "there is no rulebook '%s'".formatted(value));
            case TIME_OF_DAY -> unless(TIME_OF_DAY.matcher(value).matches(), "it must be a time of day such as 09:30");
            case DAYS -> unless(DAYS.matcher(value).matches(), "it must be days such as mon tue wed thu fri sat sun");
            case ZONE ->
                unless(ZoneId.getAvailableZoneIds().contains(value), "there is no time zone '%s'".formatted(value));
            case JOURNEY ->
                value.equals(drawing.id())
                        ? Optional.of("a journey can not call itself")
                        : unless(journeys.test(value), "there is no journey '%s'".formatted(value));
            case STAGE ->
                unless(
                        List.of("warm-up", "offer", "reminder").contains(value),
                        "it must be warm-up, offer or reminder");
            case ENDING ->
                unless(
                        List.of("done", "declined", "refused", "expired", "cancelled")
                                .contains(value),
                        "it must be done, declined, refused, expired or cancelled");
            case EVENT_TYPES -> unknownEvent(value).map("there is no event type '%s' in the catalogue"::formatted);
        };
    }

    private Optional<String> unknownEvent(String value) {
        return Stream.of(value.trim().split("\\s+")).filter(eventTypes.negate()).findFirst();
    }

    private static Optional<String> unless(boolean fine, String fault) {
        return fine ? Optional.empty() : Optional.of(fault);
    }
}
