package io.hearth.content;

/** How much a finding weighs: an error stops a release, a warning does not. */
public enum Severity {
    ERROR,
    WARNING
}
