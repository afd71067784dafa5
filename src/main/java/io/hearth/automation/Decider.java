package io.hearth.automation;

import io.hearth.automation.Gathered.CaseWanted;
import io.hearth.automation.Gathered.Effect;
import io.hearth.automation.Gathered.Start;
import io.hearth.automation.Gathered.WakeUp;
import io.hearth.community.MembershipChange;
import io.hearth.community.Memberships;
import io.hearth.decision.Aggregate;
import io.hearth.decision.Decision;
import io.hearth.decision.DecisionSession;
import io.hearth.decision.Firing;
import io.hearth.decision.Frequency;
import io.hearth.decision.Outcome;
import io.hearth.decision.Receipt;
import io.hearth.decision.Rule;
import io.hearth.decision.fact.Event;
import io.hearth.escalation.NewCase;
import io.hearth.event.Effects;
import io.hearth.event.LoggedEvent;
import io.hearth.member.ProfileChange;
import io.hearth.message.MessageRequest;
import io.hearth.platform.Ids;
import io.hearth.reward.Award;
import io.hearth.segment.SegmentChange;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Decides events by one release: rewards, then segments, then escalations, each on the state that the last left. */
final class Decider implements AutoCloseable {

    static final String WAKE_DUE = "wake.due";
    static final String CALENDAR_DUE = "calendar.due";

    /** The events whose data say who the member is. */
    private static final Set<String> INTRODUCTIONS = Set.of("member.applied", "member.joined", "member.updated");

    private static final Duration SOONEST_CHECK = Duration.ofMinutes(1);

    private final Brain brain;
    private final DecisionSession session;
    private final Calendars calendars;
    private final AsOf asOf;
    private final Memberships memberships;

    Decider(Brain brain, DecisionSession session, Calendars calendars, AsOf asOf, Memberships memberships) {
        this.memberships = memberships;
        this.brain = brain;
        this.session = session;
        this.calendars = calendars;
        this.asOf = asOf;
    }

    Brain brain() {
        return brain;
    }

    @Override
    public void close() {
        session.close();
    }

    void decide(LoggedEvent event, MemberState state, Gathered out) {
        var days = calendars.of(event.community());
        introduce(event, state, out);
        changeMembership(event, state, out);
        count(event, state, days);
        var fact = MemberFacts.fact(event, brain.objectOf(event));
        var now = new Now(event, fact, state, days, out);
        boolean calendar = event.type().equals(CALENDAR_DUE);
        if (event.effects() == Effects.ALL && !calendar) {
            carryOut(decide("rewards", now, event.time()), now);
        }
        decideSegments(now);
        if (event.effects() != Effects.NONE) {
            carryOut(decide("escalations", now, event.time()), now);
        }
    }

    private static void introduce(LoggedEvent event, MemberState state, Gathered out) {
        if (INTRODUCTIONS.contains(event.type()) && !event.data().isEmpty()) {
            var change = ProfileChange.from(event.member(), event.data(), event.source(), event.time());
            state.learn(change);
            out.profiles.add(change);
        }
    }

    /** Joining and leaving are events that change the membership before any rule looks at it. */
    private void changeMembership(LoggedEvent event, MemberState state, Gathered out) {
        MembershipChange.Kind.of(event.type()).ifPresent(kind -> {
            var version = event.data().get("version");
            var value = kind == MembershipChange.Kind.CHARTER_ACCEPTED && version instanceof Number number
                    ? Integer.toString(number.intValue())
                    : null;
            change(
                    new MembershipChange(
                            state.key, kind, value, event.time(), event.ref().toString()),
                    state,
                    out);
        });
    }

    private void change(MembershipChange change, MemberState state, Gathered out) {
        var next = memberships.after(state.membership, change);
        if (!next.equals(state.membership)) {
            state.membership = next;
            out.memberships.add(change);
        }
    }

    /** What one event is decided on. */
    private record Now(LoggedEvent event, Event fact, MemberState state, LocalDays days, Gathered out) {

        int day() {
            return days.day(event.time());
        }
    }

    private void count(LoggedEvent event, MemberState state, LocalDays days) {
        if (event.type().equals(WAKE_DUE) || event.type().equals(CALENDAR_DUE)) {
            return;
        }
        int day = days.day(event.time());
        state.activity.count(event.type(), event.time(), day, event.data(), brain.collected());
        if (event.cause() == null) {
            state.activity.count(Aggregate.ANY, event.time(), day, Map.of(), brain.collected());
        }
    }

    private Decision decide(String rulebook, Now now, Instant at) {
        var state = now.state;
        return session.decide(rulebook, state.facts(now.fact, now.days, at), rule -> mayFire(rule, now));
    }

