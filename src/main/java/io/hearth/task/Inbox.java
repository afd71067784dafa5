package io.hearth.task;

import io.hearth.account.Caller;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Lists of tasks, newest first. No list looks at more rows than it shows for each group that the reader is in. */
@Component
class Inbox {

    private final TaskTable table;
    private final Workers workers;

    Inbox(TaskTable table, Workers workers) {
        this.table = table;
        this.workers = workers;
    }

    /** Whose tasks are listed. */
    enum View {
        /** Assigned to the reader, or to somebody whom the reader stands in for. */
        MINE,
        /** Offered to the reader's groups and claimed by nobody. */
        GROUPS,
        /** For those who keep the server running. */
        ALL
    }

    Page<Task> list(View view, Task.State state, Caller reader, int limit, @Nullable UUID after) {
        var parameters = new HashMap<String, Object>();
        parameters.put("most", limit + 1);
        parameters.put("after", after == null ? new UUID(-1, -1) : after);
        parameters.put("state", state.name().toLowerCase(java.util.Locale.ROOT));
        parameters.put("me", reader.name());
        var tasks =
                switch (view) {
                    case MINE -> mine(state, reader, parameters);
                    case GROUPS -> groups(state, reader, parameters);
                    case ALL -> all(reader, parameters);
                };
        return Page.of(tasks, limit, task -> task.id().toString());
    }

    private List<Task> mine(Task.State state, Caller reader, Map<String, Object> parameters) {
        if (state != Task.State.OPEN) {
            return table.read(
                    "from task t where t.done_by = :me and t.state = :state and t.id < :after order by t.id desc limit :most",
                    parameters);
        }
        parameters.put("names", namesOf(reader));
        return table.read(
                "from task t where t.assignee in (:names) and t.state = 'open' and t.id < :after order by t.id desc limit :most",
                parameters);
    }

    private List<Task> groups(Task.State state, Caller reader, Map<String, Object> parameters) {
        parameters.put("groups", reader.groups().toArray(String[]::new));
        if (state != Task.State.OPEN) {
            return table.read(
                    "from task t where t.groups && :groups and t.state = :state and t.id < :after order by t.id desc limit :most",
                    parameters);
        }
        return table.read("""
                from task t join (
                    with heads as (
                        select g, (select task from task_offer where group_name = g and task < :after
                                   order by task desc limit 1) as newest
                        from unnest(:groups) g),
                    -- A group whose newest task is older than as many others as are shown has nothing to show.
                    oldest as (
                        select newest from (
                            select distinct newest from heads where newest is not null order by newest desc limit :most) h
                        order by newest limit 1)
                    select distinct o.task from heads
                    join oldest on heads.newest >= oldest.newest
                    cross join lateral (
                        select task from task_offer where group_name = g and task < :after order by task desc limit :most
                    ) o
                    order by o.task desc limit :most
                ) first on first.task = t.id
                order by t.id desc
                """, parameters);
    }

    private List<Task> all(Caller reader, Map<String, Object> parameters) {
        if (!workers.oversees(reader)) {
            throw Problem.caller(
                    HttpStatus.FORBIDDEN,
                    "task.all",
                    "Expected to list all tasks, but only operators and administrators may.");
        }
        return table.read(
                "from task t where t.state = :state and t.id < :after order by t.id desc limit :most", parameters);
    }

    private List<String> namesOf(Caller reader) {
        var names = new ArrayList<>(workers.absentFor(reader));
        names.add(reader.name());
        return names;
    }
}
