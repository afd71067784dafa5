package io.hearth.decision.analysis;

import io.hearth.decision.Aggregate;
import io.hearth.decision.fact.PlainText;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What follows from one reading for another: who posted today has posted this week. */
final class Relations {

    /** What the server itself adds to the log; it is no activity of the member. */
    static final Set<String> CAUSED = Set.of(
            "points.awarded",
            "badge.given",
            "badge.revoked",
            "level.changed",
            "level.at-risk",
            "plan.changed",
            "segment.entered",
            "segment.left",
            "case.opened",
            "journey.ended",
            "message.sent");

    private static final Set<String> UNCOUNTED = Set.of("none", "wake.due", "calendar.due");

    private final boolean atTheEvent;

    /** @param atTheEvent whether the decision is made for the moment of the event, which has been counted by then */
    Relations(boolean atTheEvent) {
        this.atTheEvent = atTheEvent;
    }

    /** Learns all that follows; stops as soon as it can't be. */
    void apply(Box box) {
        box.tookNote();
        for (int round = 0; round < 30 && !box.isImpossible(); round++) {
            var slots = box.slots();
            event(slots, box);
            fields(slots, box);
            calendar(slots, box);
            var activity = slots.stream().filter(Relations::isActivity).toList();
            for (var type : activity.stream().map(Slot::type).collect(Collectors.toSet())) {
                ofType(type, activity, box);
                if (!type.equals(Aggregate.ANY) && !CAUSED.contains(type) && !UNCOUNTED.contains(type)) {
                    alsoAnyActivity(type, activity, box);
                }
            }
            if (!box.tookNote()) {
                return;
            }
        }
    }

    private static boolean isActivity(Slot slot) {
        return switch (slot.what()) {
            case "count", "days", "sum", "streak", "since last", "since first" -> true;
            default -> false;
        };
    }

    /** What just happened has been counted. */
    private void event(List<Slot> slots, Box box) {
        for (var slot : slots) {
            if (!atTheEvent || !slot.is("event.type") || !((Words) box.of(slot)).listed()) {
                continue;
            }
            var types = ((Words) box.of(slot)).words();
            if (types.size() == 1 && types.stream().noneMatch(UNCOUNTED::contains)) {
                box.meet(Translation.last(types.iterator().next()), today());
            }
            if (!types.isEmpty()
                    && types.stream().noneMatch(type -> CAUSED.contains(type) || UNCOUNTED.contains(type))) {
                box.meet(Translation.last(Aggregate.ANY), today());
            }
        }
    }

    private static Numbers today() {
        return Numbers.of(true, false, Interval.atMost(0));
    }

    private static void ofType(String type, List<Slot> activity, Box box) {
        var last = Translation.last(type);
        var first = Translation.first(type);
        for (var slot : of(type, activity)) {
            switch (slot.what()) {
                case "count" -> {
                    tally(slot, last, box);
                    pairs(slot, "days", activity, box);
                }
                case "days" -> {
                    tally(slot, last, box);
                    box.atMost(slot, Spans.longest(slot.period()));
                    box.atLeast(first, box.numbers(slot).lowest() - 1);
                }
                case "sum" -> {
                    if (!box.numbers(slot).hasZero()) {
                        within(last, slot.period(), box);
                    } else if (isNever(last, slot.period(), box)) {
                        box.zero(slot);
                    }
                }
                case "streak" -> streak(slot, last, activity, box);
                case "since first" -> {
                    box.atLeast(slot, box.numbers(last).lowest());
                    box.atMost(last, box.numbers(slot).highest());
                    bothOrNone(slot, last, box);
                }
                default -> {}
            }
        }
        included("count", type, activity, box);
        included("days", type, activity, box);
    }

    private static Stream<Slot> slots(String type, String what, List<Slot> activity) {
        return activity.stream().filter(slot -> slot.is(what) && slot.type().equals(type));
    }

    private static List<Slot> of(String type, List<Slot> activity) {
        return activity.stream().filter(slot -> slot.type().equals(type)).toList();
    }

    /** Something in a period, and how long ago the last was, tell the same. */
    private static void tally(Slot slot, Slot last, Box box) {
        var count = box.numbers(slot);
        if (count.lowest() >= 1) {
            within(last, slot.period(), box);
        }
        if (count.highest() <= 0) {
            box.atLeast(last, Spans.shortest(slot.period()));
        }
        var since = box.numbers(last);
        if (!since.nothing() && since.highest() < Spans.shortest(slot.period())) {
            box.atLeast(slot, 1);
        }
        if (isNever(last, slot.period(), box)) {
            box.zero(slot);
        }
    }

    private static void within(Slot last, String period, Box box) {
        box.given(last);
        box.atMost(last, Spans.longest(period) - 1);
    }

    private static boolean isNever(Slot last, String period, Box box) {
        var since = box.numbers(last);
        return !since.hasNumbers() || since.lowest() >= Spans.longest(period);
    }

    /** At most one day for each event, and one event at least on each day. */
    private static void pairs(Slot count, String other, List<Slot> activity, Box box) {
        slots(count.type(), other, activity)
                .filter(days -> days.period().equals(count.period()))
                .forEach(days -> {
                    ordered(days, count, box);
                    if (box.numbers(count).lowest() >= 1) {
                        box.atLeast(days, 1);
                    }
                });
    }

