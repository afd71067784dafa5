package io.hearth.automation;

import io.hearth.decision.Rule;
import io.hearth.decision.Seen;
import io.hearth.member.MembershipKey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What rules would have done for one member in one community.
 *
 * @param what all that would have followed
 * @param gone segments that the member was in and left, and did not enter again
 * @param events how many events were decided
 * @param failures how many decisions failed
 */
public record Played(MembershipKey key, Map<What, Much> what, Map<What, Because> gone, long events, long failures) {

    /** Kinds of what follows. */
    public enum Kind {
        POINTS,
        BADGE,
        BENEFIT,
        LEVEL,
        SEGMENT,
        CASE,
        JOURNEY,
        MESSAGE
    }

    /** One thing: the points of a rule, a badge, a level, a segment, a kind of case, a journey, a message. */
    public record What(Kind kind, String name) {}

    /** How much of it, and why, the last time. Being in a segment at the end counts as one. */
    public record Much(long amount, Because because) {}

    /**
     * Why: the rule with what it saw.
     *
     * @param event the event in the log; empty where only time went by, or where another outcome was the cause
     */
    public record Because(Optional<String> event, Instant at, Optional<Rule> rule, List<Seen> seen) {}
}
