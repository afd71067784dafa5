package io.hearth.studio.draft;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What publishing a draft would mean, as far as it is known.
 *
 * @param replay the last replay of exactly these files, if one was started
 * @param replayed whether it was played to its end
 * @param points points more or fewer, by the replay
 * @param members for how many members the thing differs that differs for most, by the replay
 * @param workflows the workflows that the draft changes or takes away
 */
record Impact(@Nullable UUID replay, boolean replayed, long points, long members, List<Touched> workflows) {

    /**
     * A workflow that is changed.
     *
     * @param kind added, changed or removed
     * @param runs how many of its runs are under way; they go on in their version
     */
    record Touched(String journey, String path, String kind, long runs) {}

    long runs() {
        return workflows.stream().mapToLong(Touched::runs).sum();
    }
}
