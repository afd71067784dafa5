package io.hearth.automation;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A badge for those who had earned it before its rule came.
 *
 * @param tell whether members hear of it: the event {@code badge.given} follows
 * @param state {@code counting}, {@code counted}, {@code granting}, {@code done}, {@code cancelled} or {@code failed}
 * @param members how many are looked at
 * @param looked how many were looked at so far: when it is counted, and anew when it is given
 * @param found how many meet the rule's conditions and don't have the badge
 * @param given how many got it
 * @param samples some of those who would get it
 */
record PastGrant(
        UUID id,
        String community,
        String release,
        String rule,
        String badge,
        @Nullable String level,
        boolean tell,
        String state,
        long members,
        long looked,
        long found,
        long given,
        List<String> samples,
        @Nullable String problem,
        String askedBy,
        Instant askedAt,
        @Nullable Instant countedAt,
        @Nullable String grantedBy,
        @Nullable Instant endedAt) {

    static final String COUNTING = "counting";
    static final String COUNTED = "counted";
    static final String GRANTING = "granting";
    static final String DONE = "done";
    static final String CANCELLED = "cancelled";
    static final String FAILED = "failed";
}
