package io.hearth.decision.analysis;

import java.util.List;

/**
 * One thing that conditions read, whatever they call it.
 *
 * @param what the reading: {@code count}, {@code event.number}, …
 * @param about its arguments: the event type first, where there is one
 * @param natural all that it can ever be
 */
record Slot(String what, List<String> about, Range natural) {

    private static final Interval FROM_ZERO = Interval.atLeast(0);

    /** How many, on how many days, days in a row: never below nothing. */
    static Slot tally(String what, String... about) {
        return new Slot(what, List.of(about), Numbers.of(true, false, FROM_ZERO));
    }

    /** Days since something that perhaps never was. */
    static Slot since(String what, String... about) {
        return new Slot(what, List.of(about), Numbers.of(true, true, FROM_ZERO));
    }

    static Slot number(String what, boolean nothing, String... about) {
        return new Slot(what, List.of(about), Numbers.of(false, nothing, Interval.ALL));
    }

    static Slot within(String what, int from, int to) {
        return new Slot(what, List.of(), Numbers.of(true, false, Interval.between(from, to)));
    }

    static Slot truth(String what, List<String> about) {
        return new Slot(what, about, Words.EITHER);
    }

    boolean is(String reading) {
        return what.equals(reading);
    }

    /** The event type that it is about. */
    String type() {
        return about.get(0);
    }

    /** The last of its arguments: the period. */
    String period() {
        return about.get(about.size() - 1);
    }

    boolean isWhole() {
        return natural instanceof Numbers numbers && numbers.whole();
    }
}
