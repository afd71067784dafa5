package io.hearth.automation;

import io.hearth.automation.Gathered.CaseWanted;
import io.hearth.automation.Gathered.Start;
import io.hearth.automation.Gathered.WakeUp;
import io.hearth.decision.Firing;
import io.hearth.decision.Outcome;
import io.hearth.decision.Receipt;
import io.hearth.decision.Rule;
import io.hearth.escalation.NewCase;
import io.hearth.event.Effects;
import io.hearth.message.MessageRequest;
import io.hearth.reward.Award;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Turns what rules ask for into what is to be written, and into what the next rules see. */
final class Consequences {

    private final LevelDecision levels;

    Consequences(LevelDecision levels) {
        this.levels = levels;
    }

    void carryOut(List<Firing> firings, Occasion now) {
        for (var firing : firings) {
            carryOut(firing, now);
        }
    }

    /** A firing whose outcomes are all so already leaves no trace but that it happened. */
    private void carryOut(Firing firing, Occasion now) {
        var outcomes = now.event().effects() == Effects.ALL
                ? now.out().spending.within(firing.rule(), firing.outcomes(), now.day())
                : firing.outcomes();
        var receipt = now.receipt(firing.rule(), firing.seen(), outcomes);
        boolean changed = false;
        int ordinal = 0;
        for (var outcome : outcomes) {
            changed |= carryOut(outcome, firing.rule(), receipt, ordinal++, now);
        }
        if (changed) {
            now.out().receipts.add(receipt);
        }
        if (!Spending.nothingLeft(outcomes)) {
            HowOften.remember(firing.rule(), now);
        }
    }

    /** Returns whether it changes anything. */
    private boolean carryOut(Outcome outcome, Rule rule, Receipt receipt, int ordinal, Occasion now) {
        if (outcome instanceof Outcome.OpenCase open) {
            return openCase(open, rule, receipt, now);
        }
        if (now.event().effects() != Effects.ALL) {
            return false;
        }
        if (outcome instanceof Outcome.AwardPoints award) {
            return award(award, rule, receipt, ordinal, now);
        }
        if (outcome instanceof Outcome.GiveBadge badge) {
            return giveBadge(badge, rule, receipt, ordinal, now);
        }
        if (outcome instanceof Outcome.TakeBadge badge) {
            return takeBadge(badge, rule, receipt, ordinal, now);
        }
        if (outcome instanceof Outcome.SetLevel level) {
            return levels.state(level.level(), rule.id(), receipt, ordinal, now);
        }
        if (outcome instanceof Outcome.GiveBenefit give) {
            give(now.brain().benefit(give), rule.id(), receipt, ordinal, now);
            return true;
        }
        if (outcome instanceof Outcome.NotAwarded || outcome instanceof Outcome.NotGiven) {
            return true;
        }
        var key = now.key(rule.id(), ordinal);
        if (outcome instanceof Outcome.StartJourney start) {
            return now.out()
                    .starts
                    .add(new Start(
                            start.journey(), now.state().key, key, now.event().time()));
        }
        if (outcome instanceof Outcome.SendMessage send) {
            return now.out().messages.add(message(send, key, now));
        }
        if (outcome instanceof Outcome.LookAgain again) {
            return now.out()
                    .wakeUps
                    .add(new WakeUp(
                            now.state().key,
                            now.event().time().plus(again.after()),
                            rule.id(),
                            now.event().ref().toString()));
        }
        return false;
    }

    /** Whether it is new is known only when it is written: one case for each rule, member and object until it is closed. */
    private static boolean openCase(Outcome.OpenCase open, Rule rule, Receipt receipt, Occasion now) {
        var event = now.event();
        var wanted = new NewCase(
                event.member(),
                event.community(),
                open.kind(),
                open.severity(),
                open.reason(),
                rule.id(),
                now.fact().object(),
                event.ref().toString(),
                receipt.id(),
                now.out().decidedAt);
        now.out().cases.add(new CaseWanted(wanted, receipt, event));
        return false;
    }

    private static MessageRequest message(Outcome.SendMessage send, String key, Occasion now) {
        var values = new HashMap<String, String>();
        values.put("points", Long.toString(now.state().points));
        values.put("level", now.state().level == null ? "" : now.state().level);
        return new MessageRequest(
                key,
                now.event().member(),
                now.event().community(),
                send.template(),
                values,
                "",
                now.event().ref().toString());
    }

    private boolean award(Outcome.AwardPoints award, Rule rule, Receipt receipt, int ordinal, Occasion now) {
        if (award.points() == 0) {
            return false;
        }
        var given = given(
                new Award.Points(award.points(), award.reason(), award.afterDays()), rule.id(), receipt, ordinal, now);
        if (!now.out().allowances.allows(given)) {
            return false;
        }
        now.out().awards.add(given);
        var state = now.state();
        if (!now.out().allowances.waits(given)) {
            state.points = Math.max(0, state.points + award.points());
            state.earned = Math.max(0, state.earned + award.points());
        }
        now.cause(
                "points.awarded",
                now.key(rule.id(), ordinal),
                Map.of("points", award.points(), "reason", award.reason()));
        levels.earned(rule.id(), receipt, ordinal + 100, now);
        return true;
    }

    private boolean giveBadge(Outcome.GiveBadge badge, Rule rule, Receipt receipt, int ordinal, Occasion now) {
        var reached = now.brain().badge(badge.badge(), badge.level());
        if (!now.state().give(badge.badge(), reached.words())) {
            return false;
        }
        give(new Award.Badge(badge.badge(), reached.level()), rule.id(), receipt, ordinal, now);
        if (reached.level() == null) {
            now.cause("badge.given", badge.badge(), Map.of("badge", badge.badge()));
        } else {
            now.cause(
                    "badge.given",
                    badge.badge() + "/" + reached.level(),
                    Map.of("badge", badge.badge(), "level", reached.level()));
        }
        return true;
    }

    private boolean takeBadge(Outcome.TakeBadge badge, Rule rule, Receipt receipt, int ordinal, Occasion now) {
        if (!now.state().takeBack(badge.badge(), badge.forGood())) {
            return false;
        }
        give(new Award.BadgeTaken(badge.badge(), !badge.forGood(), rule.name()), rule.id(), receipt, ordinal, now);
        now.cause("badge.revoked", badge.badge(), Map.of("badge", badge.badge()));
        return true;
    }

    static void give(Award.Given given, String rule, Receipt receipt, int ordinal, Occasion now) {
        now.out().awards.add(given(given, rule, receipt, ordinal, now));
    }

    private static Award given(Award.Given given, String rule, Receipt receipt, int ordinal, Occasion now) {
        var event = now.event();
        return new Award(
                event.member(),
                event.community(),
                given,
                now.key(rule, ordinal),
                rule,
                receipt.id(),
                event.ref().toString(),
                event.time());
    }
}
