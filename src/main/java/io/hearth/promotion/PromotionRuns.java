package io.hearth.promotion;

import io.hearth.journey.RunSubject;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Ends a promotion with its run, whoever ended that. */
@Component
class PromotionRuns implements RunSubject {

    private final PromotionTable promotions;

    PromotionRuns(PromotionTable promotions) {
        this.promotions = promotions;
    }

    @Override
    public Optional<Map<String, String>> opened(Step step) {
        return Optional.empty();
    }

    @Override
    public Optional<Map<String, Object>> answered(Step step, Map<String, Object> answers, String by) {
        return Optional.empty();
    }

    @Override
    public boolean brokenOff(String journey, int number, String by, String reason) {
        return false;
    }

    @Override
    public void over(String journey, int number, boolean cancelled) {
        if (cancelled && journey.equals(Planning.JOURNEY)) {
            promotions.carriedBy(number).filter(PromotionRuns::goesOn).ifPresent(found -> {
                promotions.work(found.id(), null, null, null);
                promotions.state(found.id(), Promotion.State.CANCELLED);
            });
        }
    }

    /** A run that is cancelled while people are asked has let that expire just now. */
    private static boolean goesOn(Promotion promotion) {
        return !promotion.state().isOver() || promotion.state() == Promotion.State.EXPIRED;
    }
}