    /** A longer period holds at least what a shorter one does. */
    private static void included(String what, String type, List<Slot> activity, Box box) {
        slots(type, what, activity).forEach(one -> slots(type, what, activity)
                .filter(other -> !other.equals(one) && Spans.within(one.period(), other.period()))
                .forEach(other -> ordered(one, other, box)));
    }

    private static void ordered(Slot less, Slot more, Box box) {
        box.atMost(less, box.numbers(more).highest());
        box.atLeast(more, box.numbers(less).lowest());
    }

    private static void streak(Slot streak, Slot last, List<Slot> activity, Box box) {
        double least = box.numbers(streak).lowest();
        if (least >= 1) {
            box.given(last);
            box.atMost(last, 1);
            box.atLeast(Translation.first(streak.type()), least - 1);
            Stream.of("days", "count")
                    .flatMap(what -> slots(streak.type(), what, activity))
                    .filter(slot -> Spans.shortest(slot.period()) > least)
                    .forEach(slot -> box.atLeast(slot, least));
        }
        var since = box.numbers(last);
        if (!since.nothing() && since.highest() <= 1) {
            box.atLeast(streak, 1);
        }
        if (!since.hasNumbers() || since.lowest() >= 2) {
            box.zero(streak);
        }
    }

    private static void bothOrNone(Slot one, Slot other, Box box) {
        if (!box.numbers(one).nothing() || !box.numbers(other).nothing()) {
            box.given(one);
            box.given(other);
        }
    }

    /** What a member does counts as activity too. */
    private static void alsoAnyActivity(String type, List<Slot> activity, Box box) {
        for (var what : List.of("count", "days")) {
            slots(type, what, activity).forEach(one -> slots(Aggregate.ANY, what, activity)
                    .filter(any -> Spans.within(one.period(), any.period()))
                    .forEach(any -> ordered(one, any, box)));
        }
        var last = Translation.last(type);
        var anyLast = Translation.last(Aggregate.ANY);
        if (of(Aggregate.ANY, activity).isEmpty()) {
            return;
        }
        if (!box.numbers(last).nothing()) {
            box.given(anyLast);
            box.atMost(anyLast, box.numbers(last).highest());
        }
        box.atLeast(last, box.numbers(anyLast).lowest());
        if (!box.numbers(anyLast).hasNumbers()) {
            box.meet(last, Numbers.of(true, true));
        }
    }

    /** A field with a value is there; a text that holds one word holds those within it. */
    private static void fields(List<Slot> slots, Box box) {
        for (var slot : slots) {
            switch (slot.what()) {
                case "event.number", "member.number" -> {
                    if (!box.numbers(slot).nothing()) {
                        box.meet(has(slot), Words.YES);
                    }
                    if (box.of(has(slot)).equals(Words.NO)) {
                        box.meet(slot, Numbers.of(false, true));
                    }
                }
                case "event.text", "member.text" -> {
                    if (!((Words) box.of(slot)).has("")) {
                        box.meet(has(slot), Words.YES);
                    }
                    if (box.of(has(slot)).equals(Words.NO)) {
                        box.meet(slot, Words.of(""));
                    }
                }
                case "event.mentions" -> mentions(slot, slots, box);
                case "membership.daysSinceJoining" -> {
                    var status = new Slot(
                            "membership.status",
                            List.of(),
                            Words.of("none", "applied", "active", "muted", "removed", "left"));
                    if (!box.numbers(slot).nothing()) {
                        box.meet(status, Words.of("none").not());
                    }
                }
                default -> {}
            }
        }
    }

    private static Slot has(Slot field) {
        return Slot.truth(field.what().substring(0, field.what().indexOf('.')) + ".has", field.about());
    }

    private static void mentions(Slot slot, List<Slot> slots, Box box) {
        if (!box.of(slot).equals(Words.YES)) {
            return;
        }
        box.meet(Slot.truth("event.has", List.of(slot.about().get(0))), Words.YES);
        for (var other : slots) {
            if (other.is("event.mentions")
                    && other.about().get(0).equals(slot.about().get(0))
                    && holdsOneOf(words(slot), words(other))) {
                box.meet(other, Words.YES);
            }
        }
    }

    private static List<String> words(Slot slot) {
        return Stream.of(slot.about().get(1).split("\\|")).map(PlainText::of).toList();
    }

    /** Whether each of the words has one of the others in it. */
    private static boolean holdsOneOf(List<String> words, List<String> others) {
        return words.stream().allMatch(word -> others.stream().anyMatch(word::contains));
    }

    /** Short months. */
    private static void calendar(List<Slot> slots, Box box) {
        for (var day : slots) {
            if (!day.is("day of the month") || box.numbers(day).lowest() < 30) {
                continue;
            }
            slots.stream().filter(slot -> slot.is("month")).forEach(month -> {
                box.meet(month, Numbers.of(true, false, Interval.between(2, 2)).not());
                if (box.numbers(day).lowest() == 31) {
                    for (int each : new int[] {4, 6, 9, 11}) {
                        box.meet(
                                month,
                                Numbers.of(true, false, Interval.between(each, each))
                                        .not());
                    }
                }
            });
        }
    }
}
