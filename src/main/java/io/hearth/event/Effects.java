package io.hearth.event;

/** What an event may set in motion. Live events may do all; imported ones only what their import says. */
public enum Effects {
    /** Counted in activity and in segments; nobody is rewarded, written to or troubled. */
    NONE,
    /** As none, but cases may be opened. */
    CASES,
    /** Everything. */
    ALL;

    private static final Effects[] VALUES = values();

    static Effects of(int code) {
        return VALUES[code];
    }
}
