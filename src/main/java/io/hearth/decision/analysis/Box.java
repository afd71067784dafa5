package io.hearth.decision.analysis;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What each reading can still be; narrower with each thing that is learnt. */
final class Box {

    private final Map<Slot, Range> ranges;
    private boolean impossible;
    private boolean changed;

    Box() {
        this(new LinkedHashMap<>());
    }

    private Box(Map<Slot, Range> ranges) {
        this.ranges = ranges;
    }

    Box copy() {
        return new Box(new LinkedHashMap<>(ranges));
    }

    Range of(Slot slot) {
        return ranges.getOrDefault(slot, slot.natural());
    }

    Numbers numbers(Slot slot) {
        return (Numbers) of(slot);
    }

    void meet(Slot slot, Range range) {
        var before = of(slot);
        var after = before.and(range);
        if (!after.equals(before) || !ranges.containsKey(slot)) {
            ranges.put(slot, after);
            changed = true;
            impossible |= after.isEmpty();
        }
    }

    void atLeast(Slot slot, double number) {
        meet(slot, new Numbers(List.of(Interval.atLeast(number)), slot.isWhole(), true));
    }

    void atMost(Slot slot, double number) {
        meet(slot, new Numbers(List.of(Interval.atMost(number)), slot.isWhole(), true));
    }

    /** There is a number. */
    void given(Slot slot) {
        meet(slot, Numbers.of(slot.isWhole(), false, Interval.ALL));
    }

    void zero(Slot slot) {
        meet(slot, Numbers.of(slot.isWhole(), false, Interval.between(0, 0)));
    }

    List<Slot> slots() {
        return List.copyOf(ranges.keySet());
    }

    boolean isImpossible() {
        return impossible;
    }

    /** Whether something was learnt since this was last asked. */
    boolean tookNote() {
        boolean was = changed;
        changed = false;
        return was;
    }
}
