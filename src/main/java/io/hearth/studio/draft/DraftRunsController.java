package io.hearth.studio.draft;

import io.hearth.account.Caller;
import io.hearth.content.Release;
import io.hearth.journey.RunPlans;
import java.time.Clock;
import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What publishing a draft would mean for live runs. */
@RestController
@RequestMapping("/api/v1/drafts/{id}/run-plan")
class DraftRunsController {

    private final Workbench workbench;
    private final CheckTable checks;
    private final RunPlans plans;
    private final Clock clock;

    DraftRunsController(Workbench workbench, CheckTable checks, RunPlans plans, Clock clock) {
        this.workbench = workbench;
        this.checks = checks;
        this.plans = plans;
        this.clock = clock;
    }

    /** The engine gets to know the draft's workflows, so the draft has to be checked; nothing starts in them. */
    @PostMapping
    @PreAuthorize("hasAnyRole('MARKETER', 'APPROVER', 'ADMINISTRATOR')")
    List<RunPlans.Plan> plan(@PathVariable long id) {
        var draft = workbench.find(id);
        if (checks.latest(id).filter(check -> check.allows(draft)).isEmpty()) {
            throw Workbench.refused(
                    "draft.unchecked", "a check of draft %d as it is now".formatted(id), "there is none");
        }
        return plans.of(new Release(
                draft.hash(),
                workbench.files(draft),
                clock.instant(),
                Caller.current().name()));
    }
}
