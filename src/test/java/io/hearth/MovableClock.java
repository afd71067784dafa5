package io.hearth;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that goes on by itself and that tests move; put back to the real time after each test. */
public final class MovableClock extends Clock {

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    public void advance(Duration by) {
        ahead.updateAndGet(now -> now.plus(by));
    }

    public void set(Instant now) {
        ahead.set(Duration.between(Clock.systemUTC().instant(), now));
    }

    /** {@code 2026-03-14T23:30:00+08:00}. */
    public void set(String now) {
        set(OffsetDateTime.parse(now).toInstant());
    }

    public void reset() {
        ahead.set(Duration.ZERO);
    }

    @Override
    public Instant instant() {
        return Clock.systemUTC().instant().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        var inner = this;
        return new Clock() {
            @Override
            public Instant instant() {
                return inner.instant();
            }

            @Override
            public ZoneId getZone() {
                return zone;
            }

            @Override
            public Clock withZone(ZoneId other) {
                return inner.withZone(other);
            }
        };
    }
}
