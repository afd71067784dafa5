package io.hearth.promotion;

import io.hearth.journey.block.BuildingBlock;
import io.hearth.journey.block.Shape;
import io.hearth.journey.block.Visit;
import org.springframework.stereotype.Component;

/** Closes a promotion: counts for the last time who reacted, settles what it cost against its budget, and keeps the report. */
@Component
class SettlePromotion implements BuildingBlock {

    private final PromotionTable promotions;

    SettlePromotion(PromotionTable promotions) {
        this.promotions = promotions;
    }

    @Override
    public Shape shape() {
        return Shape.ofAudience("settle-promotion", "结算促销", "Settle a promotion");
    }

    @Override
    public void perform(Visit visit) {
        promotions.work(promotions.ofRun(visit.entry()).id(), Promotion.Work.SETTLE, visit.element(), null);
    }
}
