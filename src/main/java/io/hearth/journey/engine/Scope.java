package io.hearth.journey.engine;

import io.hearth.member.MemberId;
import org.jspecify.annotations.Nullable;

/** Whose runs a worker looks after: everybody's, or those of the one member that a scenario is about. */
record Scope(@Nullable MemberId only) {

    static final Scope EVERYBODY = new Scope(null);

    /** What is added to a query's conditions. */
    String of(String column) {
        return only == null ? " " : " and " + column + " = " + only.value() + " ";
    }
}
