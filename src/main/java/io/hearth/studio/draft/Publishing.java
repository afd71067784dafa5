package io.hearth.studio.draft;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.content.Canaries;
import io.hearth.content.Canary;
import io.hearth.content.CanaryEnded;
import io.hearth.content.Finding;
import io.hearth.content.Publication;
import io.hearth.content.Releases;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Makes a draft that was agreed to the live release: the pointer, the history, the draft's end and the audit in one transaction. */
@Service
class Publishing {

    private final Workbench workbench;
    private final AskingTable askings;
    private final CheckTable checks;
    private final Releases releases;
    private final Canaries canaries;
    private final Audit audit;
    private final Clock clock;

    Publishing(
            Workbench workbench,
            AskingTable askings,
            CheckTable checks,
            Releases releases,
            Canaries canaries,
            Audit audit,
            Clock clock) {
        this.workbench = workbench;
        this.askings = askings;
        this.checks = checks;
        this.releases = releases;
        this.canaries = canaries;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param hash of the files that the person saw */
    Draft publish(long id, String hash) {
        var draft = ready(id, hash);
        canaries.requireNone();
        var published = releases.publish(
                workbench.files(draft),
                publication(draft, hash, () -> workbench.published(id, hash), "release.published", Map.of()));
        if (!published.succeeded()) {
            throw Problem.content(
                    "draft.not-publishable",
                    published.findings().stream()
                            .filter(Finding::isError)
                            .limit(10)
                            .map(Finding::toString)
                            .collect(Collectors.joining(" ")));
        }
        return workbench.find(id);
    }

    /** Lets a share of the members try it first. */
    Draft tryOut(long id, String hash, int percent, Canary.Limits limits) {
        var draft = ready(id, hash);
        canaries.begin(
                workbench.files(draft),
                publication(
                        draft,
                        hash,
                        () -> workbench.tried(id, hash),
                        "canary.started",
                        Map.of("percent", percent, "limits", limits)),
                percent,
                limits);
        return workbench.find(id);
    }

    private Draft ready(long id, String hash) {
        var draft = workbench.find(id);
        if (!draft.isOpen()) {
            throw Workbench.refused("draft.closed", "draft %d to be open".formatted(id), "it is not any more");
        }
        workbench.requireReady(draft, hash);
        agreed(draft);
        if (checks.latest(id).filter(check -> check.allows(draft)).isEmpty()) {
            throw Workbench.refused(
                    "draft.unchecked", "a check of draft %d as it is now".formatted(id), "there is none");
        }
        return draft;
    }

    private List<String> agreed(Draft draft) {
        var asking = askings.latest(draft.id())
                .filter(one -> one.allows(draft, clock.instant()))
                .orElseThrow(() -> Workbench.refused(
                        "draft.not-approved",
                        "draft %d as it is now to be approved".formatted(draft.id()),
                        "it is not"));
        return asking.approvals().stream()
                .map(Asking.Approval::by)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }

    private Publication publication(Draft draft, String hash, Runnable end, String act, Map<String, Object> more) {
        var agreed = agreed(draft);
        var told = new HashMap<String, Object>(more);
        told.putAll(Map.of("draft", draft.id(), "title", draft.title(), "why", draft.why(), "agreed", agreed));
        return new Publication(
                Caller.current().name(),
                Publication.Kind.DRAFT,
                draft.title(),
                draft.why(),
                draft.id(),
                agreed,
                draft.base(),
                () -> {
                    end.run();
                    requireStillApproved(draft.id(), hash);
                    audit.record(act, hash, Map.of("release", draft.base()), told);
                });
    }

    /** What a share of the members tried is everybody's, or can be changed and tried again. */
    @EventListener
    @Transactional(propagation = Propagation.MANDATORY)
    public void ended(CanaryEnded end) {
        var draft = end.canary().draft();
        if (draft != null) {
            workbench.triedOut(draft, end.canary().state() == Canary.State.EVERYONE);
        }
    }

    private void requireStillApproved(long id, String hash) {
        if (askings.latest(id)
                .filter(one ->
                        one.state() == Asking.State.APPROVED && one.hash().equals(hash))
                .isEmpty()) {
            throw Workbench.refused(
                    "draft.not-approved", "draft %d to be approved".formatted(id), "it is not any more");
        }
    }
}
