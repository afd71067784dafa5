package io.hearth.decision.engine;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;

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

    /** The counters of one rulebook; decisions are too quick for anything but plain adders. */
    static final class OfRulebook {

        private final LongAdder decisions = new LongAdder();
        private final LongAdder firings = new LongAdder();
        private final LongAdder stopped = new LongAdder();
        private final LongAdder failed = new LongAdder();

        OfRulebook(MeterRegistry registry, String rulebook) {
            register(registry, "hearth.decisions", "Decisions made", rulebook, decisions);
            register(registry, "hearth.rules.firings", "Rules that fired", rulebook, firings);
            register(registry, "hearth.decisions.stopped", "Decisions stopped by their budget", rulebook, stopped);
            register(registry, "hearth.decisions.failed", "Decisions that failed", rulebook, failed);
        }

        void decided(int fired) {
            decisions.increment();
            if (fired > 0) {
                firings.add(fired);
            }
        }

        void failed(boolean budget) {
            (budget ? stopped : failed).increment();
        }

        private static void register(
                MeterRegistry registry, String name, String description, String rulebook, LongAdder adder) {
            FunctionCounter.builder(name, adder, LongAdder::sum)
                    .description(description)
                    .tag("rulebook", rulebook)
                    .register(registry);
        }
    }
}
