package io.hearth.reward.benefit;

import io.hearth.account.Audit;
import io.hearth.member.MemberId;
import io.hearth.platform.Page;
import io.hearth.platform.Parameters;
import io.hearth.platform.Problem;
import io.hearth.reward.Expect;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What rules gave besides points, badges and levels, and what they could not give. */
@RestController
@RequestMapping("/api/v1/benefits")
class BenefitController {

    private static final Set<String> STATES = Set.of("given", "refused");

    private final BenefitTable table;
    private final Benefits benefits;
    private final Audit audit;

    BenefitController(BenefitTable table, Benefits benefits, Audit audit) {
        this.table = table;
        this.benefits = benefits;
        this.audit = audit;
    }

    /** @param why of a refusal: {@code none}: there is no such pool or item; {@code empty}: nothing is left of it */
    record View(
            String id,
            String member,
            String community,
            String kind,
            String what,
            String store,
            @Nullable Integer days,
            String state,
            @Nullable String why,
            @Nullable Instant endsAt,
            @Nullable String rule,
            @Nullable UUID receipt,
            Instant at) {

        static View of(Benefit one) {
            return new View(
                    one.id().toString(),
                    one.member().toString(),
                    one.community(),
                    one.kind(),
                    one.what(),
                    one.store(),
                    one.days() == 0 ? null : one.days(),
                    one.state(),
                    one.why(),
                    one.endsAt(),
                    one.rule(),
                    one.receipt(),
                    one.at());
        }
    }

    /** The newest first. Codes of coupons are told where coupons are. */
    @GetMapping
    Page<View> list(
            @RequestParam(required = false) @Nullable String community,
            @RequestParam(required = false) @Nullable MemberId member,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable String after,
            @RequestParam(required = false) @Nullable Integer limit) {
        if (community == null && member == null) {
            throw Expect.invalid("community", "Expected a community or a member.");
        }
        if (state != null && !STATES.contains(state)) {
            throw Expect.invalid("state", "Expected 'given' or 'refused', but got '" + state + "'.");
        }
        int most = Page.limit(limit);
        var before = after == null ? null : Parameters.parsed("after", after, UUID::fromString);
        return Page.of(
                table.list(community, member, state, before, most + 1).stream()
                        .map(View::of)
                        .toList(),
                most,
                View::id);
    }

    /** Gives what was refused, after the pool was filled or the item restocked. Refused with 409 where it was given already. */
    @PostMapping("/{id}/retry")
    @PreAuthorize("hasRole('MARKETER')")
    View retry(@PathVariable String id) {
        var uuid = Parameters.parsed("id", id, UUID::fromString);
        if (table.find(uuid).isEmpty()) {
            throw Problem.notFound("benefit", id);
        }
        var after = benefits.again(uuid)
                .orElseThrow(() -> Problem.caller(
                        HttpStatus.CONFLICT, "benefit.given", "Expected a refused benefit, but " + id + " was given."));
        audit.record("benefit.retried", after.member().toString(), null, Map.of("benefit", id, "state", after.state()));
        return View.of(after);
    }
}
