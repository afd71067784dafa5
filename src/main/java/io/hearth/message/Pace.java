package io.hearth.message;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongSupplier;

/** So many a second and so many a minute, evenly; in any second and any minute no more than that. */
final class Pace {

    private static final double NANOS = 1_000_000_000;

    private final List<Bucket> buckets = new ArrayList<>();
    private final LongSupplier nanos;

    /** Zero stands for any number. */
    Pace(int perSecond, int perMinute) {
        this(perSecond, perMinute, System::nanoTime);
    }

    Pace(int perSecond, int perMinute, LongSupplier nanos) {
        this.nanos = nanos;
        if (perSecond > 0) {
            buckets.add(new Bucket(perSecond, perSecond, nanos.getAsLong()));
        }
        if (perMinute > 0) {
            // What lies ready and what comes in a minute are together what a minute takes.
            var ready = Math.max(1, perMinute / 10);
            buckets.add(new Bucket(ready, Math.max(perMinute - ready, 0.5) / 60, nanos.getAsLong()));
        }
    }

    synchronized int room(int wanted) {
        var now = nanos.getAsLong();
        var room = wanted;
        for (var bucket : buckets) {
            room = Math.min(room, bucket.room(now));
        }
        return room;
    }

    synchronized void take(int count) {
        buckets.forEach(bucket -> bucket.tokens -= count);
    }

    private static final class Bucket {

        private final double size;
        private final double perSecond;
        private double tokens;
        private long filledAt;

        Bucket(double size, double perSecond, long now) {
            this.size = size;
            this.perSecond = perSecond;
            this.tokens = size;
            this.filledAt = now;
        }

        int room(long now) {
            tokens = Math.min(size, tokens + (now - filledAt) / NANOS * perSecond);
            filledAt = now;
            return Math.max(0, (int) tokens);
        }
    }
}
