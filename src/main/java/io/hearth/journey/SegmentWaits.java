package io.hearth.journey;

import io.hearth.journey.engine.JourneyEngine;
import io.hearth.journey.engine.Wakes;
import io.hearth.journey.engine.Worker;
import io.hearth.journey.engine.guard.Drawing;
import io.hearth.segment.SegmentEntered;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells runs that wait for a segment who has come in. Once the entry is committed: a wait that can't be seen then is
 * committed later, and looks itself whether the member is in. What a node that died could not tell is found by looking
 * again from time to time.
 */
@Component
class SegmentWaits {

    private static final Logger LOG = LoggerFactory.getLogger(SegmentWaits.class);

    private final Wakes wakes;
    private final Waits waits;
    private final Worker worker;
    private final JourneyEngine engine;
    private final TransactionTemplate own;

    SegmentWaits(
            Wakes wakes, Waits waits, Worker worker, JourneyEngine engine, PlatformTransactionManager transactions) {
        this.wakes = wakes;
        this.waits = waits;
        this.worker = worker;
        this.engine = engine;
        this.own = new TransactionTemplate(transactions);
        this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT, fallbackExecution = true)
    void tell(SegmentEntered entered) {
        var awaited = waits.eventTypes();
        var wanted = entered.entries().stream()
                .filter(entry -> awaited.contains(Drawing.SEGMENT + entry.segment()))
                .map(entry -> new Wakes.Entry(entry.member(), entry.community(), entry.segment()))
                .toList();
        if (wanted.isEmpty()) {
            return;
        }
        try {
            Integer woken = own.execute(status -> wakes.entered(wanted));
            if (woken != null && woken > 0) {
                worker.ring();
            }
        } catch (RuntimeException later) {
            LOG.warn(
                    "Expected to tell runs who has come into segments, but could not; they are looked at again", later);
        }
    }

    @Scheduled(initialDelayString = "PT1M", fixedDelayString = "PT10M")
    void lookAgain() {
        own.executeWithoutResult(status -> engine.lookForSegments());
    }
}
