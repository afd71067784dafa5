package io.hearth.collaboration;

import static io.hearth.journey.block.Shape.Type.RULEBOOK;
import static io.hearth.journey.block.Shape.Type.TEXT_VARIABLE;

import io.hearth.journey.block.BuildingBlock;
import io.hearth.journey.block.Shape;
import io.hearth.journey.block.Visit;
import org.springframework.stereotype.Component;

/** Asks a rulebook about the partner and the fee that was agreed, and keeps its answer in a variable. */
@Component
class DecideAboutPartner implements BuildingBlock {

    private static final String NO_ANSWER = "";

    private final UnderWay underWay;
    private final Assessor assessor;

    DecideAboutPartner(UnderWay underWay, Assessor assessor) {
        this.underWay = underWay;
        this.assessor = assessor;
    }

    @Override
    public Shape shape() {
        return Shape.ofCollaboration(
                "decide-about-partner",
                "按规则判断合作方",
                "Decide about the partner",
                new Shape.Field("rulebook", RULEBOOK, true, "规则集", "Rulebook"),
                new Shape.Field("into", TEXT_VARIABLE, true, "存入变量", "Keep in variable"));
    }

    @Override
    public void perform(Visit visit) {
        var about = underWay.of(visit);
        long fee = about.fee() == null ? 0 : about.fee();
        var said = assessor.about(underWay.partner(about), visit.required("rulebook"), fee);
        visit.put(visit.required("into"), said.whoAgrees().orElse(NO_ANSWER));
    }
}
