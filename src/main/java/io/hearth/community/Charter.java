package io.hearth.community;

import java.time.Instant;

/** What members agree to when they join. A version is never altered. */
public record Charter(int version, String zh, String en, String writtenBy, Instant writtenAt) {}
