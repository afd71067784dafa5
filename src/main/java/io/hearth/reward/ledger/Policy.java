package io.hearth.reward.ledger;

import org.jspecify.annotations.Nullable;

/**
 * How a community's points behave.
 *
 * @param holdDays how many days every award waits before it may be spent, unless its rule says more; 0 for not at all
 * @param expireAfterDays after how many days points are lost, at the end of the day; null for never
 * @param transfers whether members may give points to each other
 */
public record Policy(
        String community, int holdDays, @Nullable Integer expireAfterDays, boolean transfers) {

    static Policy usual(String community) {
        return new Policy(community, 0, null, false);
    }
}
