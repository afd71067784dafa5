package io.hearth.content;

import java.time.Instant;

/** One immutable version of all rules, workflows and templates, named by its hash. */
public record Release(String hash, ContentFiles files, Instant publishedAt, String publishedBy) {}
