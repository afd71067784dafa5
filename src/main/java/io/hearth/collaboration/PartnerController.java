package io.hearth.collaboration;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.community.Communities;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.platform.Ids;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Partners: who they are, what they ask for, and how well they fit. */
@RestController
@RequestMapping("/api/v1/partners")
class PartnerController {

    static final String MAY_SEE = "hasAnyRole('MARKETER', 'APPROVER', 'OPERATOR')";
    static final String MAY_CHANGE = "hasRole('MARKETER')";
    private static final int MOST_ASSESSMENTS = 20;

    private final PartnerTable partners;
    private final Histories histories;
    private final Assessor assessor;
    private final Assessments assessments;
    private final Members members;
    private final Communities communities;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PartnerController(
            PartnerTable partners,
            Histories histories,
            Assessor assessor,
            Assessments assessments,
            Members members,
            Communities communities,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.partners = partners;
        this.histories = histories;
        this.assessor = assessor;
        this.assessments = assessments;
        this.members = members;
        this.communities = communities;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    record PartnerView(
            String id,
            String community,
            String name,
            String kind,
            List<String> platforms,
            long audience,
            int flags,
            @Nullable Integer score,
            boolean mayBeContacted,
            Instant changedAt) {}

    record PartnerDetail(
            String id,
            String community,
            PartnerProfile profile,
            @Nullable MemberId member,
            long audience,
            @Nullable Integer score,
            @Nullable Instant assessedAt,
            Histories.History history,
            List<Assessment> assessments,
            int version,
            String createdBy,
            Instant createdAt,
            Instant changedAt) {}

    record NewPartner(
            @NotNull String community,
            @NotNull PartnerProfile profile,
            @Nullable MemberId member) {}

    /** @param version of the partner that was read before */
    record ChangedPartner(
            int version,
            @NotNull PartnerProfile profile,
            @Nullable MemberId member) {}

    /** @param order {@code fit} for the best first, {@code newest} otherwise */
    @GetMapping
    @PreAuthorize(MAY_SEE)
    Page<PartnerView> list(
            @RequestParam @Nullable String community,
            @RequestParam(defaultValue = "fit") String order,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String after) {
        if (!Set.of("fit", "newest").contains(order)) {
            throw Problem.caller("request.invalid", "Expected the order fit or newest, but got '%s'.".formatted(order))
                    .field("order");
        }
        int most = Page.limit(limit);
        var last = after == null ? null : find(after);
        return Page.of(
                partners
                        .list(
                                community,
                                order.equals("fit"),
                                last == null ? null : last.score() == null ? -1 : last.score(),
                                last == null ? null : last.id(),
                                most + 1)
                        .stream()
                        .map(PartnerController::view)
                        .toList(),
                most,
                PartnerView::id);
    }

    @GetMapping("/{id}")
    @PreAuthorize(MAY_SEE)
    PartnerDetail one(@PathVariable String id) {
        return detail(find(id));
    }

    @PostMapping
    @PreAuthorize(MAY_CHANGE)
    @ResponseStatus(HttpStatus.CREATED)
    PartnerDetail create(@Valid @RequestBody NewPartner asked) {
        if (communities.find(asked.community()).isEmpty()) {
            throw Problem.notFound("community", asked.community());
        }
        check(asked.profile(), asked.member());
        return transaction.execute(status -> {
            var id = partners.insert(
                    asked.community(),
                    asked.profile(),
                    asked.member(),
                    Caller.current().name());
            var made = partners.find(id).orElseThrow();
            assessor.assess(made, "created");
            audit.record(
                    "partner.created",
                    subject(id),
                    null,
                    Map.of("audience", made.profile().audience()));
            return detail(partners.find(id).orElseThrow());
        });
    }

    @PutMapping("/{id}")
    @PreAuthorize(MAY_CHANGE)
    PartnerDetail change(@PathVariable String id, @Valid @RequestBody ChangedPartner asked) {
        check(asked.profile(), asked.member());
        return act(id, before -> {
            if (!partners.change(before.id(), asked.version(), asked.profile(), asked.member())) {
                throw Problem.caller(
                        HttpStatus.CONFLICT,
                        "partner.changed",
                        "Expected to change partner %d as you read it, but it was changed since."
                                .formatted(before.id()));
            }
            var after = partners.find(before.id()).orElseThrow();
            assessor.assess(after, "version-" + after.version());
            audit.record("partner.changed", subject(before.id()), summary(before.profile()), summary(asked.profile()));
        });
    }

    /** Judges the partner anew by the live rules. */
    @PostMapping("/{id}/assess")
    @PreAuthorize(MAY_CHANGE)
    PartnerDetail assess(@PathVariable String id) {
        return act(id, partner -> assessor.assess(partner, "asked-" + Ids.next()));
    }

    /** Forgets how to reach the partner, who agrees to it no longer. */
    @DeleteMapping("/{id}/contact")
    @PreAuthorize(MAY_CHANGE)
    PartnerDetail forgetContact(@PathVariable String id) {
        return act(id, partner -> {
            partners.change(partner.id(), partner.version(), partner.profile().withoutContact(), partner.member());
            audit.record("partner.contact-forgotten", subject(partner.id()), null, null);
        });
    }

    private PartnerDetail act(String id, java.util.function.Consumer<Partner> step) {
        var known = find(id);
        return transaction.execute(status -> {
            step.accept(partners.lock(known.id()).orElseThrow());
            return detail(partners.find(known.id()).orElseThrow());
        });
    }

    private void check(PartnerProfile profile, @Nullable MemberId member) {
        profile.check(clock.instant());
        if (member != null && !members.profiles(List.of(member)).containsKey(member)) {
            throw Problem.caller("partner.member", "Expected a member, but there is no %s.".formatted(member))
                    .field("member");
        }
    }

    /** What changed, without what leads to the partner. */
    private static Map<String, Object> summary(PartnerProfile profile) {
        return Map.of(
                "kind", profile.kind(),
                "audience", profile.audience(),
                "flags", profile.risks(),
                "prices", profile.priceList(),
                "mayBeContacted", profile.mayBeContacted());
    }

    private Partner find(String id) {
        if (!id.matches("[1-9]\\d{0,17}")) {
            throw Problem.notFound("partner", id);
        }
        return partners.find(Long.parseLong(id)).orElseThrow(() -> Problem.notFound("partner", id));
    }

    private static String subject(long id) {
        return "partner " + id;
    }

    private static PartnerView view(Partner partner) {
        var profile = partner.profile();
        return new PartnerView(
                Long.toString(partner.id()),
                partner.community(),
                profile.name(),
                profile.kind(),
                profile.platforms().stream()
                        .map(PartnerProfile.Platform::platform)
                        .distinct()
                        .toList(),
                profile.audience(),
                profile.risks().size(),
                partner.score(),
                profile.mayBeContacted(),
                partner.changedAt());
    }

    private PartnerDetail detail(Partner partner) {
        return new PartnerDetail(
                Long.toString(partner.id()),
                partner.community(),
                partner.profile(),
                partner.member(),
                partner.profile().audience(),
                partner.score(),
                partner.assessedAt(),
                histories.of(partner.id()),
                assessments.of(partner.id(), MOST_ASSESSMENTS),
                partner.version(),
                partner.createdBy(),
                partner.createdAt(),
                partner.changedAt());
    }
}
