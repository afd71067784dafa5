package io.hearth.journey;

import io.hearth.event.FirstEvents;
import io.hearth.event.FirstEvents.Sought;
import io.hearth.journey.engine.Past;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The log, as waits look into it. */
@Component
class LoggedPast implements Past {

    private final FirstEvents events;

    LoggedPast(FirstEvents events) {
        this.events = events;
    }

    @Override
    public Map<UUID, Found> firstFor(Collection<Wanted> waits) {
        var found = new HashMap<UUID, Found>();
        events.find(waits.stream()
                        .map(wait -> new Sought(
                                wait.id(),
                                wait.member(),
                                wait.community(),
                                wait.eventType(),
                                wait.position(),
                                wait.since()))
                        .toList())
                .forEach((wait, event) -> found.put(wait, new Found(event.toString(), event.position())));
        return found;
    }
}
