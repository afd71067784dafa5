package io.hearth.segment;

import io.hearth.member.MemberId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A member enters or leaves a segment because rules say so; the receipt says why. */
public record SegmentChange(
        MemberId member,
        String community,
        String segment,
        boolean entered,
        Instant at,
        @Nullable UUID receipt,
        @Nullable String rule) {}
