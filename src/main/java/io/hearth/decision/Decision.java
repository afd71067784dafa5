package io.hearth.decision;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The answer of one rulebook about one member.
 *
 * @param firings in the order of priority
 * @param holdsUntil when the answer may change though nothing happens; null when only an event can change it
 */
public record Decision(
        String rulebook, List<Firing> firings, @Nullable Instant holdsUntil) {}
