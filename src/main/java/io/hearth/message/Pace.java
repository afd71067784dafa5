package io.hearth.message;

/** So many a second, evenly: a bucket that holds one second's worth. */
final class Pace {

    private static final double NANOS = 1_000_000_000;

    private final int perSecond;
    private double tokens;
    private long filledAt = System.nanoTime();

    Pace(int perSecond) {
        this.perSecond = perSecond;
        this.tokens = perSecond;
    }

    synchronized int room(int wanted) {
        if (perSecond == 0) {
            return wanted;
        }
        var now = System.nanoTime();
        tokens = Math.min(perSecond, tokens + (now - filledAt) / NANOS * perSecond);
        filledAt = now;
        return Math.min(wanted, (int) tokens);
    }

    synchronized void take(int count) {
        tokens -= perSecond == 0 ? 0 : count;
    }
}