    private static boolean mayFire(Rule rule, Now now) {
        if (rule.frequency() == Frequency.EACH_TIME) {
            return true;
        }
        if (rule.frequency() == Frequency.ONCE_PER_OBJECT) {
            return !now.state.effects.contains(effect(rule, now.fact.object()));
        }
        return now.state.activity.fired(HowOften.key(rule), HowOften.period(rule.frequency(), now.day())) == 0;
    }

    private static String effect(Rule rule, @Nullable String object) {
        return MemberState.effect(HowOften.key(rule), Objects.requireNonNullElse(object, ""));
    }

    /** Segments hold at the latest moment that the member's events know of, so that a late event can't turn time back. */
    private void decideSegments(Now now) {
        var state = now.state;
        var at = asOf.of(now.event.community()).orElseGet(() -> later(now.event.time(), state.activity.latest()));
        var decision = session.decide("segments", state.facts(now.fact, now.days, at));
        var firings = new HashMap<String, Firing>();
        for (var firing : decision.firings()) {
            for (var outcome : firing.outcomes()) {
                if (outcome instanceof Outcome.BeInSegment be) {
                    firings.putIfAbsent(be.segment(), firing);
                }
            }
        }
        var holds = decision.holdsUntil();
        state.activity.holdsUntil(
                holds == null || asOf.of(now.event.community()).isPresent()
                        ? Instant.MAX
                        : later(holds, at.plus(SOONEST_CHECK)));
        if (firings.keySet().equals(state.activity.segments())) {
            return;
        }
        var before = state.activity.segments();
        state.activity.inSegments(new TreeSet<>(firings.keySet()));
        firings.forEach((segment, firing) -> {
            if (!before.contains(segment)) {
                entered(segment, firing, now);
            }
        });
        for (var segment : before) {
            if (!firings.containsKey(segment)) {
                left(segment, now);
            }
        }
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private void entered(String segment, Firing firing, Now now) {
        var receipt = receipt(firing.rule(), List.of(new Outcome.BeInSegment(segment)), firing, now);
        now.out.receipts.add(receipt);
        now.out.segments.add(change(segment, true, receipt, firing.rule().id(), now));
        cause("segment.entered", segment, Map.of("segment", segment), now);
    }

    private void left(String segment, Now now) {
        var receipt = new Receipt(
                Ids.next(),
                brain.release(),
                now.event.member().value(),
                now.event.community(),
                now.event.ref().toString(),
                "segments",
                segment,
                List.of(),
                List.of(),
                now.out.decidedAt);
        now.out.leaving.put(receipt.id(), receipt);
        now.out.segments.add(change(segment, false, receipt, null, now));
        cause("segment.left", segment, Map.of("segment", segment), now);
    }

    private static SegmentChange change(
            String segment, boolean entered, Receipt receipt, @Nullable String rule, Now now) {
        return new SegmentChange(
                now.event.member(), now.event.community(), segment, entered, now.event.time(), receipt.id(), rule);
    }

    private void carryOut(Decision decision, Now now) {
        for (var firing : decision.firings()) {
            carryOut(firing, now);
        }
    }

    /** A firing whose outcomes are all so already leaves no trace but that it happened. */
    private void carryOut(Firing firing, Now now) {
        var receipt = receipt(firing.rule(), firing.outcomes(), firing, now);
        boolean changed = false;
        int ordinal = 0;
        for (var outcome : firing.outcomes()) {
            changed |= carryOut(outcome, firing.rule(), receipt, ordinal++, now);
        }
        if (changed) {
            now.out.receipts.add(receipt);
        }
        remember(firing.rule(), now);
    }

    private Receipt receipt(Rule rule, List<Outcome> outcomes, Firing firing, Now now) {
        return new Receipt(
                Ids.next(),
                brain.release(),
                now.event.member().value(),
                now.event.community(),
                now.event.ref().toString(),
                rule.rulebook(),
                rule.id(),
                firing.seen(),
                outcomes,
                now.out.decidedAt);
    }

    private static void remember(Rule rule, Now now) {
        if (rule.frequency() == Frequency.ONCE_PER_OBJECT) {
            var object = Objects.requireNonNullElse(now.fact.object(), "");
            if (now.state.effects.add(effect(rule, object))) {
                now.out.effects.add(new Effect(now.state.key, HowOften.key(rule), object, now.event.time()));
            }
        } else if (rule.frequency() != Frequency.EACH_TIME) {
            now.state.activity.remember(HowOften.key(rule), HowOften.period(rule.frequency(), now.day()));
        }
    }

    /** Returns whether it changes anything. */
    private boolean carryOut(Outcome outcome, Rule rule, Receipt receipt, int ordinal, Now now) {
        if (outcome instanceof Outcome.OpenCase open) {
            return openCase(open, rule, receipt, now);
        }
        if (now.event.effects() != Effects.ALL) {
            return false;
        }
        if (outcome instanceof Outcome.AwardPoints award) {
            return award(award, rule, receipt, ordinal, now);
        }
        if (outcome instanceof Outcome.GiveBadge badge) {
            return giveBadge(badge, rule, receipt, ordinal, now);
        }
        if (outcome instanceof Outcome.SetLevel level) {
            return setLevel(level.level(), rule.id(), receipt, ordinal, now);
        }
        var key = key(now, rule.id(), ordinal);
        if (outcome instanceof Outcome.StartJourney start) {
            return now.out.starts.add(new Start(start.journey(), now.state.key, key, now.event.time()));
        }
        if (outcome instanceof Outcome.SendMessage send) {
            return now.out.messages.add(message(send, key, now));
        }
        if (outcome instanceof Outcome.LookAgain again) {
            return now.out.wakeUps.add(new WakeUp(
                    now.state.key,
                    now.event.time().plus(again.after()),
                    rule.id(),
                    now.event.ref().toString()));
        }
        return false;
    }

    /** Whether it is new is known only when it is written: one case for each rule, member and object until it is closed. */
    private static boolean openCase(Outcome.OpenCase open, Rule rule, Receipt receipt, Now now) {
        var event = now.event;
        var wanted = new NewCase(
                event.member(),
                event.community(),
                open.kind(),
                open.severity(),
                open.reason(),
                rule.id(),
                now.fact.object(),
                event.ref().toString(),
                receipt.id(),
                now.out.decidedAt);
        now.out.cases.add(new CaseWanted(wanted, receipt, event));
        return false;
    }

    private static MessageRequest message(Outcome.SendMessage send, String key, Now now) {
        var values = new HashMap<String, String>();
        values.put("points", Long.toString(now.state.points));
        values.put("level", now.state.level == null ? "" : now.state.level);
        return new MessageRequest(
                key,
                now.event.member(),
                now.event.community(),
                send.template(),
                values,
                "",
                now.event.ref().toString());
    }

    private boolean award(Outcome.AwardPoints award, Rule rule, Receipt receipt, int ordinal, Now now) {
        if (award.points() == 0) {
            return false;
        }
        var state = now.state;
        state.points += award.points();
        give(new Award.Points(award.points(), award.reason()), rule.id(), receipt, ordinal, now);
        cause(
                "points.awarded",
                key(now, rule.id(), ordinal),
                Map.of("points", award.points(), "reason", award.reason()),
                now);
        brain.levelByPoints(state.points, state.level)
                .ifPresent(level -> setLevel(level, rule.id(), receipt, ordinal + 100, now));
        return true;
    }

    private boolean giveBadge(Outcome.GiveBadge badge, Rule rule, Receipt receipt, int ordinal, Now now) {
        if (!now.state.give(badge.badge())) {
            return false;
        }
        give(new Award.Badge(badge.badge()), rule.id(), receipt, ordinal, now);
        cause("badge.given", badge.badge(), Map.of("badge", badge.badge()), now);
        return true;
    }

    private boolean setLevel(String level, String rule, Receipt receipt, int ordinal, Now now) {
        var before = now.state.level;
        if (level.equals(before)) {
            return false;
        }
        now.state.level = level;
        give(new Award.Level(level), rule, receipt, ordinal, now);
        change(
                new MembershipChange(
                        now.state.key,
                        MembershipChange.Kind.LEVEL,
                        level,
                        now.event.time(),
                        now.event.ref().toString()),
                now.state,
                now.out);
        cause("level.changed", level, Map.of("level", level, "before", before == null ? "" : before), now);
        return true;
    }

    private static void give(Award.Given given, String rule, Receipt receipt, int ordinal, Now now) {
        var event = now.event;
        now.out.awards.add(new Award(
                event.member(),
                event.community(),
                given,
                key(now, rule, ordinal),
                rule,
                receipt.id(),
                event.ref().toString(),
                event.time()));
    }

    /** Names an effect after the event, the rule and which of its outcomes it is: the same whenever it is decided. */
    private static String key(Now now, String rule, int ordinal) {
        return now.event.ref() + "/" + Long.toHexString(HowOften.key(rule)) + "/" + ordinal;
    }

    private void cause(String type, String name, Map<String, Object> data, Now now) {
        brain.caused(now.event, type, name, data).ifPresent(now.out.caused::add);
    }
}
