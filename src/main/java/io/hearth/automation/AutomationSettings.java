package io.hearth.automation;

import java.time.Duration;
import java.time.ZoneId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How this node decides.
 *
 * @param workers threads that decide; 0 for as many as there are processors
 * @param largestBatch events decided in one transaction at most
 * @param patience how long an idle worker waits until it looks by itself, for events that another node accepted
 * @param sweep how often wake-ups and calendars are looked at
 * @param sweepBatch how many members one look takes up
 * @param dispatchBatch journeys started in one transaction
 * @param attempts how often a command is tried before it is parked
 * @param backgroundShare the part of a busy worker's time for members that are decided anew, below 1
 * @param backfillPatience how long publishing waits while figures are read from the log
 * @param zone the calendar of a community that nobody described yet
 */
@ConfigurationProperties("hearth.automation")
record AutomationSettings(
        @DefaultValue("true") boolean enabled,
        @DefaultValue("0") int workers,
        @DefaultValue("1000") int largestBatch,
        @DefaultValue("200ms") Duration patience,
        @DefaultValue("1s") Duration sweep,
        @DefaultValue("2000") int sweepBatch,
        @DefaultValue("50") int dispatchBatch,
        @DefaultValue("8") int attempts,
        @DefaultValue("0.2") double backgroundShare,
        @DefaultValue("10m") Duration backfillPatience,
        @DefaultValue("Asia/Shanghai") ZoneId zone) {

    AutomationSettings {
        if (!(backgroundShare > 0 && backgroundShare <= 0.9)) {
            throw new IllegalArgumentException(
                    "Expected a background share above 0 and at most 0.9, but got " + backgroundShare);
        }
    }

    int threads() {
        return workers > 0 ? workers : Runtime.getRuntime().availableProcessors();
    }
}
