package io.hearth.automation;

import io.hearth.automation.Worker.Tools;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Keeps the workers of this node going. */
@Component
class Pipeline implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Pipeline.class);
    private static final long LONGEST_PAUSE = Duration.ofSeconds(5).toMillis();
    private static final long RETRY_EVERY = Duration.ofSeconds(1).toNanos();
    /** A batch costs much the same whether it holds three events or fifty: while few come, a worker lets them gather. */
    private static final long GATHERING = Duration.ofMillis(30).toNanos();

    private static final int WORTH_A_BATCH = 100;

    private final Tools tools;
    private final AutomationSettings settings;
    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile boolean running;
    private volatile @Nullable String trouble;

    Pipeline(
            Story story,
            io.hearth.event.EventLog events,
            io.hearth.event.Leases leases,
            Deciders deciders,
            DeadLetters deadLetters,
            CanaryFigures canaryFigures,
            PipelineMetrics metrics,
            TransactionTemplate transaction,
            Backfiller backfiller,
            Reevaluator reevaluator,
            AutomationSettings settings) {
        this.tools = new Tools(
                story,
                events,
                leases,
                deciders,
                deadLetters,
                canaryFigures,
                metrics,
                transaction,
                backfiller,
                reevaluator,
                settings.backgroundShare());
        this.settings = settings;
        events.onAppend(this::wake);
    }

    /** Why nothing is decided at the moment; null while all is well. */
    @Nullable
    String trouble() {
        return trouble;
    }

    @Override
    public void start() {
        if (!settings.enabled()) {
            return;
        }
        running = true;
        int count = settings.threads();
        for (int i = 0; i < count; i++) {
            var worker = new Worker(tools, i, count, settings.largestBatch());
            var thread = new Thread(() -> keepWorking(worker), "pipeline-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    private void keepWorking(Worker worker) {
        Decider decider = null;
        long pause = 0;
        long retryAt = System.nanoTime();
        while (running) {
            try {
                decider = tools.deciders().current(decider);
                long started = System.nanoTime();
                int decided = worker.work(decider);
                int anew = worker.decideAnew(decider, decided == 0);
                if (System.nanoTime() - retryAt >= 0) {
                    worker.retry(decider);
                    retryAt = System.nanoTime() + RETRY_EVERY;
                }
                pause = 0;
                trouble = null;
                if (decided == 0 && anew == 0) {
                    LockSupport.parkNanos(settings.patience().toNanos());
                } else if (decided > 0 && decided < WORTH_A_BATCH) {
                    rest(started + GATHERING);
                }
            } catch (RuntimeException fault) {
                pause = Math.min(LONGEST_PAUSE, Math.max(100, pause * 2));
                report(fault, pause);
                startOver(worker);
                LockSupport.parkNanos(Duration.ofMillis(pause).toNanos());
            }
        }
        if (decider != null) {
            decider.close();
        }
    }

    /** Until then, however often it is woken; the first event after a quiet time is decided at once. */
    private void rest(long until) {
        for (long left = until - System.nanoTime(); left > 0 && running; left = until - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    private static void startOver(Worker worker) {
        try {
            worker.startOver();
        } catch (RuntimeException stillAway) {
            log.debug("Expected to look at the leases, but {}", stillAway.toString());
        }
    }

    private void report(RuntimeException fault, long pause) {
        if (trouble == null || pause == LONGEST_PAUSE) {
            log.warn("Expected to decide a batch, but {}; trying again in {} ms", fault.toString(), pause, fault);
        }
        trouble = DeadLetters.reason(fault);
    }

    private void wake() {
        threads.forEach(LockSupport::unpark);
    }

    /** Each worker ends the batch that it is at. */
    @Override
    public void stop() {
        running = false;
        wake();
        for (var thread : threads) {
            try {
                thread.join(10_000);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** After the leases and what is decided with; so it stops before them. */
    @Override
    public int getPhase() {
        return 1_000;
    }
}
