package io.hearth.member.activity;

import java.util.Arrays;

/** When each rule with a limit last fired for the member: rule, period, and how often within it. */
final class FiringMemory {

    long[] rules = new long[0];
    int[] periods = new int[0];
    int[] counts = new int[0];

    /** How often the rule fired in the period; a period before the last remembered one counts as used up. */
    int fired(long rule, int period) {
        int at = Arrays.binarySearch(rules, rule);
        if (at < 0 || periods[at] < period) {
            return 0;
        }
        return periods[at] == period ? counts[at] : Integer.MAX_VALUE;
    }

    void remember(long rule, int period) {
        int at = Arrays.binarySearch(rules, rule);
        if (at >= 0) {
            counts[at] = periods[at] == period ? counts[at] + 1 : 1;
            periods[at] = period;
            return;
        }
        insert(-at - 1, rule, period);
    }

    /** What fired for either fired for both; of two periods the later one counts. */
    void join(FiringMemory other) {
        for (int i = 0; i < other.rules.length; i++) {
            int at = Arrays.binarySearch(rules, other.rules[i]);
            if (at < 0) {
                insert(-at - 1, other.rules[i], other.periods[i]);
                at = Arrays.binarySearch(rules, other.rules[i]);
                counts[at] = other.counts[i];
            } else if (periods[at] < other.periods[i]) {
                periods[at] = other.periods[i];
                counts[at] = other.counts[i];
            } else if (periods[at] == other.periods[i]) {
                counts[at] = Math.max(counts[at], other.counts[i]);
            }
        }
    }

    private void insert(int where, long rule, int period) {
        var newRules = new long[rules.length + 1];
        var newPeriods = new int[newRules.length];
        var newCounts = new int[newRules.length];
        System.arraycopy(rules, 0, newRules, 0, where);
        System.arraycopy(periods, 0, newPeriods, 0, where);
        System.arraycopy(counts, 0, newCounts, 0, where);
        newRules[where] = rule;
        newPeriods[where] = period;
        newCounts[where] = 1;
        System.arraycopy(rules, where, newRules, where + 1, rules.length - where);
        System.arraycopy(periods, where, newPeriods, where + 1, rules.length - where);
        System.arraycopy(counts, where, newCounts, where + 1, rules.length - where);
        rules = newRules;
        periods = newPeriods;
        counts = newCounts;
    }
}
