package io.hearth.promotion;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Looks every few minutes who has reacted to what is under way, for those who watch. */
@Component
class Reactions {

    private static final int MOST = 50;

    private final PromotionTable promotions;
    private final Sending sending;
    private final TransactionTemplate transaction;

    Reactions(PromotionTable promotions, Sending sending, TransactionTemplate transaction) {
        this.promotions = promotions;
        this.sending = sending;
        this.transaction = transaction;
    }

    @Scheduled(initialDelayString = "PT2M", fixedDelayString = "PT5M")
    void look() {
        for (var promotion : promotions.list(null, Promotion.State.RUNNING.label(), null, MOST)) {
            transaction.executeWithoutResult(
                    status -> promotions.lock(promotion.id()).ifPresent(sending::look));
        }
    }
}
