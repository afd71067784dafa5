package io.hearth.decision.engine;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import org.jspecify.annotations.Nullable;

/**
 * What a decision may use up. Compiled rules call {@link #tick()} where they could go on without end, since the engine
 * itself can be stopped between firings only, not within a join or a loop.
 */
public final class Meter {

    private static final ThreadLocal<Meter> MINE = new ThreadLocal<>();
    private static final ThreadMXBean THREADS = ManagementFactory.getPlatformMXBean(ThreadMXBean.class);
    private static final long UNKNOWN = -1;

    private long left;
    private long nanos;
    private long bytes;
    private boolean looked;
    private long allocatedBefore;
    private long deadline;
    private long workBeforeDeadline;

    private Meter() {}

    /** Stops a decision; an error, so that no rule and no part of the engine takes it for a fault of a condition. */
    static final class Exhausted extends Error {

        private static final long serialVersionUID = 1L;

        Exhausted(String reason) {
            super(reason, null, false, false);
        }
    }

    /** The calling thread's meter. */
    static Meter mine() {
        @Nullable Meter meter = MINE.get();
        if (meter == null) {
            meter = new Meter();
            MINE.set(meter);
        }
        return meter;
    }

    /** @param bytes that may be allocated, whether or not they are garbage by then */
    void start(long ticks, long nanos, long bytes) {
        left = ticks;
        this.nanos = nanos;
        this.bytes = bytes;
        looked = false;
    }

    void stop() {
        left = Long.MAX_VALUE;
    }

    /** Time and memory count from the first look, which few decisions live to see. */
    private void look() {
        if (!looked) {
            looked = true;
            deadline = System.nanoTime() + nanos;
            workBeforeDeadline = UNKNOWN;
            allocatedBefore = THREADS.getCurrentThreadAllocatedBytes();
        } else if (THREADS.getCurrentThreadAllocatedBytes() - allocatedBefore > bytes) {
            throw new Exhausted("it takes more memory than a decision may");
        } else if (late()) {
            throw new Exhausted("it takes longer than a decision may");
        }
    }

    /** A machine that stood still is no fault of a rule: past the deadline only work counts, of which as much again is granted. */
    private boolean late() {
        if (System.nanoTime() - deadline <= 0) {
            return false;
        }
        var work = THREADS.getCurrentThreadCpuTime();
        if (workBeforeDeadline == UNKNOWN) {
            workBeforeDeadline = work;
        }
        return work - workBeforeDeadline > nanos;
    }

    /** Counts one step of a rule; does nothing outside of decisions. */
    public static void tick() {
        var meter = MINE.get();
        if (meter == null) {
            return;
        }
        var left = --meter.left;
        if (left < 0) {
            throw new Exhausted("it takes more steps than a decision may");
        }
        if ((left & 1023) == 0 && left < Long.MAX_VALUE / 2) {
            meter.look();
        }
    }
}
