package io.hearth.journey.engine.guard;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.regex.Pattern;

/** Durations and dates as workflows write them: plain ISO 8601, between a minute and 366 days. */
public final class Timing {

    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Pattern PLAIN = Pattern.compile(
            "P(?:(?<weeks>\\d{1,2})W|(?:(?<days>\\d{1,3})D)?(?<time>T(?=\\d)(?:\\d{1,4}H)?(?:\\d{1,5}M)?(?:\\d{1,5}S)?)?)");
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([A-Za-z][A-Za-z0-9_]{0,63})}");

    /** The length of time that the text names, if it names one within bounds. */
    public static Optional<Duration> duration(String text) {
        var match = PLAIN.matcher(text);
        if (!match.matches() || text.length() < 3) {
            return Optional.empty();
        }
        var length = match.group("weeks") != null
                ? Duration.ofDays(7L * Long.parseLong(match.group("weeks")))
                : Duration.parse(text);
        return Optional.of(length).filter(value -> value.compareTo(SHORTEST) >= 0 && value.compareTo(LONGEST) <= 0);
    }

    /** The instant that the text names: a date with time and offset, or a day, which starts in UTC. */
    public static Optional<Instant> instant(String text) {
        try {
            return Optional.of(
                    text.length() == 10
                            ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant()
                            : OffsetDateTime.parse(text).toInstant());
        } catch (DateTimeParseException notADate) {
            return Optional.empty();
        }
    }

    /** When a timer set now goes off; a value out of bounds is a fault, since it was checked before it came here. */
    public static Instant due(String text, Instant now) {
        var due = duration(text).map(now::plus).or(() -> instant(text)).orElse(null);
        if (due == null || due.isAfter(now.plus(LONGEST))) {
            throw new IllegalArgumentException(
                    "Expected to set a timer for '%s', but it is not between one minute and 366 days from now"
                            .formatted(text));
        }
        return due.isBefore(now) ? now : due;
    }

    /** The name in {@code ${name}}, if the text is exactly that. */
    static Optional<String> variable(String text) {
        var match = VARIABLE.matcher(text);
        return match.matches() ? Optional.of(match.group(1)) : Optional.empty();
    }

    private Timing() {}
}
