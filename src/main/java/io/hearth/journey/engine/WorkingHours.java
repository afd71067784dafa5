package io.hearth.journey.engine;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * When people work, for the due times of their tasks.
 *
 * @param zone where
 * @param days on which days of the week
 * @param from when a working day begins
 * @param until when it ends
 * @param holidays days on which nobody works although it is a working day
 * @param extraDays days on which people work although it is none, such as a Sunday in exchange for a holiday
 */
public record WorkingHours(
        @DefaultValue("Asia/Shanghai") ZoneId zone,

        @DefaultValue({"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY"})
        SortedSet<DayOfWeek> days,

        @DefaultValue("09:00") LocalTime from,
        @DefaultValue("18:00") LocalTime until,
        @DefaultValue SortedSet<LocalDate> holidays,
        @DefaultValue SortedSet<LocalDate> extraDays) {

    /** Farther than any due time; who never works is not asked to. */
    private static final int FARTHEST_DAYS = 3_660;

    /** Monday to Friday from nine to six. */
    public static final WorkingHours OFFICE = new WorkingHours(
            ZoneId.of("Asia/Shanghai"),
            new TreeSet<>(List.of(
                    DayOfWeek.MONDAY, DayOfWeek.TUESDAY, DayOfWeek.WEDNESDAY, DayOfWeek.THURSDAY, DayOfWeek.FRIDAY)),
            LocalTime.of(9, 0),
            LocalTime.of(18, 0),
            new TreeSet<>(),
            new TreeSet<>());

    public WorkingHours {
        days = Collections.unmodifiableSortedSet(new TreeSet<>(days));
        holidays = Collections.unmodifiableSortedSet(new TreeSet<>(holidays));
        extraDays = Collections.unmodifiableSortedSet(new TreeSet<>(extraDays));
        if (!from.isBefore(until) || days.isEmpty()) {
            throw new IllegalArgumentException(
                    "Expected working hours of some day that begin before they end, but got %s to %s on %s"
                            .formatted(from, until, days));
        }
    }

    /** When so much of a length has passed at work: each full 24 hours of it are one working day, the rest are hours at work. */
    Instant after(Instant start, Duration length) {
        var at = atWork(start.atZone(zone));
        for (long days = length.toDays(); days > 0; days--) {
            at = nextDay(at);
        }
        var left = length.minusDays(length.toDays());
        for (var today = Duration.between(at.toLocalTime(), until);
                left.compareTo(today) > 0;
                today = Duration.between(at.toLocalTime(), until)) {
            left = left.minus(today);
            at = nextDay(at).with(from);
        }
        return at.plus(left).toInstant();
    }

    /** The same moment if people work then, else when they begin next. */
    private ZonedDateTime atWork(ZonedDateTime at) {
        if (!isWorked(at.toLocalDate()) || !at.toLocalTime().isBefore(until)) {
            return nextDay(at).with(from);
        }
        return at.toLocalTime().isBefore(from) ? at.with(from) : at;
    }

    private ZonedDateTime nextDay(ZonedDateTime at) {
        var next = at.plusDays(1);
        for (int days = 0; !isWorked(next.toLocalDate()) && days < FARTHEST_DAYS; days++) {
            next = next.plusDays(1);
        }
        return next;
    }

    private boolean isWorked(LocalDate day) {
        return extraDays.contains(day) || days.contains(day.getDayOfWeek()) && !holidays.contains(day);
    }
}
