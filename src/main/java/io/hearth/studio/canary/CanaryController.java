package io.hearth.studio.canary;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.content.Canaries;
import io.hearth.content.Canary;
import io.hearth.platform.Page;
import io.hearth.studio.canary.Comparison.Figure;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Releases that a share of the members tries first. */
@RestController
@RequestMapping("/api/v1/canaries")
class CanaryController {

    private static final String MAY_END = "hasAnyRole('MARKETER', 'OPERATOR', 'APPROVER', 'ADMINISTRATOR')";
    private static final String MAY_PUBLISH = "hasAnyRole('MARKETER', 'APPROVER', 'ADMINISTRATOR')";

    /** @param state running, everyone, stopped, halted or superseded */
    record CanaryView(
            String id,
            String release,
            String base,
            int percent,
            String state,
            String title,
            String why,
            @Nullable String draft,
            List<String> agreed,
            Canary.Limits limits,
            String startedBy,
            Instant startedAt,
            @Nullable String endedBy,
            @Nullable Instant endedAt,
            @Nullable String note) {}

    record ComparedView(CanaryView canary, List<Figure> figures) {}

    record Reason(@NotBlank @Size(max = 500) String reason) {}

    private final Canaries canaries;
    private final Comparison comparison;
    private final Audit audit;

    CanaryController(Canaries canaries, Comparison comparison, Audit audit) {
        this.canaries = canaries;
        this.comparison = comparison;
        this.audit = audit;
    }

    /** The newest first; the one that is running is among the first. */
    @GetMapping
    Page<CanaryView> list(@RequestParam @Nullable Integer limit, @RequestParam @Nullable Long after) {
        int most = Page.limit(limit);
        var found = canaries.newest(most + 1, after == null ? Long.MAX_VALUE : after);
        return Page.of(found.stream().map(CanaryController::view).toList(), most, CanaryView::id);
    }

    /** With the figures of both groups. */
    @GetMapping("/{id}")
    ComparedView one(@PathVariable long id) {
        var canary = canaries.find(id);
        return new ComparedView(view(canary), comparison.of(canary));
    }

    /** Makes it everybody's. */
    @PostMapping("/{id}/everyone")
    @PreAuthorize(MAY_PUBLISH)
    ComparedView everyone(@PathVariable long id) {
        var canary = canaries.find(id);
        canaries.everyone(
                id,
                Caller.current().name(),
                () -> audit.record(
                        "release.published",
                        canary.release(),
                        Map.of("release", canary.base(), "percent", canary.percent()),
                        Map.of("canary", id, "title", canary.title(), "agreed", canary.agreed())));
        return one(id);
    }

    /** Takes it back: the live release decides for all again. */
    @PostMapping("/{id}/stop")
    @PreAuthorize(MAY_END)
    ComparedView stop(@PathVariable long id, @Valid @RequestBody Reason reason) {
        var canary = canaries.find(id);
        var why = reason.reason().strip();
        canaries.end(
                id,
                Canary.State.STOPPED,
                Caller.current().name(),
                why,
                () -> audit.record(
                        "canary.stopped",
                        canary.release(),
                        Map.of("percent", canary.percent()),
                        Map.of("canary", id, "title", canary.title(), "reason", why)));
        return one(id);
    }

    private static CanaryView view(Canary canary) {
        return new CanaryView(
                Long.toString(canary.id()),
                canary.release(),
                canary.base(),
                canary.percent(),
                canary.state().word(),
                canary.title(),
                canary.why(),
                canary.draft() == null ? null : Long.toString(canary.draft()),
                canary.agreed(),
                canary.limits(),
                canary.startedBy(),
                canary.startedAt(),
                canary.endedBy(),
                canary.endedAt(),
                canary.note());
    }
}
