package io.hearth.decision.engine;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** What operators see of the engine. */
final class Counts {

    private final MeterRegistry registry;
    private final ConcurrentMap<String, OfRulebook> byRulebook = new ConcurrentHashMap<>();
    private final Timer compiling;

    Counts(MeterRegistry registry) {
        this.registry = registry;
        this.compiling = Timer.builder("hearth.rules.compile")
                .description("Time to compile a rulebook")
                .register(registry);
    }

    Timer compiling() {
        return compiling;
    }

    OfRulebook of(String rulebook) {
        return byRulebook.computeIfAbsent(rulebook, name -> new OfRulebook(registry, name));
    }

    /** The counters of one rulebook. */
    static final class OfRulebook {

        private final Counter decisions;
        private final Counter firings;
        private final Counter stopped;
        private final Counter failed;

        OfRulebook(MeterRegistry registry, String rulebook) {
            decisions = counter(registry, "hearth.decisions", "Decisions made", rulebook);
            firings = counter(registry, "hearth.rules.firings", "Rules that fired", rulebook);
            stopped = counter(registry, "hearth.decisions.stopped", "Decisions stopped by their budget", rulebook);
            failed = counter(registry, "hearth.decisions.failed", "Decisions that failed", rulebook);
        }

        void decided(int fired) {
            decisions.increment();
            if (fired > 0) {
                firings.increment(fired);
            }
        }

        void failed(boolean budget) {
            (budget ? stopped : failed).increment();
        }

        private static Counter counter(MeterRegistry registry, String name, String description, String rulebook) {
            return Counter.builder(name)
                    .description(description)
                    .tag("rulebook", rulebook)
                    .register(registry);
        }
    }
}
