package io.hearth.studio.draft;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A question whether a draft may be published, about exactly one state of its files.
 *
 * @param hash of the files that are asked about
 * @param facts what the rules about approvals were told
 * @param expiresAt after that no answer means no
 */
record Asking(
        long id,
        long draft,
        String hash,
        State state,
        String remark,
        Map<String, Object> facts,
        String askedBy,
        Instant askedAt,
        Instant expiresAt,
        List<Approval> approvals) {

    /** What came of it. */
    enum State {
        WAITING,
        APPROVED,
        REFUSED,
        EXPIRED,
        VOID,
        WITHDRAWN
    }

    /**
     * One person of a group is asked.
     *
     * @param reasons the rules that ask for it
     * @param said null while nobody has answered
     */
    record Approval(
            String people,
            List<String> reasons,
            @Nullable Boolean said,
            @Nullable String by,
            @Nullable Instant at,
            @Nullable String remark) {}

    /** Whether it lets these files be published now. */
    boolean allows(Draft draft, Instant now) {
        return state == State.APPROVED && hash.equals(draft.hash()) && now.isBefore(expiresAt);
    }

    boolean waits(Instant now) {
        return state == State.WAITING && now.isBefore(expiresAt);
    }
}
