package io.hearth.studio.draft;

import io.hearth.content.Canary;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** From a draft that is checked to a release: its impact, who is asked, what they say, and publishing. */
@RestController
@RequestMapping("/api/v1/drafts/{id}")
class ApprovalController {

    private static final String MAY_APPROVE = "hasAnyRole('APPROVER', 'ADMINISTRATOR')";
    private static final String MAY_PUBLISH = "hasAnyRole('MARKETER', 'APPROVER', 'ADMINISTRATOR')";

    /** @param hash of the files that the person saw */
    record Wanted(
            @NotBlank @Size(max = 100) String hash,
            @Nullable @Size(max = 2_000) String remark) {}

    /** @param hash of the files that the person looked at */
    record Answer(
            @NotBlank @Size(max = 100) String hash,
            @NotNull Boolean approved,
            @Nullable @Size(max = 2_000) String remark) {}

    /**
     * @param hash of the files that the person saw
     * @param canary the share of the members that tries it first; everyone's at once where it is missing
     */
    record Seen(
            @NotBlank @Size(max = 100) String hash,
            @Nullable @Valid Tried canary) {}

    /**
     * A share of the members, and at how many of what in it the release is taken back by itself; null for no limit.
     *
     * @param percent of the members, 1 to 99
     */
    record Tried(
            @NotNull @Min(1) @Max(99) Integer percent,
            @Nullable @Min(1) Long errors,
            @Nullable @Min(1) Long optOuts,
            @Nullable @Min(1) Long cases,
            @Nullable @Min(1) Long points) {

        Canary.Limits limits() {
            return new Canary.Limits(errors, optOuts, cases, points);
        }
    }

    /** @param days how far back, 1 to 400 */
    record Replaying(
            int days,
            @Nullable @Size(max = 100) String community,
            @Nullable BigDecimal pointCost,
            @Nullable BigDecimal messageCost) {}

    record WantedView(String people, List<String> reasons) {}

    record ApprovalView(
            String people,
            List<String> reasons,
            @Nullable Boolean said,
            @Nullable String by,
            @Nullable Instant at,
            @Nullable String remark) {}

    /** @param state waiting, approved, refused, expired, void after a change, or withdrawn */
    record AskingView(
            String hash,
            String state,
            String remark,
            Map<String, Object> facts,
            String askedBy,
            Instant askedAt,
            Instant expiresAt,
            List<ApprovalView> approvals) {}

    /**
     * @param wanted who would be asked now
     * @param askings what was asked so far, the newest first
     */
    record ApprovalsView(List<WantedView> wanted, List<AskingView> askings) {}

    record ImpactView(
            @Nullable UUID replay,
            boolean replayed,
            long points,
            long members,
            List<Impact.Touched> workflows,
            List<TouchedMessages.Touched> messages) {}

    private final Workbench workbench;
    private final ReleaseApprovals approvals;
    private final AskingTable askings;
    private final Publishing publishing;
    private final Impacts impacts;
    private final TouchedMessages messages;
    private final DraftController drafts;

    ApprovalController(
            Workbench workbench,
            ReleaseApprovals approvals,
            AskingTable askings,
            Publishing publishing,
            Impacts impacts,
            TouchedMessages messages,
            DraftController drafts) {
        this.workbench = workbench;
        this.approvals = approvals;
        this.askings = askings;
        this.publishing = publishing;
        this.impacts = impacts;
        this.messages = messages;
        this.drafts = drafts;
    }

    @GetMapping("/approvals")
    ApprovalsView approvals(@PathVariable long id) {
        var draft = workbench.find(id);
        return new ApprovalsView(
                draft.isOpen()
                        ? approvals.wanted(draft).stream()
                                .map(one -> new WantedView(one.people(), one.reasons()))
                                .toList()
                        : List.of(),
                askings.of(id).stream().map(ApprovalController::view).toList());
    }

    @PostMapping("/approvals")
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize(DraftController.MAY_EDIT)
    AskingView ask(@PathVariable long id, @Valid @RequestBody Wanted wanted) {
        return view(approvals.ask(
                id,
                wanted.hash(),
                wanted.remark() == null ? "" : wanted.remark().strip()));
    }

    @PostMapping("/approvals/answers")
    @PreAuthorize(MAY_APPROVE)
    AskingView answer(@PathVariable long id, @Valid @RequestBody Answer answer) {
        return view(approvals.say(id, answer.hash(), answer.approved(), answer.remark(), null));
    }

    @PostMapping("/approvals/withdraw")
    @PreAuthorize(DraftController.MAY_EDIT)
    AskingView withdraw(@PathVariable long id) {
        return view(approvals.withdraw(id));
    }

    @PostMapping("/publish")
    @PreAuthorize(MAY_PUBLISH)
    DraftController.DraftView publish(@PathVariable long id, @Valid @RequestBody Seen seen) {
        var tried = seen.canary();
        return drafts.view(
                tried == null
                        ? publishing.publish(id, seen.hash())
                        : publishing.tryOut(id, seen.hash(), tried.percent(), tried.limits()));
    }

    @GetMapping("/impact")
    ImpactView impact(@PathVariable long id) {
        var draft = workbench.find(id);
        var impact = impacts.of(draft);
        return new ImpactView(
                impact.replay(),
                impact.replayed(),
                impact.points(),
                impact.members(),
                impact.workflows(),
                messages.of(draft));
    }

    /** Plays the draft's rules over the last days of the log; what came of it is at {@code /replays}. */
    @PostMapping("/impact")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PreAuthorize(MAY_PUBLISH)
    ImpactView replay(@PathVariable long id, @Valid @RequestBody Replaying wanted) {
        impacts.replay(workbench.find(id), wanted.days(), wanted.community(), wanted.pointCost(), wanted.messageCost());
        return impact(id);
    }

    private static AskingView view(Asking asking) {
        return new AskingView(
                asking.hash(),
                asking.state().name().toLowerCase(Locale.ROOT),
                asking.remark(),
                asking.facts(),
                asking.askedBy(),
                asking.askedAt(),
                asking.expiresAt(),
                asking.approvals().stream()
                        .map(one -> new ApprovalView(
                                one.people(), one.reasons(), one.said(), one.by(), one.at(), one.remark()))
                        .toList());
    }
}
