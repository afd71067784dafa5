package io.hearth.promotion;

import static io.hearth.journey.block.Shape.Type.TEXT_VARIABLE;

import io.hearth.journey.block.BuildingBlock;
import io.hearth.journey.block.Shape;
import io.hearth.journey.block.Visit;
import org.springframework.stereotype.Component;

/** Asks those whom the rules choose whether the plan may go ahead; a timer on its border makes silence a no. */
@Component
class AskApproval implements BuildingBlock {

    private final PromotionTable promotions;
    private final Approvals approvals;

    AskApproval(PromotionTable promotions, Approvals approvals) {
        this.promotions = promotions;
        this.approvals = approvals;
    }

    @Override
    public Shape shape() {
        return Shape.ofAudience(
                "ask-approval",
                "请求批准",
                "Ask for approval",
                new Shape.Field("into", TEXT_VARIABLE, true, "结果存入变量", "Keep the answer in variable"));
    }

    @Override
    public void perform(Visit visit) {
        var promotion = promotions.ofRun(visit.entry());
        promotions.work(promotion.id(), null, visit.element(), null);
        approvals.ask(promotion, visit.entry());
    }

    @Override
    public void finish(Visit visit) {
        var promotion = promotions.ofRun(visit.entry());
        var answer = approvals.answer(promotion, visit.entry());
        promotions.state(promotion.id(), answer.equals("yes") ? Promotion.State.APPROVED : Promotion.State.REFUSED);
        visit.put(visit.required("into"), answer.equals("yes") ? "yes" : "no");
    }

    /** Whoever leaves without an answer has waited too long, or was cancelled. */
    @Override
    public void leave(Visit visit) {
        var promotion = promotions.ofRun(visit.entry());
        approvals.withdraw(promotion, visit.entry());
        if (promotion.state() == Promotion.State.APPROVAL) {
            promotions.state(promotion.id(), Promotion.State.EXPIRED);
        }
    }
}
