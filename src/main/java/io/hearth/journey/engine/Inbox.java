package io.hearth.journey.engine;

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

    /** Who is in any of these groups. */
    SortedSet<String> people(Set<String> groups);

    /**
     * One task as a workflow drew it.
     *
     * @param person whose answer is wanted, where several people are asked
     */
    record Work(
            Run run,
            String visit,
            @Nullable String person,
            String element,
            String title,
            Set<String> groups,
            List<Field> fields,
            @Nullable Instant due) {

        Work of(String one) {
            return new Work(run, visit, one, element, title, groups, fields, due);
        }
    }

    /** One field of its form; limits by name: required, min, max, minlength, maxlength. */
    record Field(String name, String type, String label, Map<String, String> options, Map<String, String> limits) {}
}
