package io.hearth.decision;

import java.time.ZonedDateTime;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Where the facts about a member come from when somebody asks why a rule would or would not fire now. */
public interface CurrentFacts {

    /** The facts as a decision would see them now, with the event where one is named; empty for an unknown member. */
    Optional<Facts> of(long member, String community, @Nullable String event, ZonedDateTime at);
}
