package io.hearth.journey.engine;

import io.hearth.journey.engine.guard.Timing;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How runs are carried on.
 *
 * @param workers threads that fire timers and wake runs
 * @param batch how many of them share one transaction
 * @param poll how long a worker rests when nothing is due
 * @param stepsPerRun how many steps a run may take before a person must look at it
 * @param attempts how often a step is tried before it becomes an incident
 * @param backoff the rest before the second attempt; doubled for each further one
 * @param calendars working hours by the name that people's tasks in workflows use
 */
@Validated
@ConfigurationProperties("hearth.journey")
public record JourneySettings(
        @DefaultValue("2") @Min(0) @Max(64) int workers,
        @DefaultValue("40") @Min(1) @Max(500) int batch,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("1000") @Min(10) int stepsPerRun,
        @DefaultValue("3") @Min(1) @Max(20) int attempts,
        @DefaultValue("10s") Duration backoff,
        Map<String, WorkingHours> calendars) {

    public JourneySettings {
        calendars = Collections.unmodifiableSortedMap(new TreeMap<>(
                calendars == null || calendars.isEmpty() ? Map.of("office", WorkingHours.OFFICE) : calendars));
    }

    /** When a task is due that a workflow gives so much time, counted by a calendar of working hours if it names one. */
    public Instant due(@Nullable String calendar, String length, Instant now) {
        var hours = calendar == null ? null : calendars.get(calendar);
        return hours == null
                ? Timing.due(length, now)
                : Timing.duration(length).map(time -> hours.after(now, time)).orElseGet(() -> Timing.due(length, now));
    }

    Duration rest(int attempt) {
        return backoff.multipliedBy(1L << Math.max(0, Math.min(attempt - 1, 10)));
    }
}
