package io.hearth.decision;

import io.hearth.decision.fact.Event;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the facts about a member come from when somebody asks why a rule would or would not fire now. */
public interface CurrentFacts {

    /** The facts as a decision would see them now, with the event where one is named; empty for an unknown member. */
    Optional<Facts> of(long member, String community, @Nullable String event, ZonedDateTime at);

    /**
     * The facts as they would be if that event happened now, which it does not: it is counted, but nothing is kept.
     *
     * @param needed the figures that must be counted with it
     */
    Optional<Facts> supposing(long member, String community, Event event, Set<Aggregate> needed, ZonedDateTime at);

    /** Whether a rule may still have its outcomes for a member, or had them as often as its header allows. */
    boolean mayFire(long member, String community, Rule rule, Facts about);
}
