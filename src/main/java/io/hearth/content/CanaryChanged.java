package io.hearth.content;

import java.util.Optional;

/** Told inside this node after a share of the members is decided by another release, or no longer is. */
public record CanaryChanged(Optional<Canary> before, Optional<Canary> now) {}
