package io.hearth.promotion;

import io.hearth.journey.block.BuildingBlock;
import io.hearth.journey.block.Shape;
import io.hearth.journey.block.Visit;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Chooses who is in the audience of a promotion, who of them is held out, and who is told in which wave; fills in the plan's dates. */
@Component
class SelectAudience implements BuildingBlock {

    private final PromotionTable promotions;

    SelectAudience(PromotionTable promotions) {
        this.promotions = promotions;
    }

    @Override
    public Shape shape() {
        return Shape.ofAudience("select-audience", "选定受众", "Select an audience");
    }

    @Override
    public void perform(Visit visit) {
        promotions.work(promotions.ofRun(visit.entry()).id(), Promotion.Work.SELECT, visit.element(), null);
    }

    @Override
    public void finish(Visit visit) {
        var plan = promotions.ofRun(visit.entry()).plan();
        put(visit, "warmUpAt", plan.warmUpAt());
        put(visit, "startsAt", plan.startsAt());
        put(visit, "remindAt", plan.remindAt());
        put(visit, "endsAt", plan.endsAt());
        visit.put("hasWarmUp", plan.warmUpAt() != null);
        visit.put("hasReminder", plan.remindAt() != null);
    }

    private static void put(Visit visit, String variable, @Nullable Instant at) {
        if (at != null) {
            visit.put(variable, at.toString());
        }
    }
}
