package io.hearth.automation;

import io.hearth.event.LoggedEvent;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** The pipeline's figures for operators. */
@Component
class PipelineMetrics {

    private final DistributionSummary batch;
    private final Timer decide;
    private final Timer untilCommitted;
    private final MeterRegistry registry;
    private final Counter events;
    private final Counter deadLetters;
    private final Clock clock;

    PipelineMetrics(MeterRegistry registry, Clock clock) {
        this.registry = registry;
        this.clock = clock;
        batch = DistributionSummary.builder("hearth.pipeline.batch")
                .description("Events decided in one transaction")
                .publishPercentileHistogram()
                .register(registry);
        decide = Timer.builder("hearth.pipeline.decide")
                .description("Time to decide one batch")
                .register(registry);
        untilCommitted = Timer.builder("hearth.pipeline.latency")
                .description("From an event accepted to its outcomes committed, for the first event of each batch")
                .publishPercentileHistogram()
                .register(registry);
        events = Counter.builder("hearth.pipeline.events")
                .description("Events decided")
                .register(registry);
        deadLetters = Counter.builder("hearth.pipeline.dead.letters")
                .description("Events put aside because they could not be decided")
                .register(registry);
    }

    void decided(int size, long nanos) {
        batch.record(size);
        decide.record(nanos, TimeUnit.NANOSECONDS);
    }

    void told(List<LoggedEvent> told, Gathered out) {
        events.increment(told.size());
        var waited = Duration.between(told.get(0).acceptedAt(), clock.instant());
        // A clock that was put back says nothing about waiting.
        if (!waited.isNegative()) {
            untilCommitted.record(waited);
        }
        outcomes("award", out.awards.size());
        outcomes("segment", out.segments.size());
        outcomes("case", out.cases.size());
        outcomes("message", out.messages.size());
        outcomes("journey", out.starts.size());
        outcomes("wake-up", out.wakeUps.size());
    }

    private void outcomes(String kind, int count) {
        if (count > 0) {
            registry.counter("hearth.pipeline.outcomes", "kind", kind).increment(count);
        }
    }

    void deadLetter() {
        deadLetters.increment();
    }
}
