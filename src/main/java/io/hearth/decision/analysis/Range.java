package io.hearth.decision.analysis;

/** A set of values that one reading may have. */
sealed interface Range permits Numbers, Words {

    /** What is in both. */
    Range and(Range other);

    /** What is in this one or in the other. */
    Range or(Range other);

    /** What is not in it. */
    Range not();

    boolean isEmpty();

    /** Whether all of the other lies within this one. */
    default boolean covers(Range other) {
        return other.and(not()).isEmpty();
    }
}
