package io.hearth.task;

import io.hearth.member.MemberId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One task as it stands. */
record Task(
        UUID id,
        String origin,
        String originId,
        String title,
        Map<String, String> about,
        String community,
        @Nullable MemberId member,
        Set<String> groups,
        @Nullable String assignee,
        @Nullable String owner,
        Form form,
        State state,
        @Nullable Instant due,
        Instant createdAt,
        @Nullable Instant doneAt,
        @Nullable String doneBy,
        @Nullable Map<String, Object> answers,
        @Nullable Instant remindedAt,
        @Nullable Instant escalatedAt,
        @Nullable Instant followUp) {

    enum State {
        OPEN,
        DONE,
        CANCELLED
    }
}
