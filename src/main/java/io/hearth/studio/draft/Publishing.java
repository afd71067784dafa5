package io.hearth.studio.draft;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.content.Finding;
import io.hearth.content.Publication;
import io.hearth.content.Releases;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/** Makes a draft that was agreed to the live release: the pointer, the history, the draft's end and the audit in one transaction. */
@Service
class Publishing {

    private final Workbench workbench;
    private final AskingTable askings;
    private final CheckTable checks;
    private final Releases releases;
    private final Audit audit;
    private final Clock clock;

    Publishing(
            Workbench workbench, AskingTable askings, CheckTable checks, Releases releases, Audit audit, Clock clock) {
        this.workbench = workbench;
        this.askings = askings;
        this.checks = checks;
        this.releases = releases;
        this.audit = audit;
        this.clock = clock;
    }

    /** @param hash of the files that the person saw */
    Draft publish(long id, String hash) {
        var draft = workbench.find(id);
        if (!draft.isOpen()) {
            throw Workbench.refused("draft.closed", "draft %d to be open".formatted(id), "it is not any more");
        }
        workbench.requireReady(draft, hash);
        var asking = askings.latest(id)
                .filter(one -> one.allows(draft, clock.instant()))
                .orElseThrow(() -> Workbench.refused(
                        "draft.not-approved", "draft %d as it is now to be approved".formatted(id), "it is not"));
        if (checks.latest(id).filter(check -> check.allows(draft)).isEmpty()) {
            throw Workbench.refused(
                    "draft.unchecked", "a check of draft %d as it is now".formatted(id), "there is none");
        }
        var files = workbench.files(draft);
        var agreed = asking.approvals().stream()
                .map(Asking.Approval::by)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
        var by = Caller.current().name();
        var published = releases.publish(
                files,
                new Publication(
                        by, Publication.Kind.DRAFT, draft.title(), draft.why(), id, agreed, draft.base(), () -> {
                            workbench.published(id, hash);
                            requireStillApproved(id, hash);
                            audit.record(
                                    "release.published",
                                    hash,
                                    Map.of("release", draft.base()),
                                    Map.of("draft", id, "title", draft.title(), "why", draft.why(), "agreed", agreed));
                        }));
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
