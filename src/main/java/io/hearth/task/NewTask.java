package io.hearth.task;

import io.hearth.member.MemberId;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Work for people.
 *
 * @param origin where it comes from, the name of a {@link TaskOrigin}
 * @param originId what it is there; one task for each
 * @param about what else the reader should know: ids by name, such as {@code journey} and {@code run}
 */
public record NewTask(
        String origin,
        String originId,
        String title,
        String community,
        @Nullable MemberId member,
        Set<String> candidateGroups,
        @Nullable String assignee,
        Form form,
        @Nullable Instant due,
        Map<String, String> about) {}
