package io.hearth.message;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Lets a channel rest that fails again and again, then tries it with one message. */
final class Breaker {

    private static final int LONGEST_DOUBLING = 5;

    private final Clock clock;
    private final int faultsAllowed;
    private final Duration rest;
    private int faults;
    private int rests;
    private Instant restsUntil = Instant.MIN;

    Breaker(Clock clock, int faultsAllowed, Duration rest) {
        this.clock = clock;
        this.faultsAllowed = faultsAllowed;
        this.rest = rest;
    }

    synchronized void worked() {
        faults = 0;
        rests = 0;
    }

    synchronized void failed() {
        faults++;
        if (faults >= faultsAllowed && !resting()) {
            restsUntil = clock.instant().plus(rest.multipliedBy(1L << Math.min(rests, LONGEST_DOUBLING)));
            rests++;
        }
    }

    /** The receiver itself asked for a pause. */
    synchronized void pause(Duration pause) {
        var until = clock.instant().plus(pause);
        restsUntil = until.isAfter(restsUntil) ? until : restsUntil;
    }

    synchronized boolean resting() {
        return clock.instant().isBefore(restsUntil);
    }

    /** How many messages may be tried now: all, one after a rest, or none. */
    synchronized int room(int free) {
        if (resting()) {
            return 0;
        }
        return faults >= faultsAllowed ? Math.min(1, free) : free;
    }
}
