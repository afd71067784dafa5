package io.hearth.journey.engine;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where the engine puts work for people, and takes it back when the run no longer waits for it. */
public interface Inbox {

    void open(Work work);

    void withdraw(Run run, String visit);

    /** One task as a workflow drew it. */
    record Work(
            Run run,
            String visit,
            String element,
            String title,
            Set<String> groups,
            List<Field> fields,
            @Nullable Instant due) {}

    /** One field of its form; limits by name: required, min, max, minlength, maxlength. */
    record Field(String name, String type, String label, Map<String, String> options, Map<String, String> limits) {}
}
