package io.hearth.promotion;

import io.hearth.account.Audit;
import io.hearth.journey.Journeys;
import io.hearth.message.template.Templates;
import java.time.Clock;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Writes promotions down and submits them to those who must agree. */
@Component
class Planning {

    /** The workflow that carries them. */
    static final String JOURNEY = "promotion";

    private final PromotionTable promotions;
    private final Approvals approvals;
    private final Journeys journeys;
    private final Templates templates;
    private final Audit audit;
    private final Clock clock;

    Planning(
            PromotionTable promotions,
            Approvals approvals,
            Journeys journeys,
            Templates templates,
            Audit audit,
            Clock clock) {
        this.promotions = promotions;
        this.approvals = approvals;
        this.journeys = journeys;
        this.templates = templates;
        this.audit = audit;
        this.clock = clock;
    }

    /** Refuses a plan that can't be carried out as it stands. */
    void check(Plan plan) {
        var live = templates.live().templates();
        plan.check(clock.instant(), name -> live.find(name).isPresent());
    }

    /** A draft, of a plan that was checked. In the caller's transaction. */
    long create(String community, Plan plan, String author) {
        var id = promotions.insert(community, plan, author);
        audit.record("promotion.created", Long.toString(id), null, plan);
        return id;
    }

    /** Starts the run of a draft, which is locked: the audience is chosen and people are asked. In the caller's transaction. */
    void submit(Promotion draft) {
        check(draft.plan());
        approvals.requirePeople(draft);
        int number = promotions.nextRun();
        promotions.submitted(draft.id(), number);
        journeys.startForAudience(JOURNEY, draft.community(), number)
                .ifPresent(run -> promotions.runs(draft.id(), run));
        audit.record("promotion.submitted", Long.toString(draft.id()), null, Map.of("hash", draft.hash()));
    }
}
