package io.hearth.decision;

/** The figures of one member in one community at one moment. */
public interface Aggregates {

    /** The figure; for {@code FIRST} and {@code LAST} epoch milliseconds, or not a number when there was no event. */
    double value(Aggregate aggregate);

    /** Epoch milliseconds until when the figure holds if nothing happens; {@link Long#MAX_VALUE} for always. */
    long holdsUntil(Aggregate aggregate);

    /**
     * Epoch milliseconds until when it holds whether the figure is at least that much, if nothing happens. Never sooner
     * than {@link #holdsUntil}, and often much later: what has been too little stays too little.
     */
    default long reachedUntil(Aggregate aggregate, double threshold) {
        return holdsUntil(aggregate);
    }
}
