package io.hearth.promotion;

import io.hearth.journey.Journeys;
import io.hearth.journey.engine.Worker;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Carries out the work of promotions, one piece in each transaction: after a crash it goes on with the next piece, and any
 * number of nodes may do so, since each locks the promotion it works on.
 */
@Component
class PromotionWorker implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(PromotionWorker.class);
    private static final long PATIENCE_SECONDS = 20;
    private static final int LONGEST = 500;

    private final PromotionTable promotions;
    private final Sending sending;
    private final Journeys journeys;
    private final Worker runs;
    private final PromotionSettings settings;
    private final TransactionTemplate transaction;
    private final AtomicBoolean running = new AtomicBoolean();
    private @Nullable Thread thread;

    PromotionWorker(
            PromotionTable promotions,
            Sending sending,
            Journeys journeys,
            Worker runs,
            PromotionSettings settings,
            TransactionTemplate transaction) {
        this.promotions = promotions;
        this.sending = sending;
        this.journeys = journeys;
        this.runs = runs;
        this.settings = settings;
        this.transaction = transaction;
    }

    /** A piece of work of any promotion, or of one; false if there was none to do. */
    boolean round(@Nullable Long only) {
        var at = new Promotion[1];
        try {
            boolean done = Boolean.TRUE.equals(transaction.execute(status -> {
                var claimed = promotions.claim(only);
                claimed.ifPresent(promotion -> {
                    at[0] = promotion;
                    piece(promotion);
                });
                return claimed.isPresent();
            }));
            if (done) {
                runs.ring();
            }
            return done;
        } catch (RuntimeException fault) {
            if (at[0] == null) {
                throw fault;
            }
            LOG.warn("Expected to go on with promotion {}, but could not; trying again", at[0].id(), fault);
            var why = String.valueOf(fault.getMessage());
            transaction.executeWithoutResult(
                    status -> promotions.failed(at[0].id(), why.length() > LONGEST ? why.substring(0, LONGEST) : why));
            return false;
        }
    }

    private void piece(Promotion promotion) {
        var work = promotion.work();
        var run = promotion.run();
        var element = promotion.element();
        if (work == null || run == null || element == null) {
            throw new IllegalStateException(
                    "Expected promotion %d to know its run and step, but it does not".formatted(promotion.id()));
        }
        if (sending.carryOn(promotion, work)) {
            promotions.work(promotion.id(), null, element, null);
            journeys.done(run, element);
        } else if (promotion.failure() != null) {
            promotions.work(promotion.id(), work, element, promotion.stage());
        }
    }

    @Override
    public void start() {
        if (running.compareAndSet(false, true)) {
            var worker = new Thread(this::work, "promotions");
            worker.setDaemon(true);
            thread = worker;
            worker.start();
        }
    }

    @Override
    public void stop() {
        running.set(false);
        var worker = thread;
        if (worker != null) {
            LockSupport.unpark(worker);
            try {
                worker.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
            } catch (InterruptedException stopNow) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return running.get();
    }

    private void work() {
        while (running.get()) {
            boolean more = false;
            try {
                more = round(null);
            } catch (RuntimeException storeAway) {
                LOG.warn("Expected to look for promotions to go on with, but the store did not answer", storeAway);
            }
            if (!more) {
                LockSupport.parkNanos(settings.poll().toNanos());
            }
        }
    }
}
