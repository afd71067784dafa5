package io.hearth.decision;

import java.util.List;
import java.util.Set;

/** All rulebooks of one release, compiled and ready. */
public interface Ruleset {

    /** The release's hash. */
    String release();

    List<Rule> rules();

    /** What activity must be collected for the rules. */
    Set<Aggregate> aggregates();

    /** The types that some rule asks for; an event of another type can't make any rule fire by itself. */
    Set<String> eventTypesUsed();

    /** Names the rules of a rulebook by what they mean: the same as long as they decide alike; empty where there are none. */
    String fingerprint(String rulebook);

    /** Opens a session for the calling thread. */
    DecisionSession open();
}
