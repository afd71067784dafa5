package io.hearth.decision;

import java.util.List;

/**
 * What a condition reads and needs: the engine decides by DRL, this explains. Both must say the same.
 */
public sealed interface Check {

    /** Reads one thing and compares it; {@code needed} holds strings, numbers or booleans. */
    record Test(Reading reading, Operator operator, List<Object> needed) implements Check {}

    record Not(Check part) implements Check {}

    record AnyOf(List<Check> parts) implements Check {}

    record AllOf(List<Check> parts) implements Check {}

    /**
     * One read on a fact: {@code Reading("activity", "count", List.of("post.created", "7d"))} for {@code
     * activity.count("post.created", "7d")}.
     *
     * @param fact a component of {@link Facts}
     * @param property a component or method of that fact
     */
    record Reading(String fact, String property, List<Object> arguments) {}

    /** How what is read is compared with what is needed. */
    enum Operator {
        EQUAL,
        UNEQUAL,
        AT_LEAST,
        MORE,
        AT_MOST,
        LESS,
        /** Equals one of those needed. */
        ONE_OF,
        /** What is read is true; nothing more is needed. */
        HOLDS
    }
}
