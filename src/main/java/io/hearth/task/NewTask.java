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
 * @param urging what happens when nobody does it for long
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
        Map<String, String> about,
        Urging urging) {

    /** A task that nobody is reminded of. */
    public NewTask(
            String origin,
            String originId,
            String title,
            String community,
            @Nullable MemberId member,
            Set<String> candidateGroups,
            @Nullable String assignee,
            Form form,
            @Nullable Instant due,
            Map<String, String> about) {
        this(origin, originId, title, community, member, candidateGroups, assignee, form, due, about, Urging.NONE);
    }

    /**
     * When a task is marked as urgent, and when it goes to somebody else.
     *
     * @param escalateTo the name of a person
     * @param escalateBy a rulebook that says whose task it is as well, asked again after as long each time
     */
    public record Urging(
            @Nullable Instant remindAt,
            @Nullable Instant escalateAt,
            @Nullable String escalateTo,
            @Nullable String escalateBy) {

        public static final Urging NONE = new Urging(null, null, null);

        /** One that goes to a person, once. */
        public Urging(@Nullable Instant remindAt, @Nullable Instant escalateAt, @Nullable String escalateTo) {
            this(remindAt, escalateAt, escalateTo, null);
        }
    }
}
