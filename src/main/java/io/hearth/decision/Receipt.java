package io.hearth.decision;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The record of one rule that fired: by which release, for whom, on what it saw, and what it asked for.
 *
 * @param member the member's number
 * @param event the reference of the event, {@code 3-118}; null where time or a person asked
 * @param rule the rule's id
 */
public record Receipt(
        UUID id,
        String release,
        long member,
        String community,
        @Nullable String event,
        String rulebook,
        String rule,
        List<Seen> seen,
        List<Outcome> outcomes,
        Instant at) {}
