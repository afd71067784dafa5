package io.hearth.content;

/** Told inside this node after the pointer to the live release has moved. */
public record ReleasePublished(Release release) {}
