package io.hearth.collaboration;

import io.hearth.journey.block.BuildingBlock;
import io.hearth.journey.block.Shape;
import io.hearth.journey.block.Visit;
import org.springframework.stereotype.Component;

/** Judges the partner anew by what came of the collaboration; once for each visit of the step. */
@Component
class AssessPartner implements BuildingBlock {

    private final UnderWay underWay;
    private final Assessor assessor;

    AssessPartner(UnderWay underWay, Assessor assessor) {
        this.underWay = underWay;
        this.assessor = assessor;
    }

    @Override
    public Shape shape() {
        return Shape.ofCollaboration("assess-partner", "更新契合度", "Assess the partner");
    }

    @Override
    public void perform(Visit visit) {
        assessor.assess(underWay.partner(underWay.of(visit)), visit.key());
    }
}
