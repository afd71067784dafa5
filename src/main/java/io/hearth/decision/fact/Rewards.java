package io.hearth.decision.fact;

import java.util.Set;

/**
 * What the member has been given so far.
 *
 * @param badges the badges, and for each level of a badge up to the one that was reached {@code badge/level}
 * @param plans the memberships that the member pays for, those in their days of grace included
 */
public record Rewards(long points, Set<String> badges, Set<String> plans) {

    public Rewards(long points, Set<String> badges) {
        this(points, badges, Set.of());
    }

    public boolean has(String badge) {
        return badges.contains(badge);
    }

    /** Whether the member pays for the plan, or is in its days of grace. */
    public boolean paysFor(String plan) {
        return plans.contains(plan);
    }

    /** Whether the badge was given at the level or a higher one. */
    public boolean hasAt(String badge, String level) {
        return badges.contains(badge + "/" + level);
    }
}
