package io.hearth.decision;

import java.util.Optional;
import java.util.function.Predicate;

/** Where the facts come from that a decision in the past saw, when somebody asks why a rule did not fire then. */
public interface PastFacts {

    /**
     * What the decision about a stored event saw, put together from the log and the histories: as far back as they are kept.
     *
     * @param event the event's reference, {@code 3-118}
     * @return empty where that member has no such event in the community
     */
    Optional<Then> of(long member, String community, String event);

    /**
     * @param ruleset the release by which the event was decided
     * @param mayFire whether a rule had not had its outcomes as often as it may
     */
    record Then(Ruleset ruleset, Facts facts, Predicate<Rule> mayFire) {}
}
