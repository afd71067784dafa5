package io.hearth.automation;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The calendar of one zone, quick where its offset no longer changes. */
final class LocalDays {

    private static final long DAY = 86_400_000L;

    private final ZoneId zone;
    private final long steadyFrom;
    private final long offset;

    LocalDays(ZoneId zone, Instant now) {
        var rules = zone.getRules();
        var last = rules.previousTransition(now);
        this.zone = zone;
        this.offset = rules.getOffset(now).getTotalSeconds() * 1000L;
        if (rules.isFixedOffset()) {
            this.steadyFrom = Long.MIN_VALUE;
        } else if (rules.nextTransition(now) == null) {
            this.steadyFrom = last == null ? Long.MIN_VALUE : last.getInstant().toEpochMilli();
        } else {
            this.steadyFrom = Long.MAX_VALUE;
        }
    }

    ZoneId zone() {
        return zone;
    }

    int day(Instant at) {
        long millis = at.toEpochMilli();
        return millis >= steadyFrom
                ? (int) Math.floorDiv(millis + offset, DAY)
                : (int) at.atZone(zone).toLocalDate().toEpochDay();
    }

    /** When the day begins, in milliseconds. */
    long startOf(int day) {
        long steady = day * DAY - offset;
        return steady >= steadyFrom
                ? steady
                : LocalDate.ofEpochDay(day).atStartOfDay(zone).toInstant().toEpochMilli();
    }
}
