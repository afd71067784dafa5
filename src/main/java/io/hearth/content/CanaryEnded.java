package io.hearth.content;

/** A canary ends; told in the transaction that ends it. Its state says how. */
public record CanaryEnded(Canary canary) {}
