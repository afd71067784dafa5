package io.hearth.journey;

import io.hearth.event.FirstEvents;
import io.hearth.event.FirstEvents.Sought;
import io.hearth.journey.engine.Past;
import io.hearth.journey.engine.guard.Drawing;
import io.hearth.segment.SegmentEntered;
import io.hearth.segment.Segments;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The log and the segments, as waits look into them. */
@Component
class LoggedPast implements Past {

    private final FirstEvents events;
    private final Segments segments;

    LoggedPast(FirstEvents events, Segments segments) {
        this.events = events;
        this.segments = segments;
    }

    private static SegmentEntered.Entry entry(Wanted wait) {
        return new SegmentEntered.Entry(
                wait.member(), wait.community(), wait.eventType().substring(Drawing.SEGMENT.length()));
    }

    @Override
    public Map<UUID, Found> firstFor(Collection<Wanted> waits) {
        var found = new HashMap<UUID, Found>();
        var forSegments = waits.stream()
                .filter(wait -> wait.eventType().startsWith(Drawing.SEGMENT))
                .toList();
        if (!forSegments.isEmpty()) {
            var inside =
                    segments.among(forSegments.stream().map(LoggedPast::entry).toList());
            forSegments.stream()
                    .filter(wait -> inside.contains(entry(wait)))
                    .forEach(wait -> found.put(wait.id(), new Found("segment", wait.position())));
        }
        events.find(waits.stream()
                        .filter(wait -> !wait.eventType().startsWith(Drawing.SEGMENT))
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
