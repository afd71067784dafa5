package io.hearth.journey.engine;

import io.hearth.member.MemberId;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Looks into the log for events that came before a wait was there to be seen. */
public interface Past {

    /** The first event for each wait that has one. */
    Map<UUID, Found> firstFor(Collection<Wanted> waits);

    /** What a wait looks for: after a position of the member's partition, and after an instant. */
    record Wanted(UUID id, MemberId member, String community, String eventType, long position, Instant since) {}

    /** The event's reference and its position. */
    record Found(String event, long position) {}
}
