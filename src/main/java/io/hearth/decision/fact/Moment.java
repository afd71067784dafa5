package io.hearth.decision.fact;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The time that a decision is made for, in the community's zone: the only clock that rules have.
 *
 * <p>It also gathers, from all reads of one decision, until when they hold.
 */
public final class Moment {

    private static final long DAY = 86_400_000L;

    private final ZonedDateTime local;
    private final long today;
    private final long offset;
    private final boolean steady;
    private long holdsUntil = Long.MAX_VALUE;

    public Moment(ZonedDateTime local) {
        this.local = local;
        this.today = local.toLocalDate().toEpochDay();
        this.offset = local.getOffset().getTotalSeconds() * 1000L;
        this.steady = local.getZone().getRules().isFixedOffset();
    }

    public ZonedDateTime local() {
        return local;
    }

    public int hour() {
        holdsUntilNextHour();
        return local.getHour();
    }

    /** Monday is 1. */
    public int dayOfWeek() {
        holdsUntilMidnight();
        return local.getDayOfWeek().getValue();
    }

    public int dayOfMonth() {
        holdsUntilMidnight();
        return local.getDayOfMonth();
    }

    public int month() {
        holdsUntilMidnight();
        return local.getMonthValue();
    }

    public boolean weekend() {
        return dayOfWeek() >= 6;
    }

    /** Whether the time of day lies in {@code [from, to)}, as in {@code 22:00} to {@code 08:00}. */
    public boolean between(String from, String to) {
        var time = local.toLocalTime();
        var start = LocalTime.parse(from);
        var end = LocalTime.parse(to);
        holdsAtMostUntil(Math.min(next(start), next(end)));
        return start.isBefore(end)
                ? !time.isBefore(start) && time.isBefore(end)
                : !time.isBefore(start) || time.isBefore(end);
    }

    /** Whether today is that day or later, as in {@code 2026-03-14}. */
    public boolean from(String date) {
        holdsUntilMidnight();
        return today >= LocalDate.parse(date).toEpochDay();
    }

    /** Whether today is the yearly day of that date. */
    public boolean anniversaryOf(String date) {
        holdsUntilMidnight();
        var day = Values.date(date);
        return day != null
                && day.getMonth() == local.getMonth()
                && (day.getDayOfMonth() == local.getDayOfMonth()
                        || day.getDayOfMonth() == 29
                                && local.getDayOfMonth() == 28
                                && day.getMonthValue() == 2
                                && !local.toLocalDate().isLeapYear());
    }

    /** Days of the calendar between an instant and now; the value holds until midnight. */
    long daysSince(long epochMillis) {
        holdsUntilMidnight();
        var day = steady
                ? Math.floorDiv(epochMillis + offset, DAY)
                : Instant.ofEpochMilli(epochMillis)
                        .atZone(local.getZone())
                        .toLocalDate()
                        .toEpochDay();
        return today - day;
    }

    /** Notes that something read now holds no longer than that. */
    public void holdsAtMostUntil(long epochMillis) {
        if (epochMillis < holdsUntil) {
            holdsUntil = epochMillis;
        }
    }

    /** Forgets what was noted: a new decision begins. */
    public void begin() {
        holdsUntil = Long.MAX_VALUE;
    }

    /** Until when all that was read holds if nothing happens; empty when time changes none of it. */
    public @Nullable Instant holdsUntil() {
        return holdsUntil == Long.MAX_VALUE ? null : Instant.ofEpochMilli(holdsUntil);
    }

    private void holdsUntilMidnight() {
        if (holdsUntil > today * DAY) {
            holdsAtMostUntil(local.toLocalDate()
                    .plusDays(1)
                    .atStartOfDay(local.getZone())
                    .toInstant()
                    .toEpochMilli());
        }
    }

    private void holdsUntilNextHour() {
        holdsAtMostUntil(local.plusHours(1)
                .truncatedTo(java.time.temporal.ChronoUnit.HOURS)
                .toInstant()
                .toEpochMilli());
    }

    private long next(LocalTime time) {
        var at = local.toLocalDate().atTime(time).atZone(local.getZone());
        return (at.isAfter(local) ? at : at.plusDays(1)).toInstant().toEpochMilli();
    }
}
