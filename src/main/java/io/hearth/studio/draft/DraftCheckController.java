package io.hearth.studio.draft;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.message.template.Expected;
import io.hearth.platform.Problem;
import io.hearth.studio.Found;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Everything that the build runs, run over a draft in the background. */
@RestController
@RequestMapping("/api/v1/drafts/{id}")
class DraftCheckController {

    private static final int MOST_RUNNING = 10;

    /**
     * @param current whether it is about the draft as it is now
     * @param step content, rules, workflows or templates while it runs
     * @param publishable whether nothing must be fixed
     */
    record CheckedView(
            String hash,
            boolean current,
            String status,
            String step,
            int stepsDone,
            int steps,
            boolean publishable,
            int passed,
            int failed,
            List<Found> findings,
            @Nullable String reason,
            String askedBy,
            Instant startedAt,
            @Nullable Instant endedAt) {}

    private final Workbench workbench;
    private final CheckTable table;
    private final CheckWorker worker;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    DraftCheckController(
            Workbench workbench,
            CheckTable table,
            CheckWorker worker,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.workbench = workbench;
        this.table = table;
        this.worker = worker;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    @PostMapping("/check")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PreAuthorize("hasAnyRole('MARKETER', 'APPROVER', 'ADMINISTRATOR')")
    CheckedView start(@PathVariable long id) {
        var draft = workbench.find(id);
        if (table.running() >= MOST_RUNNING) {
            throw Problem.caller(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "draft.busy",
                    "Expected to check the draft, but " + MOST_RUNNING + " others wait. Try again soon.");
        }
        transaction.executeWithoutResult(status -> {
            if (table.ask(draft, Caller.current().name(), clock.instant())) {
                audit.record("draft.check-started", Workbench.name(id), null, Map.of("hash", draft.hash()));
            }
        });
        worker.look();
        return latest(draft).orElseThrow();
    }

    /** The last one that was asked for; without content if none was. */
    @GetMapping("/check")
    ResponseEntity<CheckedView> find(@PathVariable long id) {
        return latest(workbench.find(id)).map(ResponseEntity::ok).orElseGet(() -> ResponseEntity.noContent()
                .build());
    }

    private Optional<CheckedView> latest(Draft draft) {
        return table.latest(draft.id()).map(check -> view(check, draft));
    }

    /** Accepts how messages look now: what lies in {@code expected/} beside them becomes that. */
    @PostMapping("/expected")
    @PreAuthorize(DraftController.MAY_EDIT)
    List<String> accept(@PathVariable long id) {
        var draft = workbench.find(id);
        var others = Expected.differences(workbench.files(draft));
        var hashes = workbench.hashes(draft);
        others.forEach(other -> workbench.put(
                id,
                other.now().path(),
                other.now().bytes(),
                hashes.getOrDefault(other.now().path(), Workbench.ABSENT)));
        return others.stream().map(other -> other.now().path()).toList();
    }

    static CheckedView view(DraftCheck check, Draft draft) {
        return new CheckedView(
                check.hash(),
                check.hash().equals(draft.hash()),
                check.status(),
                check.step(),
                check.stepsDone(),
                FullCheck.STEPS.size(),
                check.publishable(),
                check.passed(),
                check.failed(),
                check.findings(),
                check.reason(),
                check.askedBy(),
                check.startedAt(),
                check.endedAt());
    }
}
