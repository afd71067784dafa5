package io.hearth.task;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.account.Person;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.platform.Ids;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Opens tasks for those who need people, and lets people do them. Who may do what is checked under the task's lock. */
@Service
public class Tasks {

    private static final Duration FARTHEST = Duration.ofDays(366);

    private final TaskTable table;
    private final Workers workers;
    private final Members members;
    private final Audit audit;
    private final Clock clock;
    private final ObjectProvider<TaskOrigin> origins;

    Tasks(
            TaskTable table,
            Workers workers,
            Members members,
            Audit audit,
            Clock clock,
            ObjectProvider<TaskOrigin> origins) {
        this.table = table;
        this.workers = workers;
        this.members = members;
        this.audit = audit;
        this.clock = clock;
        this.origins = origins;
    }

    /** Opens a task, once for each origin id; in the caller's transaction. */
    @Transactional
    public void open(NewTask task) {
        var id = Ids.next();
        if (table.insert(id, task, clock.instant())) {
            table.note(id, "opened", task.origin(), clock.instant(), null);
        }
    }

    /** Takes an open task back; in the caller's transaction. */
    @Transactional
    public void cancel(String origin, String originId) {
        table.open(origin, originId).ifPresent(id -> {
            table.close(id, Task.State.CANCELLED, null, null, clock.instant());
            table.note(id, "cancelled", origin, clock.instant(), null);
        });
    }

