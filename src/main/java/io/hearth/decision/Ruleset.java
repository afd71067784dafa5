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

    /**
     * The rules of a rulebook whose answer about a member may differ after one more event of the type, while time and
     * who the member is stay the same.
     */
    default List<Rule> touchedBy(String rulebook, String eventType) {
        return rules().stream().filter(rule -> rule.rulebook().equals(rulebook)).toList();
    }

    /** Opens a session for the calling thread. */
    DecisionSession open();
}
