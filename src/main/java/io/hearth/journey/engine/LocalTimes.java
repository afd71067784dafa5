package io.hearth.journey.engine;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A time of day, on some days of the week, in a zone or wherever the member lives. */
record LocalTimes(
        LocalTime time, Set<DayOfWeek> days, @Nullable ZoneId fixed) {

    static LocalTimes of(Map<String, String> fields) {
        var days = fields.getOrDefault("days", "").trim();
        var zone = fields.getOrDefault("zone", "").trim();
        return new LocalTimes(
                LocalTime.parse(fields.getOrDefault("time", "").trim()),
                days.isEmpty()
                        ? EnumSet.allOf(DayOfWeek.class)
                        : EnumSet.copyOf(List.of(days.split("\\s+")).stream()
                                .map(LocalTimes::day)
                                .toList()),
                zone.isEmpty() ? null : ZoneId.of(zone));
    }

    Optional<ZoneId> zone() {
        return Optional.ofNullable(fixed);
    }

    /** The first such moment after now; where clocks are put forward over it, the moment they are. */
    Instant next(Instant now, ZoneId zone) {
        for (var day = now.atZone(zone).toLocalDate(); ; day = day.plusDays(1)) {
            var moment = day.atTime(time).atZone(zone).toInstant();
            if (days.contains(day.getDayOfWeek()) && moment.isAfter(now)) {
                return moment;
            }
        }
    }

    private static DayOfWeek day(String shortened) {
        for (var day : DayOfWeek.values()) {
            if (day.name().toLowerCase(Locale.ROOT).startsWith(shortened)) {
                return day;
            }
        }
        throw new IllegalArgumentException("Expected a day such as mon, but got '%s'".formatted(shortened));
    }
}
