package io.hearth.simulator;

import io.hearth.account.ApiKeys;
import io.hearth.account.Scope;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Starts the simulator once the server takes requests, with a key of its own, and stops it before the server does. */
@Component
@ConditionalOnProperty("hearth.simulator.enabled")
class SimulatorRunner {

    private final SimulatorSettings settings;
    private final ApiKeys keys;
    private final Clock clock;
    private final ScheduledExecutorService heart = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "simulator");
        thread.setDaemon(true);
        return thread;
    });
    private volatile Optional<Simulator> simulator = Optional.empty();

    SimulatorRunner(SimulatorSettings settings, ApiKeys keys, Clock clock) {
        this.settings = settings;
        this.keys = keys;
        this.clock = clock;
    }

    /** Absent until the server takes requests. */
    Optional<Simulator> simulator() {
        return simulator;
    }

    @EventListener
    void start(ApplicationReadyEvent ready) {
        if (!(ready.getApplicationContext() instanceof WebServerApplicationContext server)
                || server.getWebServer() == null) {
            return;
        }
        var root = URI.create("http://localhost:" + server.getWebServer().getPort());
        var key = keys.renew("simulator", Set.of(Scope.EVENTS_WRITE, Scope.READ), Set.of(SampleEvent.SOURCE));
        var started = new Simulator(settings, new PublicApi(root, key.secret()), marketer(root), clock);
        simulator = Optional.of(started);
        heart.scheduleWithFixedDelay(started::beat, 0, 1000 / Simulator.BEATS_PER_SECOND, TimeUnit.MILLISECONDS);
    }

    /** What a marketer sets up needs more than sending events: a key that ends once that is done. */
    private Simulator.Marketer marketer(URI root) {
        return new Simulator.Marketer() {

            private Optional<UUID> key = Optional.empty();

            @Override
            public PublicApi comes() {
                var made = keys.renew("simulator-offers", Set.of(Scope.ALL), Set.of());
                key = Optional.of(UUID.fromString(made.id()));
                return new PublicApi(root, made.secret());
            }

            @Override
            public void leaves() {
                key.ifPresent(keys::revoke);
                key = Optional.empty();
            }
        };
    }

    @EventListener(ContextClosedEvent.class)
    void stop() {
        heart.shutdownNow();
    }
}
