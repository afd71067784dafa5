package io.hearth.journey;

import io.hearth.content.Releases;
import io.hearth.event.EventRef;
import io.hearth.journey.engine.DefinitionTable;
import io.hearth.journey.engine.JourneyEngine;
import io.hearth.journey.engine.Run;
import io.hearth.journey.engine.SuspensionTable;
import io.hearth.journey.engine.Wakes;
import io.hearth.platform.Ids;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Starts journeys: once for each journey, member and community, however often it is asked; again for a new cause only
 * where the journey says so and the member's last run is over.
 */
@Service
public class Journeys {

    /** How far back a wait looks that an event started; that event's position decides what is new. */
    private static final Duration LOOK_BACK = Duration.ofDays(2);

    private static final int FIRST_ENTRY = 1;

    private final JourneyEngine engine;
    private final DefinitionTable definitions;
    private final Releases releases;
    private final Wakes wakes;
    private final SuspensionTable suspensions;
    private final Drawings drawings;
    private final RunHistory history;
    private final Clock clock;

    /** What a release starts never changes, so that it need be read only once. */
    private final Map<String, String> known = new ConcurrentHashMap<>();

    Journeys(
            JourneyEngine engine,
            DefinitionTable definitions,
            Releases releases,
            Wakes wakes,
            SuspensionTable suspensions,
            Drawings drawings,
            RunHistory history,
            Clock clock) {
        this.suspensions = suspensions;
        this.drawings = drawings;
        this.history = history;
        this.wakes = wakes;
        this.engine = engine;
        this.definitions = definitions;
        this.releases = releases;
        this.clock = clock;
    }

    /** In the caller's transaction; those that were started before are left alone. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void start(Collection<JourneyStart> starts) {
        var now = clock.instant();
        engine.start(starts.stream().map(start -> run(start, now)).toList());
    }

    /**
     * Starts the live version of a journey that is about an audience, once for each number. In the caller's transaction.
     *
     * @return the run, if it was not started before
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<UUID> startForAudience(String journey, String community, int number) {
        return startByNumber(journey, community, number, Map.of());
    }

    /** The same for any run that is not about a member, with what its variables hold at first. */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<UUID> startByNumber(String journey, String community, int number, Map<String, Object> variables) {
        var now = clock.instant();
        var run = new Run(
                Ids.next(),
                journey,
                definition(releases.live().hash(), journey),
                Run.NOBODY,
                community,
                number,
                Run.State.RUNNING,
                null,
                null,
                0,
                now,
                0,
                now,
                null,
                null);
        return engine.start(run, variables).map(Run::id);
    }

    /** How many runs of each journey are under way, by its key. */
    public Map<String, Long> underWay() {
        var running = new HashMap<String, Long>();
        history.counts().forEach((journey, counts) -> running.put(journey, counts.running()));
        return running;
    }

    /** Journeys that people hold up: what is to be started waits until they go on. */
    public Set<String> suspended() {
        return suspensions.all().keySet();
    }

    /** The work is done that a run stays for at a step. In the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void done(UUID run, String element) {
        wakes.done(run, element);
    }

    /** Ends a run where it stands; does nothing if it is over. In the caller's transaction. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void cancel(UUID run, String reason) {
        engine.lock(run).ifPresent(living -> engine.cancel(living, reason));
    }

    /**
     * Lets a run go on where its workflow says it does when people break it off, or ends it if it says nothing; false if
     * it is over. In the caller's transaction.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean breakOff(UUID run, String reason) {
        var living = engine.lock(run);
        living.ifPresent(found -> drawings.of(found.definition())
                .flatMap(drawn -> drawn.drawing().whenCancelled())
                .ifPresentOrElse(step -> engine.divert(found, step), () -> engine.cancel(found, reason)));
        return living.isPresent();
    }

    /** The groups of each step of the live workflow that whoever a variable names may not do. */
    public List<Set<String>> groupsBesides(String journey, String variable) {
        return drawings.of(definition(releases.live().hash(), journey))
                .map(drawn -> drawn.drawing().groupsBesides(variable))
                .orElse(List.of());
    }

    /** Locks a run that lives until the transaction ends; whoever moves it and what it works on locks it first. */
    @Transactional(propagation = Propagation.MANDATORY)
    public boolean lock(UUID run) {
        return engine.lock(run).isPresent();
    }

    private Run run(JourneyStart start, Instant now) {
        var release = start.release() == null ? releases.live().hash() : start.release();
        var cause = start.cause() == null ? null : EventRef.parse(start.cause());
        return new Run(
                Ids.next(),
                start.journey(),
                definition(release, start.journey()),
                start.member(),
                start.community(),
                FIRST_ENTRY,
                Run.State.RUNNING,
                null,
                start.cause(),
                cause == null ? 0 : cause.position(),
                cause == null ? now : now.minus(LOOK_BACK),
                0,
                now,
                null,
                null);
    }

    private String definition(String release, String journey) {
        var definition = known.get(release + '/' + journey);
        if (definition == null) {
            definition = definitions
                    .ofRelease(release, journey)
                    .orElseThrow(() -> Problem.content(
                            "journey.unknown",
                            "Expected to start journey '%s', but release %s has none of that name."
                                    .formatted(journey, release)))
                    .definition();
            known.put(release + '/' + journey, definition);
        }
        return definition;
    }
}
