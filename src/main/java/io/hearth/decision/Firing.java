package io.hearth.decision;

import java.util.List;

/** A rule that matched, what it asks for, and what it saw. */
public record Firing(Rule rule, List<Outcome> outcomes, List<Seen> seen) {}
