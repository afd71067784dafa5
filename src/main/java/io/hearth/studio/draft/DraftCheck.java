package io.hearth.studio.draft;

import io.hearth.studio.Found;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A check of a draft: everything that the build runs.
 *
 * @param hash of the files that are checked; a draft that has been changed since is not what was checked
 * @param status {@code running}, {@code done} or {@code failed}, where the check itself could not be made
 * @param step what is being done
 * @param publishable whether nothing must be fixed
 * @param passed scenarios that went as told
 */
record DraftCheck(
        long id,
        long draft,
        String hash,
        String status,
        String step,
        int stepsDone,
        boolean publishable,
        int passed,
        int failed,
        List<Found> findings,
        @Nullable String reason,
        String askedBy,
        Instant startedAt,
        @Nullable Instant endedAt) {

    /** Whether these very files may be published. */
    boolean allows(Draft draft) {
        return status.equals("done") && publishable && hash.equals(draft.hash());
    }
}
