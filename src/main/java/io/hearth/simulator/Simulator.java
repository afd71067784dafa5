package io.hearth.simulator;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets the sample community live: with every beat it sends what happened since the last one. What the server can't take
 * (busy, starting) is sent again with the next beat: events have ids, so nothing happens twice.
 */
final class Simulator {

    static final long BEATS_PER_SECOND = 4;

    private static final Logger log = LoggerFactory.getLogger(Simulator.class);
    private static final int BATCH = 500;

    private final SimulatorSettings settings;
    private final PublicApi api;
    private final Marketer marketer;
    private final Clock clock;

    private volatile SimulatorState state;
    private Optional<CommunityLife> life = Optional.empty();
    private Optional<SampleOffers> offers = Optional.empty();
    private List<SampleEvent> unsent = List.of();
    private double owed;
    private boolean refused;

    Simulator(SimulatorSettings settings, PublicApi api, Marketer marketer, Clock clock) {
        this.marketer = marketer;
        this.settings = settings;
        this.api = api;
        this.clock = clock;
        this.state = new SimulatorState(true, settings.eventsPerSecond(), 0);
    }

    /** Who sets up what the community offers. */
    interface Marketer {

        PublicApi comes();

        void leaves();
    }

    SimulatorState state() {
        return state;
    }

    /** Takes effect with the next beat. */
    synchronized SimulatorState change(Optional<Boolean> running, Optional<Double> eventsPerSecond) {
        state = new SimulatorState(
                running.orElse(state.running()), eventsPerSecond.orElse(state.eventsPerSecond()), state.sent());
        return state;
    }

    /** One beat; a server that can't answer is asked again with the next one. */
    void beat() {
        try {
            if (life.isEmpty()) {
                begin();
            }
            if (unsent.isEmpty()) {
                unsent = happenings(life.orElseThrow());
            }
            send();
            offers.ifPresent(this::carryOn);
            refused = false;
        } catch (PublicApi.Unanswered e) {
            if (!refused) {
                log.info("The simulator waits: {}", e.getMessage());
            }
            refused = true;
        }
    }

    private void begin() {
        int joined = api.membersOf(settings.community());
        var community = new CommunityLife(settings, joined, clock.millis());
        if (joined == 0) {
            var now = clock.instant();
            offers = offers(now);
            unsent = community.past(now, offers.map(SampleOffers::challenges).orElse(List.of()));
            log.info("The simulator gives {} a past of {} events", settings.community(), unsent.size());
        }
        life = Optional.of(community);
    }

    /** Without them the community lives as well. */
    private Optional<SampleOffers> offers(Instant now) {
        try {
            return Optional.of(new SampleOffers(settings.community(), marketer.comes(), now));
        } catch (PublicApi.Unanswered refused) {
            log.warn("The sample community goes without offers: {}", refused.getMessage());
            marketer.leaves();
            return Optional.empty();
        }
    }

    /** Once what was is decided, members spend what they have. */
    private void carryOn(SampleOffers begun) {
        if (begun.pastIsDecided()) {
            offers = Optional.empty();
            begun.finish();
            marketer.leaves();
            life.ifPresent(community -> community.invite(begun.codes()));
        }
    }

    private List<SampleEvent> happenings(CommunityLife community) {
        owed += state.running() ? state.eventsPerSecond() / BEATS_PER_SECOND : 0;
        var events = new ArrayList<SampleEvent>();
        while (owed >= 1 && events.size() < BATCH) {
            var next = community.next(clock.instant());
            owed -= next.size();
            events.addAll(next);
        }
        return events;
    }

    private void send() {
        while (!unsent.isEmpty()) {
            var batch = unsent.subList(0, Math.min(BATCH, unsent.size()));
            api.send(batch);
            count(batch.size());
            unsent = unsent.subList(batch.size(), unsent.size());
        }
    }

    private synchronized void count(int events) {
        state = new SimulatorState(state.running(), state.eventsPerSecond(), state.sent() + events);
    }
}
