package io.hearth.message;

import io.hearth.member.MemberId;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row of the outbox, as far as sending needs it. */
record StoredMessage(
        UUID id,
        MemberId member,
        String community,
        String template,
        String purpose,
        int priority,
        Map<String, String> values,
        @Nullable String cause,
        String channel,
        List<String> tried,
        Instant expires,
        int attempts,
        @Nullable Instant countedAt) {}
