package io.hearth.journey;

import io.hearth.content.Releases;
import io.hearth.event.EventRef;
import io.hearth.journey.engine.DefinitionTable;
import io.hearth.journey.engine.JourneyEngine;
import io.hearth.journey.engine.Run;
import io.hearth.platform.Ids;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
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
    private final Clock clock;

    /** What a release starts never changes, so that it need be read only once. */
    private final Map<String, String> known = new ConcurrentHashMap<>();

    Journeys(JourneyEngine engine, DefinitionTable definitions, Releases releases, Clock clock) {
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
