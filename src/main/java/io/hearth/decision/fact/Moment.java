package io.hearth.decision.fact;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZonedDateTime;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The time that a decision is made for, in the community's zone: the only clock that rules have.
 *
 * <p>It also gathers, from all reads of one decision, until when they hold.
 */
public final class Moment {

    private static final long DAY = 86_400_000L;

    /** In the year 9999: what lies further ahead is never. */
    private static final long LAST_DAY = 2_932_896;

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
        int day = local.getDayOfWeek().getValue();
        holdsUntilDay(today + (day >= 6 ? 8 - day : 6 - day));
        return day >= 6;
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
        long day = LocalDate.parse(date).toEpochDay();
        if (today < day) {
            holdsUntilDay(day);
        }
        return today >= day;
    }

    /** Whether today is the yearly day of that date; in other years, the 28th of February for the 29th. */
    public boolean anniversaryOf(String date) {
        var day = Values.date(date);
        if (day == null) {
            return false;
        }
        var thisYear = day.withYear(local.getYear());
        if (thisYear.toEpochDay() == today) {
            holdsUntilMidnight();
            return true;
        }
        var next = thisYear.toEpochDay() > today ? thisYear : day.withYear(local.getYear() + 1);
        holdsUntilDay(next.toEpochDay());
        return false;
    }

    /** Whether the instant lies at least so many days of the calendar back; once that is so, it stays so. */
    boolean ago(long epochMillis, long days) {
        long day = dayOf(epochMillis);
        long from = day + days;
        if (today < from) {
            holdsUntilDay(from);
        }
        return today >= from;
    }

    /** Whether the instant lies at most so many days of the calendar back; once that is over, it stays so. */
    boolean within(long epochMillis, long days) {
        long until = dayOf(epochMillis) + days + 1;
        if (today < until) {
            holdsUntilDay(until);
        }
        return today < until;
    }

    /** Days of the calendar between an instant and now; the value holds until midnight. */
    long daysSince(long epochMillis) {
        holdsUntilMidnight();
        return today - dayOf(epochMillis);
    }

    private long dayOf(long epochMillis) {
        return steady
                ? Math.floorDiv(epochMillis + offset, DAY)
                : Instant.ofEpochMilli(epochMillis)
                        .atZone(local.getZone())
                        .toLocalDate()
                        .toEpochDay();
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

    /** Reads something without noting until when it holds. */
    public <T> T aside(Supplier<T> read) {
        long noted = holdsUntil;
        try {
            return read.get();
        } finally {
            holdsUntil = noted;
        }
    }

    /** Until when all that was read holds if nothing happens; empty when time changes none of it. */
    public @Nullable Instant holdsUntil() {
        return holdsUntil == Long.MAX_VALUE ? null : Instant.ofEpochMilli(holdsUntil);
    }

    private void holdsUntilMidnight() {
        holdsUntilDay(today + 1);
    }

    /** Works the day's beginning out only where it matters: zones are at most a day away from UTC. */
    private void holdsUntilDay(long day) {
        if (holdsUntil > (day - 1) * DAY) {
            holdsAtMostUntil(LocalDate.ofEpochDay(Math.min(day, LAST_DAY))
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
