package io.hearth.journey;

import io.hearth.content.ReleasePublished;
import io.hearth.event.LoggedEvent;
import io.hearth.journey.engine.DefinitionTable;
import io.hearth.journey.engine.Wakes;
import java.util.Collection;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Tells waiting runs of what happened. */
@Service
public class Waits {

    private final Wakes wakes;
    private final DefinitionTable definitions;
    private volatile Set<String> eventTypes;

    Waits(Wakes wakes, DefinitionTable definitions) {
        this.wakes = wakes;
        this.definitions = definitions;
        this.eventTypes = definitions.awaited();
    }

    /** Finds the runs that wait for these events, by one join, and notes that they are to be woken. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void wake(Collection<LoggedEvent> events) {
        var awaited = eventTypes;
        wakes.wake(events.stream()
                .filter(event -> awaited.contains(event.type()))
                .map(event -> new Wakes.Seen(
                        event.ref().toString(),
                        event.position(),
                        event.acceptedAt(),
                        event.member(),
                        event.community(),
                        event.type()))
                .toList());
    }

    /** The types of event that any run can wait for; no other event needs to be looked at. */
    public Set<String> eventTypes() {
        return eventTypes;
    }

    @EventListener
    void learn(ReleasePublished published) {
        eventTypes = definitions.awaited();
    }

    void learn() {
        eventTypes = definitions.awaited();
    }
}
