package io.hearth.collaboration;

import io.hearth.member.MemberId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A partner as kept.
 *
 * @param member who the partner is as a member, if one
 * @param score how well the partner fits, 0 to 100, as rules judged last
 */
record Partner(
        long id,
        String community,
        PartnerProfile profile,
        @Nullable MemberId member,
        @Nullable Integer score,
        @Nullable Instant assessedAt,
        int version,
        String createdBy,
        Instant createdAt,
        Instant changedAt) {}
