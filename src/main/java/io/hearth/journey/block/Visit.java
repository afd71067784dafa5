package io.hearth.journey.block;

import io.hearth.member.MemberId;
import java.util.Optional;
import java.util.UUID;

/** One run at one step: who it is about, what the step's fields say, and where answers go. */
public interface Visit {

    UUID run();

    String journey();

    String element();

    /** Unique to this visit of this step, so that what it causes can be told apart from the next visit's. */
    String key();

    MemberId member();

    /** Which of the member's runs this is; where a run is about an audience, the number that it was started with. */
    int entry();

    String community();

    /** The event that the run was started for, if an event started it. */
    Optional<String> cause();

    Optional<String> field(String name);

    /** A field that the shape requires, which the check before deployment made sure of. */
    default String required(String name) {
        return field(name)
                .orElseThrow(() -> new IllegalStateException(
                        "Expected to perform '%s', but its field '%s' is missing".formatted(element(), name)));
    }

    /** What a variable holds at the moment, if anything. */
    Optional<Object> variable(String name);

    /** Sets a declared variable of the run: text, a number or true and false. */
    void put(String variable, Object value);
}
