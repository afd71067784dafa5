package io.hearth.decision;

/** A sentence of a rule with what was seen for it: the value read, what was needed, and whether it held. */
public record Seen(String sentence, String value, String needed, boolean held) {}
