package io.hearth.message;

import java.time.Duration;
import java.util.random.RandomGenerator;

/** Twice as long after each try, a little more or less, so that messages that failed together don't return together. */
record Backoff(Duration first, Duration longest, RandomGenerator random) {

    private static final int MOST_DOUBLINGS = 20;

    Duration after(int attempt) {
        var nanos = Math.min(
                (double) first.toNanos() * (1L << Math.min(attempt - 1, MOST_DOUBLINGS)), (double) longest.toNanos());
        return Duration.ofNanos((long) (nanos * (0.8 + 0.4 * random.nextDouble())));
    }
}
