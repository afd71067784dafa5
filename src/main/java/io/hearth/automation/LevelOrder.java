package io.hearth.automation;

import io.hearth.automation.Declared.LevelAt;
import io.hearth.decision.Period;
import io.hearth.decision.language.Catalogue.Levelling;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The levels of a release and what they follow.
 *
 * @param order all levels, lowest first
 * @param reachedAt those that points reach, lowest first
 */
record LevelOrder(List<String> order, List<LevelAt> reachedAt, Levelling levelling) {

    boolean byPoints() {
        return levelling.byPoints() && !reachedAt.isEmpty();
    }

    int graceDays() {
        return levelling.graceDays();
    }

    Period period() {
        return Period.parse(levelling.period());
    }

    /** Whether the points of a period count, so that a level can be lost. */
    boolean hasPeriod() {
        return !levelling.period().equals("ever");
    }

    /** Whether the one is lower; no level is lower than any, and an unknown one isn't compared. */
    boolean below(@Nullable String one, @Nullable String other) {
        int mine = one == null ? -1 : order.indexOf(one);
        int yours = other == null ? -1 : order.indexOf(other);
        return mine < yours;
    }

    /** The highest level that so many points reach. */
    Optional<String> reached(long points) {
        if (!levelling.byPoints()) {
            return Optional.empty();
        }
        Optional<String> reached = Optional.empty();
        for (var level : reachedAt) {
            if (points >= level.points()) {
                reached = Optional.of(level.level());
            }
        }
        return reached;
    }

    /** Whether so many points no longer reach the level. */
    boolean falls(long points, @Nullable String level) {
        return reached(points).filter(to -> below(to, level)).isPresent();
    }

    /** The points that a level takes; 0 for one that points don't reach. */
    long needed(@Nullable String level) {
        return reachedAt.stream()
                .filter(one -> one.level().equals(level))
                .mapToLong(LevelAt::points)
                .findFirst()
                .orElse(0);
    }
}
