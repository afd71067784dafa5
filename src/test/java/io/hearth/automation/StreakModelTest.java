package io.hearth.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.member.activity.ActivityState;
import io.hearth.member.activity.Collected;
import io.hearth.member.activity.Collected.Need;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Days in a row, as a person would count them on a calendar of the community's zone: summer time, date lines and all. */
class StreakModelTest {

    private static final String RUN = "run.finished";
    private static final int REACH = 200;
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("Asia/Shanghai"),
            ZoneId.of("Europe/Berlin"),
            ZoneId.of("America/St_Johns"),
            ZoneId.of("Australia/Lord_Howe"),
            ZoneId.of("Pacific/Apia"),
            ZoneId.of("Asia/Kathmandu"));

    private final TreeSet<LocalDate> calendar = new TreeSet<>();

    @Property(tries = 500)
    void countsAsOnACalendar(@ForAll long seed) {
        var random = new Random(seed);
        var zone = ZONES.get(random.nextInt(ZONES.size()));
        var now = Instant.parse("2026-03-01T00:00:00Z").plusSeconds(random.nextInt(250 * 86_400));
        var days = new LocalDays(zone, now);
        var collected = new Collected(List.of(new Need(RUN, null, REACH)));
        var state = new ActivityState();
        calendar.clear();
        int pause = 1 + random.nextInt(50);
        for (int i = 0; i < 60; i++) {
            now = now.plusSeconds(random.nextInt(pause * 3_600));
            state.count(RUN, now, days.day(now), Map.of(), collected);
            calendar.add(LocalDate.ofInstant(now, zone));

            var later = now.plusSeconds(random.nextInt(4 * 86_400));
            var today = LocalDate.ofInstant(later, zone);
            assertThat(state.streak(RUN, days.day(later)))
                    .as("in a row up to %s in %s with seed %d", today, zone, seed)
                    .isEqualTo(inARow(today));
            int missed = random.nextInt(4);
            assertThat(state.streakForgiving(RUN, missed, days.day(later)))
                    .as("with %d missed a week up to %s in %s with seed %d", missed, today, zone, seed)
                    .isEqualTo(forgiving(missed, today));
        }
    }

    private int inARow(LocalDate today) {
        var day = calendar.contains(today) ? today : today.minusDays(1);
        int count = 0;
        for (; calendar.contains(day); day = day.minusDays(1)) {
            count++;
        }
        return count;
    }

    private int forgiving(int missedAWeek, LocalDate today) {
        int count = 0;
        for (var day = today; !day.isBefore(calendar.first()); day = day.minusDays(1)) {
            if (calendar.contains(day)) {
                count++;
            } else if (missedInWeekFrom(day, today) > missedAWeek) {
                return count;
            }
        }
        return count;
    }

    /** Today can still be made up for. */
    private long missedInWeekFrom(LocalDate first, LocalDate today) {
        return first.datesUntil(first.plusDays(7))
                .filter(day -> day.isBefore(today) && !calendar.contains(day))
                .count();
    }
}
