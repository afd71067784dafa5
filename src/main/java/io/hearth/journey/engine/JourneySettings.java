package io.hearth.journey.engine;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
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
 */
@Validated
@ConfigurationProperties("hearth.journey")
public record JourneySettings(
        @DefaultValue("2") @Min(0) @Max(64) int workers,
        @DefaultValue("40") @Min(1) @Max(500) int batch,
        @DefaultValue("500ms") Duration poll,
        @DefaultValue("1000") @Min(10) int stepsPerRun,
        @DefaultValue("3") @Min(1) @Max(20) int attempts,
        @DefaultValue("10s") Duration backoff) {

    Duration rest(int attempt) {
        return backoff.multipliedBy(1L << Math.max(0, Math.min(attempt - 1, 10)));
    }
}
