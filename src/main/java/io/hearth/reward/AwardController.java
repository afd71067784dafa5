package io.hearth.reward;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.member.MembershipKey;
import io.hearth.platform.Problem;
import io.hearth.reward.budget.Allowances.Refusal;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Points given by hand, within the budgets that hold for rules as well. */
@RestController
@RequestMapping("/api/v1/members/{id}/points/awards")
class AwardController {

    private final Rewards rewards;
    private final Members members;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    AwardController(Rewards rewards, Members members, Audit audit, TransactionTemplate transaction, Clock clock) {
        this.rewards = rewards;
        this.members = members;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    record Wanted(
            @Nullable String community,
            @Nullable Long points,
            @Nullable String reason,
            @Nullable String key,
            @Nullable Integer afterDays) {}

    /** @param again whether the same key was used before, so that nothing was given now */
    record Given(long points, long available, boolean again) {}

    @PostMapping
    @PreAuthorize("hasRole('MARKETER')")
    Given award(@PathVariable MemberId id, @RequestBody Wanted wanted) {
        int days = wanted.afterDays() == null
                ? 0
                : (int) Expect.number("afterDays", wanted.afterDays().longValue(), 0, 365);
        var award = new Award(
                id,
                Expect.text("community", wanted.community(), 64),
                new Award.Points(Expect.points(wanted.points()), Expect.text("reason", wanted.reason(), 200), days),
                "api/" + Expect.key(wanted.key()),
                null,
                null,
                null,
                clock.instant(),
                Caller.current().name());
        if (members.profiles(Set.of(id)).isEmpty()) {
            throw Problem.notFound("member", id.toString());
        }
        var given = Objects.requireNonNull(transaction.execute(status -> give(award)));
        given.refusals().forEach(AwardController::refused);
        return given.given();
    }

    private record Outcome(Given given, List<Refusal> refusals) {}

    private Outcome give(Award award) {
        boolean again = rewards.knows(award);
        var refusals = rewards.award(List.of(award));
        var points = (Award.Points) award.given();
        if (!again && refusals.isEmpty()) {
            audit.record(
                    "points.awarded",
                    award.member().toString(),
                    null,
                    Map.of("cause", award.cause(), "points", points.points()));
        }
        var key = new MembershipKey(award.community(), award.member());
        long available = rewards.standings(List.of(key))
                .getOrDefault(key, Standing.NOTHING)
                .points();
        return new Outcome(new Given(points.points(), available, again), refusals);
    }

    /** The refusal is written down as well, so it is told after the commit. */
    private static void refused(Refusal refusal) {
        throw Problem.caller(
                HttpStatus.CONFLICT,
                "budget.spent",
                "Expected to give %d points to %s, but of budget '%s' %d are spent."
                        .formatted(
                                ((Award.Points) refusal.award().given()).points(),
                                refusal.award().member(),
                                refusal.name(),
                                refusal.spent()));
    }
}
