package io.hearth.journey;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Bringing live runs to the versions of a release, in the background.
 *
 * @param state running or done
 */
record RunMigration(
        String id,
        String release,
        String state,
        String reason,
        String askedBy,
        Instant askedAt,
        @Nullable Instant endedAt,
        List<Part> parts) {

    /**
     * The runs of one version.
     *
     * @param runs how many there were when it began
     * @param stayed how many could not be brought over
     */
    record Part(String journey, int from, int to, long runs, long migrated, long stayed, boolean done) {}

    /** A run that stays in its version. */
    record Stay(
            String id, UUID run, String journey, @Nullable String step, String why) {}
}
