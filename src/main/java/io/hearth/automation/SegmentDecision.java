package io.hearth.automation;

import io.hearth.decision.Decision;
import io.hearth.decision.DecisionSession;
import io.hearth.decision.Firing;
import io.hearth.decision.Outcome;
import io.hearth.decision.Receipt;
import io.hearth.segment.SegmentChange;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
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
        var decision = session.decide(RULEBOOK, state.facts(now.fact(), now.days(), at));
        var holds = decision.holdsUntil();
        state.activity.holdsUntil(
                holds == null || fixed.isPresent() ? Instant.MAX : later(holds, at.plus(SOONEST_CHECK)));
        move(inside(decision), now);
    }

    private static Map<String, Firing> inside(Decision decision) {
        var inside = new HashMap<String, Firing>();
        for (var firing : decision.firings()) {
            for (var outcome : firing.outcomes()) {
                if (outcome instanceof Outcome.BeInSegment be) {
                    inside.putIfAbsent(be.segment(), firing);
                }
            }
        }
        return inside;
    }

    private static void move(Map<String, Firing> inside, Occasion now) {
        var before = now.state().activity.segments();
        if (inside.keySet().equals(before)) {
            return;
        }
        now.state().activity.inSegments(new TreeSet<>(inside.keySet()));
        inside.forEach((segment, firing) -> {
            if (!before.contains(segment)) {
                entered(segment, firing, now);
            }
        });
        for (var segment : before) {
            if (!inside.containsKey(segment)) {
                left(segment, now);
            }
        }
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

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
