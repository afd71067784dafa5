package io.hearth.promotion;

import static io.hearth.journey.block.Shape.Type.STAGE;

import io.hearth.journey.block.BuildingBlock;
import io.hearth.journey.block.Shape;
import io.hearth.journey.block.Visit;
import org.springframework.stereotype.Component;

/** Tells the audience wave by wave; a person can pause between any two members. */
@Component
class SendInWaves implements BuildingBlock {

    private final PromotionTable promotions;
    private final Waves waves;

    SendInWaves(PromotionTable promotions, Waves waves) {
        this.promotions = promotions;
        this.waves = waves;
    }

    @Override
    public Shape shape() {
        return Shape.ofAudience(
                "send-in-waves",
                "分批发送",
                "Send to an audience in waves",
                new Shape.Field("stage", STAGE, true, "阶段", "Stage"));
    }

    @Override
    public void perform(Visit visit) {
        var promotion = promotions.ofRun(visit.entry());
        var stage = Stage.of(visit.required("stage"));
        var count = promotion.waves();
        waves.open(promotion.id(), stage, Math.max(1, count == null ? 1 : count));
        promotions.state(promotion.id(), Promotion.State.RUNNING);
        promotions.work(promotion.id(), Promotion.Work.SEND, visit.element(), stage);
    }

    @Override
    public void leave(Visit visit) {
        promotions.work(promotions.ofRun(visit.entry()).id(), null, null, null);
    }
}
