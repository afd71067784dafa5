package io.hearth.collaboration;

import io.hearth.journey.block.Visit;
import org.springframework.stereotype.Component;

/** Finds the collaboration that a run carries. */
@Component
class UnderWay {

    private final CollaborationTable collaborations;
    private final PartnerTable partners;

    UnderWay(CollaborationTable collaborations, PartnerTable partners) {
        this.collaborations = collaborations;
        this.partners = partners;
    }

    Collaboration of(Visit visit) {
        return collaborations
                .ofRun(visit.journey(), visit.entry())
                .orElseThrow(() -> new IllegalStateException(
                        "Expected a collaboration that run %d of '%s' carries, but there is none"
                                .formatted(visit.entry(), visit.journey())));
    }

    Partner partner(Collaboration about) {
        return partners.lock(about.partner())
                .orElseThrow(() -> new IllegalStateException(
                        "Expected collaboration %d to have a partner, but there is none".formatted(about.id())));
    }
}
