package io.hearth.decision;

/** The most points that a rule may give to all members together in a period. */
public record Budget(long points, Period period) {}
