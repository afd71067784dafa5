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

    /** As it is stored; never renumbered. */
    int code() {
        return switch (this) {
            case NONE -> 0;
            case CASES -> 1;
            case ALL -> 2;
        };
    }

    static Effects of(int code) {
        return VALUES[code];
    }
}
