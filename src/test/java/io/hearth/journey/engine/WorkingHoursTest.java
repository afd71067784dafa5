package io.hearth.journey.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WorkingHoursTest {

    @ParameterizedTest
    @CsvSource({
        // Friday to Monday; two days from a Thursday; a Saturday counts from Monday morning.
        "2026-03-13T10:00, PT4H,  2026-03-13T14:00",
        "2026-03-13T16:00, PT4H,  2026-03-16T11:00",
        "2026-03-12T16:00, P2D,   2026-03-16T16:00",
        "2026-03-14T11:00, P1D,   2026-03-17T09:00",
        "2026-03-14T11:00, PT9H,  2026-03-16T18:00",
        "2026-03-13T07:30, PT1H,  2026-03-13T10:00",
        "2026-03-13T18:00, PT1H,  2026-03-16T10:00",
        "2026-03-13T17:00, PT20H, 2026-03-18T10:00",
    })
    void countsTimeAtWorkOnly(String start, Duration length, String due) {
        assertThat(WorkingHours.OFFICE.after(at(start), length)).isEqualTo(at(due));
    }

    @Test
    void leavesHolidaysOutAndCountsDaysWorkedInExchange() {
        var golden = new WorkingHours(
                WorkingHours.OFFICE.zone(),
                WorkingHours.OFFICE.days(),
                LocalTime.of(9, 0),
                LocalTime.of(18, 0),
                new TreeSet<>(Set.of(LocalDate.parse("2026-10-01"), LocalDate.parse("2026-10-02"))),
                new TreeSet<>(Set.of(LocalDate.parse("2026-10-03"))));

        assertThat(golden.after(at("2026-09-30T10:00"), Duration.ofDays(1))).isEqualTo(at("2026-10-03T10:00"));
    }

    @Test
    void refusesHoursThatEndBeforeTheyBegin() {
        assertThatThrownBy(() -> new WorkingHours(
                        WorkingHours.OFFICE.zone(),
                        WorkingHours.OFFICE.days(),
                        LocalTime.of(18, 0),
                        LocalTime.of(9, 0),
                        new TreeSet<>(),
                        new TreeSet<>()))
                .hasMessageContaining("begin before they end");
    }

    private static java.time.Instant at(String local) {
        return OffsetDateTime.parse(local + ":00+08:00").toInstant();
    }
}
