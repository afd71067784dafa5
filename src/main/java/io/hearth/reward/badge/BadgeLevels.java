package io.hearth.reward.badge;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which badges there are, and the levels of each, as the live release declares them. */
public interface BadgeLevels {

    /** All badges that are declared. */
    Set<String> badges();

    /** The badge's levels, lowest first; empty for a badge without levels or an unknown one. */
    List<String> levels(String badge);

    /** What a badge amounts to at a level; without one, at its lowest. */
    default Reached reached(String badge, @Nullable String level) {
        return reached(badge, level, levels(badge));
    }

    /** What a badge with these levels amounts to at one of them; without one, or at an unknown one, at its lowest. */
    static Reached reached(String badge, @Nullable String level, List<String> levels) {
        if (levels.isEmpty()) {
            return new Reached(null, 0, List.of(badge));
        }
        int at = Math.max(0, level == null ? 0 : levels.indexOf(level));
        var words = new ArrayList<>(List.of(badge));
        levels.subList(0, at + 1).forEach(one -> words.add(badge + "/" + one));
        return new Reached(levels.get(at), at + 1, List.copyOf(words));
    }

    /**
     * A badge at a level.
     *
     * @param rank the level's place, from 1; 0 for a badge without levels
     * @param words the badge, and {@code badge/level} for each level up to this one
     */
    record Reached(@Nullable String level, int rank, List<String> words) {}
}
