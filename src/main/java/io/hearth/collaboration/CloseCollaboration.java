package io.hearth.collaboration;

import static io.hearth.journey.block.Shape.Type.ENDING;

import io.hearth.account.Audit;
import io.hearth.journey.block.BuildingBlock;
import io.hearth.journey.block.Shape;
import io.hearth.journey.block.Visit;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Says how a collaboration ended; the first word counts. */
@Component
class CloseCollaboration implements BuildingBlock {

    private final UnderWay underWay;
    private final CollaborationTable collaborations;
    private final Audit audit;

    CloseCollaboration(UnderWay underWay, CollaborationTable collaborations, Audit audit) {
        this.underWay = underWay;
        this.collaborations = collaborations;
        this.audit = audit;
    }

    @Override
    public Shape shape() {
        return Shape.ofCollaboration(
                "close-collaboration",
                "结束合作",
                "Close the collaboration",
                new Shape.Field("as", ENDING, true, "结局", "How it ended"));
    }

    @Override
    public void perform(Visit visit) {
        var about = underWay.of(visit);
        var as = Collaboration.State.of(visit.required("as"));
        if (collaborations.close(about.id(), as)) {
            audit.record("collaboration.closed", "collaboration " + about.id(), null, Map.of("as", as.label()));
        }
    }
}
