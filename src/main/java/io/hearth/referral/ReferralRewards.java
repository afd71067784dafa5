package io.hearth.referral;

import io.hearth.decision.Outcome;
import io.hearth.decision.Receipt;
import io.hearth.decision.Receipts;
import io.hearth.decision.Rulesets;
import io.hearth.decision.Seen;
import io.hearth.event.EventLog;
import io.hearth.event.NewEvent;
import io.hearth.member.MemberId;
import io.hearth.platform.Ids;
import io.hearth.platform.Json;
import io.hearth.referral.ReferralTable.Settled;
import io.hearth.reward.Award;
import io.hearth.reward.Rewards;
import io.hearth.reward.budget.Allowances.Refusal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Gives both what the programme promises, within the budgets that hold for rules too, each with its receipt; once. */
@Component
class ReferralRewards {

    private static final String QUALIFIED = "referral.qualified";

    private final ReferralTable referrals;
    private final Rewards rewards;
    private final Receipts receipts;
    private final Rulesets rulesets;
    private final EventLog events;

    ReferralRewards(ReferralTable referrals, Rewards rewards, Receipts receipts, Rulesets rulesets, EventLog events) {
        this.referrals = referrals;
        this.rewards = rewards;
        this.receipts = receipts;
        this.rulesets = rulesets;
        this.events = events;
    }

    /** In the caller's transaction, under the inviter's lock. */
    void give(
            List<Referral> some,
            Programme programme,
            String by,
            @Nullable String note,
            Instant at,
            Function<Referral, @Nullable String> device) {
        if (some.isEmpty()) {
            return;
        }
        var awards = new ArrayList<Award>();
        for (var one : some) {
            add(awards, one, programme, one.inviter(), programme.inviterPoints(), "inviter", by, at);
            add(awards, one, programme, one.invited(), programme.invitedPoints(), "invited", by, at);
        }
        var refused = rewards.award(awards).stream()
                .collect(Collectors.toMap(refusal -> refusal.award().cause(), Function.identity()));
        var told = new ArrayList<NewEvent>();
        for (var one : some) {
            settle(one, programme, refused, by, note, at, device.apply(one));
            told.add(told(one, programme, at));
        }
        store(awards, some, programme, refused, at);
        events.appendCaused(told);
    }

    private static void add(
            List<Award> awards,
            Referral one,
            Programme programme,
            MemberId who,
            long points,
            String side,
            String by,
            Instant at) {
        if (points > 0) {
            awards.add(new Award(
                    who,
                    one.community(),
                    new Award.Points(points, programme.name(), programme.waitDays()),
                    cause(one, side),
                    programme.rule(),
                    Ids.next(),
                    last(one).event(),
                    at,
                    by.equals(NewEvent.HEARTH) ? null : by));
        }
    }

    private void settle(
            Referral one,
            Programme programme,
            Map<String, Refusal> refused,
            String by,
            @Nullable String note,
            Instant at,
            @Nullable String device) {
        var inviter = refused.get(cause(one, "inviter"));
        var invited = refused.get(cause(one, "invited"));
        long toInviter = inviter == null ? programme.inviterPoints() : 0;
        long toInvited = invited == null ? programme.invitedPoints() : 0;
        boolean none = (inviter != null || invited != null) && toInviter + toInvited == 0;
        var lacking = inviter == null ? invited : inviter;
        referrals.settle(
                one,
                new Settled(
                        none ? Referral.State.REFUSED : Referral.State.REWARDED,
                        toInviter,
                        toInvited,
                        at,
                        by,
                        lacking == null ? note : "budget: " + lacking.name(),
                        device));
    }

    private static NewEvent told(Referral one, Programme programme, Instant at) {
        return NewEvent.own(
                "referral/" + one.id() + "/qualified",
                QUALIFIED,
                at,
                one.inviter(),
                one.community(),
                one.invited().toString(),
                Json.mapper()
                        .writeValueAsString(
                                Map.of("friend", one.invited().toString(), "programme", Long.toString(programme.id()))),
                last(one).event(),
                1);
    }

    private void store(
            List<Award> awards, List<Referral> some, Programme programme, Map<String, Refusal> refused, Instant at) {
        var byCause = some.stream()
                .flatMap(one ->
                        List.of(Map.entry(cause(one, "inviter"), one), Map.entry(cause(one, "invited"), one)).stream())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        var release = rulesets.live().release();
        receipts.store(awards.stream()
                .map(award -> receipt(award, byCause.get(award.cause()), programme, refused, release, at))
                .toList());
    }

    private static Receipt receipt(
            Award award,
            @Nullable Referral one,
            Programme programme,
            Map<String, Refusal> refused,
            String release,
            Instant at) {
        var points = (Award.Points) award.given();
        Outcome outcome = refused.containsKey(award.cause())
                ? new Outcome.NotAwarded(points.points(), points.reason(), "budget")
                : new Outcome.AwardPoints(points.points(), points.reason(), points.afterDays());
        var seen = new ArrayList<Seen>();
        if (one != null) {
            seen.add(new Seen("", one.inviter() + " → " + one.invited(), one.code(), true));
            one.done().forEach(taken -> seen.add(new Seen("", taken.type() + " " + taken.at(), taken.type(), true)));
        }
        return new Receipt(
                award.receipt() == null ? Ids.next() : award.receipt(),
                release,
                award.member().value(),
                award.community(),
                award.event(),
                "referrals",
                programme.rule(),
                seen,
                List.of(outcome),
                at);
    }

    private static Referral.Taken last(Referral one) {
        return one.done().get(one.done().size() - 1);
    }

    private static String cause(Referral one, String side) {
        return "referral/" + one.id() + "/" + side;
    }
}
