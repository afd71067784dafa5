package io.hearth.journey;

import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets the steps of runs whose time to be kept is over. */
@Component
class StepSweep {

    private static final int LOT = 500;

    private final RunHistory history;
    private final Clock clock;

    StepSweep(RunHistory history, Clock clock) {
        this.history = history;
        this.clock = clock;
    }

    @Scheduled(initialDelayString = "PT10M", fixedDelayString = "PT1H")
    void sweep() {
        while (history.forgetSteps(clock.instant(), LOT) == LOT) {
            continue;
        }
    }
}
