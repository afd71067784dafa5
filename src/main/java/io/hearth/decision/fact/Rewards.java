package io.hearth.decision.fact;

import java.util.Set;

/**
 * What the member has been given so far.
 *
 * @param badges the badges, and for each level of a badge up to the one that was reached {@code badge/level}
 */
public record Rewards(long points, Set<String> badges) {

    public boolean has(String badge) {
        return badges.contains(badge);
    }

    /** Whether the badge was given at the level or a higher one. */
    public boolean hasAt(String badge, String level) {
        return badges.contains(badge + "/" + level);
    }
}
