package io.hearth.event;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** What operators see of the intake. */
@Component
class EventMetrics {

    private final Counter accepted;
    private final Counter duplicate;
    private final Counter refused;
    private final Counter busy;
    private final Timer append;

    EventMetrics(MeterRegistry registry, Committer committer, EventTail tail) {
        accepted = counter(registry, "accepted");
        duplicate = counter(registry, "duplicate");
        refused = counter(registry, "refused");
        busy = Counter.builder("hearth.events.busy")
                .description("Requests answered with 429")
                .register(registry);
        append = Timer.builder("hearth.events.append")
                .description("From the request's events to their commit")
                .serviceLevelObjectives(
                        Duration.ofMillis(5), Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(200))
                .register(registry);
        registry.gauge("hearth.events.waiting", committer, Committer::waiting);
        registry.gauge("hearth.events.backlog", tail, EventTail::waiting);
    }

    void appended(List<EventLog.Result> results, long nanos) {
        int taken = 0;
        int known = 0;
        for (var result : results) {
            switch (result.status()) {
                case ACCEPTED -> taken++;
                case DUPLICATE -> known++;
                case REFUSED -> refused.increment();
            }
        }
        accepted.increment(taken);
        duplicate.increment(known);
        append.record(nanos, TimeUnit.NANOSECONDS);
    }

    void refused(int events) {
        refused.increment(events);
    }

    void busy() {
        busy.increment();
    }

    private static Counter counter(MeterRegistry registry, String result) {
        return Counter.builder("hearth.events").tag("result", result).register(registry);
    }
}
