package io.hearth.journey.engine;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** A few threads that wake runs and fire timers while the server runs; any number of nodes may have them. */
public final class Worker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);
    private static final int LOOK_BACK = 500;
    private static final long PATIENCE_SECONDS = 20;

    private final JourneySettings settings;
    private final Batches batches;
    private final TransactionTemplate transaction;
    private final DueWakes wakes;
    private final DueJobs jobs;
    private final DueCalls calls;
    private final Wakes waits;
    private final Semaphore bell = new Semaphore(0);
    private final AtomicBoolean running = new AtomicBoolean();
    private final List<Thread> threads = new ArrayList<>();

    public Worker(
            JdbcTemplate jdbc,
            TransactionTemplate transaction,
            JourneyEngine engine,
            Wakes waits,
            JourneySettings settings,
            Clock clock,
            Callees callees) {
        this.settings = settings;
        this.transaction = transaction;
        this.batches = new Batches(transaction);
        this.waits = waits;
        this.wakes = new DueWakes(jdbc, engine, settings, clock, Scope.EVERYBODY);
        this.jobs = new DueJobs(jdbc, engine, settings, clock, Scope.EVERYBODY);
        this.calls = new DueCalls(jdbc, engine, settings, clock, callees, Scope.EVERYBODY);
    }

    /** Says that something may be due now. */
    public void ring() {
        if (bell.availablePermits() < settings.workers()) {
            bell.release();
        }
    }

    @Override
    public void start() {
        if (running.compareAndSet(false, true)) {
            for (int i = 0; i < settings.workers(); i++) {
                var thread = new Thread(this::work, "journey-" + i);
                thread.setDaemon(true);
                threads.add(thread);
                thread.start();
            }
        }
    }

    @Override
    public void stop() {
        running.set(false);
        bell.release(threads.size());
        for (var thread : threads) {
            try {
                thread.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            } catch (InterruptedException stopNow) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running.get();
    }

    private void work() {
        while (running.get()) {
            try {
                if (round() == 0) {
                    rest();
                }
            } catch (RuntimeException storeAway) {
                LOG.warn("Expected to carry runs on, but the store did not answer; trying again", storeAway);
                rest();
            }
        }
    }

    /** One look at everything that can be due; returns how much there was. */
    int round() {
        int fresh = transaction.execute(status -> waits.lookBack(LOOK_BACK));
        return fresh
                + batches.run(calls, settings.batch())
                + batches.run(wakes, settings.batch())
                + batches.run(jobs, settings.batch());
    }

    private void rest() {
        try {
            bell.tryAcquire(settings.poll().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopNow) {
            running.set(false);
            Thread.currentThread().interrupt();
        }
    }
}
