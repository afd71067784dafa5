package io.hearth.automation;

import java.time.Duration;

/** How a worker shares its time: events come first, and what can wait gets a part of the time that events took. */
final class Pace {

    private static final long MOST_SAVED = Duration.ofMillis(200).toNanos();

    private final double share;
    private long saved;

    /** @param share the part of a busy worker's time for what can wait, from 0 to below 1 */
    Pace(double share) {
        this.share = share;
    }

    /** Events took so long. */
    void events(long nanos) {
        saved = Math.min(MOST_SAVED, saved + (long) (nanos * share / (1 - share)));
    }

    boolean hasTime() {
        return saved > 0;
    }

    /** What can wait took so long while events waited. */
    void background(long nanos) {
        saved -= nanos;
    }
}
