package io.hearth.automation;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Figures that a release needs and nobody collected, being read from the log.
 *
 * @param release that needs them; it goes live afterwards
 * @param state {@code running} or {@code done}
 * @param members how many there are, about
 * @param looked how many are done
 * @param oldest the first event that the log still has
 * @param partial members of whom the log no longer has all events, so that their figures begin later
 */
record Backfill(
        UUID id,
        String release,
        String state,
        long members,
        long looked,
        @Nullable Instant oldest,
        long partial,
        Instant askedAt,
        @Nullable Instant endedAt) {}
