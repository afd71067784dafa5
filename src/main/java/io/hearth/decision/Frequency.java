package io.hearth.decision;

/** How often a rule's outcomes are carried out for one membership; further firings count as nothing. */
public enum Frequency {
    ONCE,
    ONCE_A_DAY,
    ONCE_A_WEEK,
    ONCE_A_MONTH,
    ONCE_A_YEAR,
    ONCE_PER_OBJECT,
    EACH_TIME
}
