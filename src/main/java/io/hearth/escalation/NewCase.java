package io.hearth.escalation;

import io.hearth.member.MemberId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that people must look at. */
public record NewCase(
        MemberId member,
        String community,
        String kind,
        String severity,
        String reason,
        String rule,
        @Nullable String object,
        @Nullable String event,
        @Nullable UUID receipt,
        Instant at) {}
