package io.hearth.message;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** When messages that are ready at certain times leave on a channel that sends only so many a second and a day. */
final class Schedule {

    private static final long SECONDS = 3_600;

    private final double perSecond;
    private final Optional<Long> roomToday;
    private final long perDay;

    /**
     * @param perSecond the channel's pace, zero for none
     * @param roomToday how many more its quota takes today, empty for no quota
     * @param perDay its quota of another day, zero for none
     */
    Schedule(double perSecond, Optional<Long> roomToday, long perDay) {
        this.perSecond = perSecond;
        this.roomToday = roomToday;
        this.perDay = perDay;
    }

    /** By hour: how many leave; and how many are left over when the last hour is over. */
    record Leaving(Map<Instant, Long> byHour, long late) {}

    Leaving leave(Map<Instant, Long> readyByHour, Instant now, Instant end) {
        var leaving = new TreeMap<Instant, Long>();
        var ready = new TreeMap<>(readyByHour);
        var waiting = 0L;
        var day = now.atOffset(ZoneOffset.UTC).toLocalDate();
        var room = roomToday.orElse(Long.MAX_VALUE);
        for (var hour = now.truncatedTo(ChronoUnit.HOURS); hour.isBefore(end); hour = hour.plus(Duration.ofHours(1))) {
            waiting += ready.getOrDefault(hour, 0L);
            var today = hour.atOffset(ZoneOffset.UTC).toLocalDate();
            if (!today.equals(day)) {
                day = today;
                room = roomOfADay();
            }
            var seconds =
                    hour.isBefore(now) ? SECONDS - Duration.between(hour, now).toSeconds() : SECONDS;
            var pace = perSecond == 0 ? Long.MAX_VALUE : (long) (perSecond * seconds);
            var sent = Math.min(waiting, Math.min(pace, room));
            if (sent > 0) {
                leaving.put(hour, sent);
            }
            waiting -= sent;
            room -= room == Long.MAX_VALUE ? 0 : sent;
            if (waiting == 0 && ready.higherKey(hour) == null) {
                break;
            }
        }
        return new Leaving(leaving, waiting);
    }

    private long roomOfADay() {
        return perDay == 0 ? Long.MAX_VALUE : perDay;
    }
}
