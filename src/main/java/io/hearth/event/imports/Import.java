package io.hearth.event.imports;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One file on its way into the log, and how far it is. */
record Import(
        UUID id,
        String name,
        String file,
        String fileHash,
        long size,
        String mapping,
        String state,
        @Nullable String problem,
        long records,
        long bytes,
        long accepted,
        long duplicate,
        long refused,
        String startedBy,
        Instant createdAt,
        Instant changedAt) {}
