package io.hearth.studio.draft;

import io.hearth.account.Caller;
import io.hearth.content.Releases;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import io.hearth.studio.draft.Draft.State;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Drafts: opened over the live release, described, brought over a newer one, discarded. */
@RestController
@RequestMapping("/api/v1/drafts")
class DraftController {

    static final String MAY_EDIT = "hasAnyRole('MARKETER', 'ADMINISTRATOR')";
    private static final Duration HERE = Duration.ofSeconds(30);

    record Described(
            @NotBlank @Size(max = 120) String title,
            @NotBlank @Size(max = 2_000) String why) {}

    /** @param path the file that is open, if one is */
    record Looking(@Nullable @Size(max = 300) String path) {}

    /**
     * @param onto the release that the conflicts were told for
     * @param keep {@code mine} or {@code theirs} for each file that both changed
     */
    record Resolved(
            @NotBlank @Size(max = 100) String onto,
            @Nullable @Size(max = 300) Map<String, String> keep) {}

    /**
     * @param behind whether the live release is not the one that it changes any more
     * @param changes how many files it adds, changes or takes away
     */
    record DraftView(
            String id,
            String title,
            String why,
            String state,
            String base,
            String hash,
            boolean behind,
            int changes,
            String createdBy,
            Instant createdAt,
            String changedBy,
            Instant changedAt) {}

    record ChangeView(
            String path,
            String kind,
            int size,
            @Nullable String hash,
            @Nullable String base,
            String by,
            Instant at) {}

    record PersonView(String name, Instant at, @Nullable String path) {}

    /**
     * @param people who has it open now
     * @param authors everybody who changed it, and so may not agree to it
     * @param publishes whether releases are published here, and not from a folder alone
     */
    record DetailView(
            DraftView draft,
            List<ChangeView> changes,
            List<PersonView> people,
            List<String> authors,
            boolean publishes) {}

    private final Workbench workbench;
    private final DraftTable drafts;
    private final Releases releases;
    private final StudioLimits limits;
    private final Clock clock;

    DraftController(Workbench workbench, DraftTable drafts, Releases releases, StudioLimits limits, Clock clock) {
        this.workbench = workbench;
        this.drafts = drafts;
        this.releases = releases;
        this.limits = limits;
        this.clock = clock;
    }

    /** The newest first. */
    @GetMapping
    Page<DraftView> list(
            @RequestParam @Nullable String state,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable Long after) {
        int most = Page.limit(limit);
        var found = drafts.newest(state(state), after == null ? Long.MAX_VALUE : after, most + 1);
        return Page.of(found.stream().map(this::view).toList(), most, DraftView::id);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize(MAY_EDIT)
    DraftView open(@Valid @RequestBody Described described) {
        return view(workbench.open(described.title().strip(), described.why().strip()));
    }

    @GetMapping("/{id}")
    DetailView find(@PathVariable long id) {
        var draft = workbench.find(id);
        return new DetailView(
                view(draft),
                workbench.changes(id).stream().map(DraftController::view).toList(),
                drafts.present(id, clock.instant().minus(HERE)).stream()
                        .map(one -> new PersonView(one.person(), one.at(), one.path()))
                        .toList(),
                drafts.authors(id).stream().sorted().toList(),
                limits.publish());
    }

    @PutMapping("/{id}")
    @PreAuthorize(MAY_EDIT)
    DraftView describe(@PathVariable long id, @Valid @RequestBody Described described) {
        return view(workbench.describe(
                id, described.title().strip(), described.why().strip()));
    }

    @PostMapping("/{id}/discard")
    @PreAuthorize(MAY_EDIT)
    DraftView discard(@PathVariable long id) {
        return view(workbench.discard(id));
    }

    /** Says that one has the draft open, so that others see it; to be said again within half a minute. */
    @PostMapping("/{id}/presence")
    @PreAuthorize("hasAuthority('PERSON')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void look(@PathVariable long id, @Valid @RequestBody Looking looking) {
        workbench.find(id);
        drafts.seen(id, Caller.current().name(), looking.path(), false, clock.instant());
    }

    /** What bringing the draft over the live release would mean. */
    @GetMapping("/{id}/rebase")
    Rebase rebase(@PathVariable long id) {
        return workbench.rebase(workbench.find(id));
    }

    @PostMapping("/{id}/rebase")
    @PreAuthorize(MAY_EDIT)
    DraftView rebase(@PathVariable long id, @Valid @RequestBody Resolved resolved) {
        return view(workbench.rebase(id, resolved.onto(), resolved.keep() == null ? Map.of() : resolved.keep()));
    }

    DraftView view(Draft draft) {
        return new DraftView(
                Long.toString(draft.id()),
                draft.title(),
                draft.why(),
                draft.word(),
                draft.base(),
                draft.hash(),
                draft.isOpen() && !draft.base().equals(releases.live().hash()),
                draft.changed(),
                draft.createdBy(),
                draft.createdAt(),
                draft.changedBy(),
                draft.changedAt());
    }

    private static ChangeView view(Change change) {
        return new ChangeView(
                change.path(), change.kind(), change.size(), change.hash(), change.base(), change.by(), change.at());
    }

    private static @Nullable State state(@Nullable String asked) {
        if (asked == null) {
            return null;
        }
        try {
            return State.valueOf(asked.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Problem.caller("request.invalid", "Expected open, published or discarded, but got another state.")
                    .field("state");
        }
    }
}