    @Transactional
    Task claim(UUID id, Caller caller) {
        var task = openTask(id, caller);
        if (task.assignee() != null
                && !task.assignee().equals(caller.name())
                && !workers.standsInFor(caller, task.assignee())) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "task.claimed",
                    "Expected to claim task %s, but %s has claimed it.".formatted(id, task.assignee()));
        }
        demand(workers.mayDo(caller, task), "claim", task);
        return assign(task, caller.name(), task.owner(), "claimed", null, null);
    }

    @Transactional
    Task release(UUID id, Caller caller) {
        var task = openTask(id, caller);
        demand(task.assignee() != null && (workers.mayDo(caller, task) || workers.oversees(caller)), "release", task);
        return assign(task, null, null, "released", null, null);
    }

    @Transactional
    Task delegate(UUID id, String to, Caller caller) {
        var task = openTask(id, caller);
        demand(workers.mayDo(caller, task) || workers.oversees(caller), "delegate", task);
        if (!workers.couldDo(to, task)) {
            throw Problem.caller(
                            "task.person",
                            "Expected to delegate task %s to '%s', but that is nobody of its groups.".formatted(id, to))
                    .field("to");
        }
        return assign(task, to, caller.name(), "delegated", to, "delegated");
    }

    /** Says when somebody means to look at it again; whoever has it is told then. */
    @Transactional
    Task followUp(UUID id, @Nullable Instant at, Caller caller) {
        var task = openTask(id, caller);
        demand(workers.mayDo(caller, task), "put off", task);
        var now = clock.instant();
        if (at != null && (!at.isAfter(now) || at.isAfter(now.plus(FARTHEST)))) {
            throw Problem.caller(
                            "task.follow-up",
                            "Expected to look at task %s again within %d days from now, but got %s."
                                    .formatted(id, FARTHEST.toDays(), at))
                    .field("at");
        }
        table.followUp(id, at);
        table.note(
                id,
                at == null ? "follow-up-cleared" : "follow-up",
                caller.name(),
                now,
                at == null ? null : at.toString());
        return table.find(id).orElseThrow();
    }

    boolean mayDo(Task task, Caller caller) {
        return task.state() == Task.State.OPEN && workers.mayDo(caller, task);
    }

    /** Who could be handed an open task. */
    List<Person> couldDo(UUID id, Caller caller) {
        return workers.couldDo(visible(id, caller));
    }

    @Transactional
    Task comment(UUID id, String text, Caller caller) {
        var task = table.lock(id)
                .filter(found -> workers.maySee(caller, found))
                .orElseThrow(() -> Problem.notFound("task", id.toString()));
        table.note(id, "comment", caller.name(), clock.instant(), text);
        return task;
    }

    /** Checks person and answers, closes the task and hands the answers back, all in one transaction. */
    @Transactional
    Task complete(UUID id, Map<String, @Nullable Object> values, Caller caller) {
        var origin = origin(visible(id, caller));
        origin.ifPresent(from -> from.lock(table.find(id).orElseThrow().originId()));
        var task = openTask(id, caller);
        demand(workers.mayDo(caller, task), "complete", task);
        return finish(task, values, caller.name(), origin);
    }

    /**
     * Completes a task with what somebody has done elsewhere, such as the people of the sample community; nobody's rights are
     * asked for, everything else is checked.
     */
    @Transactional
    public void completeFor(String by, UUID id, Map<String, ?> values) {
        var origin = origin(table.find(id).orElseThrow(() -> Problem.notFound("task", id.toString())));
        origin.ifPresent(from -> from.lock(table.find(id).orElseThrow().originId()));
        finish(table.lock(id).orElseThrow(), new HashMap<>(values), by, origin);
    }

    private Task finish(
            Task task, Map<String, ? extends @Nullable Object> values, String by, Optional<TaskOrigin> origin) {
        var id = task.id();
        var checked = task.form().check(values);
        if (checked.isRefused()) {
            throw Problem.caller(
                            "task.answer",
                            "Expected to complete task %s, but of field '%s': %s."
                                    .formatted(id, checked.field(), checked.fault()))
                    .field(String.valueOf(checked.field()));
        }
        table.close(id, Task.State.DONE, by, checked.answers(), clock.instant());
        table.note(id, "completed", by, clock.instant(), null);
        audit.record("task.completed", id.toString(), null, null);
        origin.ifPresent(from -> from.completed(task.originId(), checked.answers(), by));
        return table.find(id).orElseThrow();
    }

    Task visible(UUID id, Caller caller) {
        var task = table.find(id).orElseThrow(() -> Problem.notFound("task", id.toString()));
        demand(workers.maySee(caller, task), "see", task);
        return task;
    }

    List<TaskTable.Act> acts(UUID id) {
        return table.acts(id);
    }

    /** What the members are called that the tasks are about. */
    Map<MemberId, String> names(List<Task> tasks) {
        var ids = tasks.stream().map(Task::member).filter(Objects::nonNull).collect(Collectors.toSet());
        var names = new HashMap<MemberId, String>();
        members.profiles(ids).forEach((id, profile) -> {
            if (profile.name() != null) {
                names.put(id, profile.name());
            }
        });
        return names;
    }

    private Task openTask(UUID id, Caller caller) {
        var task = table.lock(id).orElseThrow(() -> Problem.notFound("task", id.toString()));
        demand(workers.maySee(caller, task), "see", task);
        if (task.state() != Task.State.OPEN) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "task.closed",
                    "Expected task %s to be open, but it is %s."
                            .formatted(id, task.state().name().toLowerCase(java.util.Locale.ROOT)));
        }
        return task;
    }

    private Task assign(
            Task task,
            @Nullable String to,
            @Nullable String owner,
            String act,
            @Nullable String detail,
            @Nullable String news) {
        table.assign(task.id(), to, owner, task.groups(), news);
        table.note(task.id(), act, Caller.current().name(), clock.instant(), detail);
        return table.find(task.id()).orElseThrow();
    }

    private Optional<TaskOrigin> origin(Task task) {
        return Optional.ofNullable(origins.stream()
                .collect(Collectors.toMap(TaskOrigin::name, Function.identity()))
                .get(task.origin()));
    }

    private static void demand(boolean allowed, String act, Task task) {
        if (!allowed) {
            throw Problem.caller(
                    HttpStatus.FORBIDDEN,
                    "task.not-yours",
                    "Expected to %s task %s, but it is not yours to %s.".formatted(act, task.id(), act));
        }
    }
}
