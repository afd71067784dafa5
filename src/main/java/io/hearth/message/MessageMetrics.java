package io.hearth.message;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What operators count: messages by channel, status and reason, and how long channels take. */
@Component
class MessageMetrics {

    private final MeterRegistry registry;
    private final Map<String, ChannelWorker> workers = new ConcurrentHashMap<>();

    MessageMetrics(MeterRegistry registry) {
        this.registry = registry;
    }

    void count(String channel, Status status, @Nullable Reason reason) {
        registry.counter(
                        "hearth.messages",
                        "channel",
                        channel,
                        "status",
                        status.label(),
                        "reason",
                        reason == null ? "none" : reason.code())
                .increment();
    }

    void delivered(String channel, Duration took) {
        registry.timer("hearth.messages.delivery", "channel", channel).record(took);
    }

    void watch(ChannelWorker worker) {
        if (workers.put(worker.name(), worker) == null) {
            var channel = Tags.of("channel", worker.name());
            registry.gauge("hearth.messages.in.hand", channel, worker.name(), name -> of(name, ChannelWorker::inHand));
            registry.gauge(
                    "hearth.messages.resting", channel, worker.name(), name -> of(name, w -> w.resting() ? 1 : 0));
        }
    }

    private double of(String name, ToDoubleFunction<ChannelWorker> figure) {
        var worker = workers.get(name);
        return worker == null ? 0 : figure.applyAsDouble(worker);
    }
}
