package io.hearth.decision.fact;

import java.util.Set;

/** What the member has been given so far. */
public record Rewards(long points, Set<String> badges) {

    public boolean has(String badge) {
        return badges.contains(badge);
    }
}
