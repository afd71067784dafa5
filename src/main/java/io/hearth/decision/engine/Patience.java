package io.hearth.decision.engine;

import java.time.Duration;

/**
 * Ends a process that works too long on one thing. A busy machine is no fault of the rules, so that past the time
 * only a process that has worked for as long is ended; or one that has taken many times as long anyway.
 */
final class Patience implements Runnable {

    private static final int MANY = 6;

    private final Process process;
    private final Duration timeout;
    private final Duration workBefore;
    private final long started = System.nanoTime();
    private volatile boolean lost;

    Patience(Process process, Duration timeout) {
        this.process = process;
        this.timeout = timeout;
        this.workBefore = work();
    }

    /** Whether the process was ended. */
    boolean lost() {
        return lost;
    }

    @Override
    public void run() {
        var worked = work().minus(workBefore);
        var waited = Duration.ofNanos(System.nanoTime() - started);
        if (worked.compareTo(timeout) >= 0 || waited.compareTo(timeout.multipliedBy(MANY)) >= 0) {
            lost = true;
            process.destroyForcibly();
        }
    }

    private Duration work() {
        return process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
