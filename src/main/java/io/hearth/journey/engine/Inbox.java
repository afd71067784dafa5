package io.hearth.journey.engine;

import io.hearth.journey.engine.guard.Timing;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/** Where the engine puts work for people, and takes it back when the run no longer waits for it. */
public interface Inbox {

    void open(Work work);

    /** Takes a task back, of one of those asked or of all who might do it. */
    void withdraw(Run run, String visit, @Nullable String person);

    /**
     * Takes what a person answered at a step, in the transaction that moves the run.
     *
     * @return what of it the run goes on with
     */
    default Map<String, Object> answered(Answer answer) {
        return answer.answers();
    }

    /** A run that is not about a member is over, by itself or cancelled; in the transaction that ended it. */
    default void over(Run run, boolean cancelled) {}

    /** When a task is due that is given so much time, counted by a calendar of working hours if one is named. */
    default Instant due(@Nullable String calendar, String length, Instant now) {
        return Timing.due(length, now);
    }

    /** Whether somebody wants to know along which arrows runs go; asked once for each drawing. */
    default boolean watchesWays() {
        return false;
    }

    /** A run goes along an arrow. */
    default void took(Run run, String arrow) {}

    /** Who is in any of these groups. */
    SortedSet<String> people(Set<String> groups);

    /**
     * One task as a workflow drew it.
     *
     * @param person whose answer is wanted, where several people are asked
     * @param care whose it is first, and what happens when it stays undone
     */
    record Work(
            Run run,
            String visit,
            @Nullable String person,
            String element,
            String title,
            Set<String> groups,
            List<Field> fields,
            @Nullable Instant due,
            Care care) {

        Work of(String one) {
            return new Work(run, visit, one, element, title, groups, fields, due, care);
        }
    }

    /**
     * How one task is looked after.
     *
     * @param first whose task it is until that one lets go of it
     * @param escalateBy the rulebook that says who gets it as well, instead of a person
     * @param stage what a collaboration is at meanwhile
     */
    record Care(
            @Nullable String first,
            @Nullable Instant remindAt,
            @Nullable Instant escalateAt,
            @Nullable String escalateTo,
            @Nullable String escalateBy,
            @Nullable String stage) {}

    /** What somebody answered at a step. */
    record Answer(
            Run run, String visit, String element, @Nullable String stage, Map<String, Object> answers, String by) {}

    /** One field of its form; limits by name: required, min, max, minlength, maxlength. */
    record Field(String name, String type, String label, Map<String, String> options, Map<String, String> limits) {}
}
