package io.hearth.automation;

import io.hearth.automation.Commands.Waiting;
import io.hearth.journey.JourneyStart;
import io.hearth.journey.Journeys;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Starts the journeys that decisions asked for; starting one and forgetting its command is one transaction. */
@Component
class JourneyStarter {

    private static final Logger log = LoggerFactory.getLogger(JourneyStarter.class);

    private final Commands commands;
    private final Journeys journeys;
    private final TransactionTemplate transaction;
    private final AutomationSettings settings;
    private final Clock clock;

    JourneyStarter(
            Commands commands,
            Journeys journeys,
            TransactionTemplate transaction,
            AutomationSettings settings,
            Clock clock) {
        this.commands = commands;
        this.journeys = journeys;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /** Scheduled twice: one computes while the other waits for the database. */
    @Scheduled(fixedDelayString = "${hearth.automation.dispatch:200ms}")
    @Scheduled(fixedDelayString = "${hearth.automation.dispatch:200ms}")
    void dispatch() {
        if (!settings.enabled()) {
            return;
        }
        try {
            while (dispatch(settings.dispatchBatch()) > 0) {
                Thread.onSpinWait();
            }
        } catch (RuntimeException fault) {
            log.debug("Trying one by one, as a set of commands failed: {}", fault.toString());
            oneByOne();
        }
    }

    private int dispatch(int limit) {
        return Objects.requireNonNull(transaction.execute(status -> {
            var waiting = commands.take(clock.instant(), limit, journeys.suspended());
            carryOut(waiting);
            return waiting.size();
        }));
    }

    private void carryOut(List<Waiting> waiting) {
        if (waiting.isEmpty()) {
            return;
        }
        journeys.start(waiting.stream().map(JourneyStarter::start).toList());
        commands.done(waiting);
    }

    private static JourneyStart start(Waiting waiting) {
        return new JourneyStart(
                waiting.journey(),
                waiting.key().member(),
                waiting.key().community(),
                waiting.release(),
                event(waiting.cause()));
    }

    /** A command's cause is the event with what was decided about it: {@code 3-118/77c8418d/0}. */
    private static String event(String cause) {
        int end = cause.indexOf('/');
        return end < 0 ? cause : cause.substring(0, end);
    }

    /** What fails by itself waits longer each time, and is parked in the end for people to look at. */
    private void oneByOne() {
        for (int i = 0; i < settings.dispatchBatch(); i++) {
            var tried = new Waiting[1];
            try {
                boolean more = Boolean.TRUE.equals(transaction.execute(status -> {
                    var waiting = commands.take(clock.instant(), 1, journeys.suspended());
                    if (!waiting.isEmpty()) {
                        tried[0] = waiting.get(0);
                        carryOut(waiting);
                    }
                    return !waiting.isEmpty();
                }));
                if (!more) {
                    return;
                }
            } catch (RuntimeException fault) {
                if (tried[0] == null || Faults.passing(fault)) {
                    log.warn("Expected to start journeys, but {}", fault.toString());
                    return;
                }
                failed(tried[0], fault);
            }
        }
    }

    private void failed(Waiting command, RuntimeException fault) {
        boolean parked = command.attempts() + 1 >= settings.attempts();
        var pause = Duration.ofSeconds(1L << Math.min(command.attempts(), 10));
        log.warn(
                "Expected to start journey '{}' for {}, but {}{}",
                command.journey(),
                command.key().member(),
                fault.toString(),
                parked ? "; parked" : "");
        transaction.executeWithoutResult(status -> commands.failed(
                command, DeadLetters.reason(fault), clock.instant().plus(pause), parked));
    }
}
