package io.hearth.task;

import io.hearth.member.MemberId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells people of their tasks where they are when they don't look into the inbox. Who works here and is a member as well, by an
 * identity on platform {@code hearth} with the log-in name, can be told.
 */
public interface Teller {

    /**
     * Something to tell one person of one task.
     *
     * @param kind {@code opened}, {@code delegated}, {@code reminded}, {@code escalated} or {@code follow-up}
     */
    record Telling(
            UUID task,
            String kind,
            String title,
            String community,
            @Nullable Instant due,
            MemberId member,
            Instant at) {}

    /** In the caller's transaction. */
    void tell(List<Telling> tellings);
}
