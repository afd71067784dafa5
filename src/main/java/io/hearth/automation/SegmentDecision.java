package io.hearth.automation;

import io.hearth.decision.Decision;
import io.hearth.decision.DecisionSession;
import io.hearth.decision.Firing;
import io.hearth.decision.Outcome;
import io.hearth.decision.Receipt;
import io.hearth.decision.fact.Event;
import io.hearth.segment.SegmentChange;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Segment rules state who is in; who enters and who leaves follows from who was in before. */
final class SegmentDecision {

    private static final String RULEBOOK = "segments";
    private static final Duration SOONEST_CHECK = Duration.ofMinutes(1);

    private final DecisionSession session;
    private final AsOf asOf;

    SegmentDecision(DecisionSession session, AsOf asOf) {
        this.session = session;
        this.asOf = asOf;
    }

    /** Segments hold at the latest moment that the member's events know of, so that a late event can't turn time back. */
    void decide(Occasion now) {
        var state = now.state();
        var fixed = asOf.of(now.event().community());
        var at = fixed.orElseGet(() -> later(now.event().time(), state.activity.latest()));
        if (fixed.isEmpty()) {
            state.activity.passed(at);
        }
        long on = state.decidedOn(now.brain().release(), now.days().zone(), fixed);
        var facts = state.facts(now.fact(), now.days(), at);
        var before = isOnlyTime(now) || !holdsAt(state, at)
                ? Optional.<SortedMap<String, long[]>>empty()
                : state.activity.because(on);
        var decision = before.isPresent() ? session.decideTouched(RULEBOOK, facts) : session.decide(RULEBOOK, facts);
        var holds = decision.holdsUntil();
        var until = holds == null || fixed.isPresent() ? Instant.MAX : later(holds, at.plus(SOONEST_CHECK));
        state.activity.holdsUntil(before.isPresent() ? sooner(until, state.activity.holdsUntil()) : until);
        move(decision, before.map(by -> untouched(by, now)).orElseGet(TreeMap::new), on, now);
    }

    /** Nothing happened but that time went by, or that all is to be decided anew: all rules are asked. */
    private static boolean isOnlyTime(Occasion now) {
        var type = now.fact().type();
        return type.equals(Event.NONE) || Recording.NO_ACTIVITY.contains(type);
    }

    /** What is kept as the end may lie behind the real one by the soonest check. */
    private static boolean holdsAt(MemberState state, Instant at) {
        return state.activity.holdsUntil().isAfter(at.plus(SOONEST_CHECK));
    }

    /** Where the member is by rules that this event doesn't touch, so that they needn't be asked. */
    private static SortedMap<String, long[]> untouched(SortedMap<String, long[]> by, Occasion now) {
        var left = new TreeMap<String, long[]>();
        if (by.isEmpty()) {
            return left;
        }
        var touched = now.brain().touched(RULEBOOK, now.event().type());
        by.forEach((segment, rules) -> {
            var kept =
                    LongStream.of(rules).filter(rule -> !touched.contains(rule)).toArray();
            if (kept.length > 0) {
                left.put(segment, kept);
            }
        });
        return left;
    }

    private static void move(Decision decision, SortedMap<String, long[]> by, long on, Occasion now) {
        var inside = new HashMap<String, Firing>();
        for (var firing : decision.firings()) {
            for (var outcome : firing.outcomes()) {
                if (outcome instanceof Outcome.BeInSegment be) {
                    inside.putIfAbsent(be.segment(), firing);
                    by.merge(be.segment(), new long[] {HowOften.key(firing.rule())}, SegmentDecision::both);
                }
            }
        }
        var activity = now.state().activity;
        var before = activity.segments();
        activity.decided(by, on);
        if (activity.segments().equals(before)) {
            return;
        }
        inside.forEach((segment, firing) -> {
            if (!before.contains(segment)) {
                entered(segment, firing, now);
            }
        });
        for (var segment : before) {
            if (!by.containsKey(segment)) {
                left(segment, now);
            }
        }
    }

    private static long[] both(long[] rules, long[] more) {
        return LongStream.concat(LongStream.of(rules), LongStream.of(more))
                .distinct()
                .toArray();
    }

    private static void entered(String segment, Firing firing, Occasion now) {
        var receipt = now.receipt(firing.rule(), firing.seen(), List.of(new Outcome.BeInSegment(segment)));
        now.out().receipts.add(receipt);
        now.out().segments.add(change(segment, true, receipt, firing.rule().id(), now));
        now.cause("segment.entered", segment, Map.of("segment", segment));
    }

    /** By which rule the member was in is known where the membership is kept. */
    private static void left(String segment, Occasion now) {
        var receipt = now.receipt(RULEBOOK, segment, List.of(), List.of(new Outcome.LeaveSegment(segment)));
        now.out().leaving.put(receipt.id(), receipt);
        now.out().segments.add(change(segment, false, receipt, null, now));
        now.cause("segment.left", segment, Map.of("segment", segment));
    }

    private static SegmentChange change(
            String segment, boolean entered, Receipt receipt, @Nullable String rule, Occasion now) {
        var event = now.event();
        return new SegmentChange(event.member(), event.community(), segment, entered, event.time(), receipt.id(), rule);
    }

    private static Instant sooner(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
