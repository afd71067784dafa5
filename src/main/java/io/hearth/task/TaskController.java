package io.hearth.task;

import io.hearth.account.Caller;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The inbox. */
@RestController
@RequestMapping("/api/v1/tasks")
class TaskController {

    private final Tasks tasks;
    private final Inbox inbox;
    private final TaskFiles files;

    TaskController(Tasks tasks, Inbox inbox, TaskFiles files) {
        this.tasks = tasks;
        this.inbox = inbox;
        this.files = files;
    }

    /** The answers to the form, by field. */
    record Completion(@NotNull Map<String, @Nullable Object> values) {}

    record NewComment(@NotBlank @Size(max = 4_000) String text) {}

    record Delegation(@NotBlank @Size(max = 100) String to) {}

    /** @param at when to look again; nothing to forget about it */
    record FollowUp(@Nullable Instant at) {}

    /** Somebody to whom a task may be handed. */
    record Candidate(String name, String displayName) {}

    /** The same answers to several tasks. */
    record ManyAnswers(
            @NotEmpty @Size(max = 100) Set<UUID> tasks,
            @NotNull Map<String, @Nullable Object> values) {}

    /** What became of one of them; {@code code} and {@code detail} where it was refused. */
    record Outcome(
            UUID task,
            boolean done,
            @Nullable String code,
            @Nullable String detail) {}

    @GetMapping
    Page<TaskView> list(
            @RequestParam(defaultValue = "mine") String view,
            @RequestParam(defaultValue = "open") String state,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String after) {
        var page = inbox.list(
                one(Inbox.View.class, view, "view"),
                one(Task.State.class, state, "state"),
                Caller.current(),
                Page.limit(limit),
                after == null ? null : id(after));
        var names = tasks.names(page.items());
        return new Page<>(
                page.items().stream().map(task -> TaskView.inList(task, names)).toList(), page.next());
    }

    @GetMapping("/{id}")
    TaskView one(@PathVariable String id) {
        return view(tasks.visible(id(id), Caller.current()));
    }

    @PostMapping("/{id}/claim")
    TaskView claim(@PathVariable String id) {
        return view(tasks.claim(id(id), Caller.current()));
    }

    @PostMapping("/{id}/release")
    TaskView release(@PathVariable String id) {
        return view(tasks.release(id(id), Caller.current()));
    }

    @PostMapping("/{id}/delegate")
    TaskView delegate(@PathVariable String id, @Valid @RequestBody Delegation delegation) {
        return view(tasks.delegate(id(id), delegation.to(), Caller.current()));
    }

    @PostMapping("/{id}/comments")
    TaskView comment(@PathVariable String id, @Valid @RequestBody NewComment comment) {
        return view(tasks.comment(id(id), comment.text(), Caller.current()));
    }

    @PostMapping("/{id}/complete")
    TaskView complete(@PathVariable String id, @Valid @RequestBody Completion completion) {
        return view(tasks.complete(id(id), completion.values(), Caller.current()));
    }

    /** Each by itself, with the checks of a single one: what is refused holds nothing else up. */
    @PostMapping("/complete")
    Page<Outcome> completeAll(@Valid @RequestBody ManyAnswers answers) {
        return new Page<>(
                answers.tasks().stream()
                        .sorted()
                        .map(task -> outcome(task, answers.values()))
                        .toList(),
                null);
    }

    private Outcome outcome(UUID task, Map<String, @Nullable Object> values) {
        try {
            tasks.complete(task, values, Caller.current());
            return new Outcome(task, true, null, null);
        } catch (Problem refused) {
            return new Outcome(task, false, refused.code(), refused.getMessage());
        }
    }

    @PutMapping("/{id}/follow-up")
    TaskView followUp(@PathVariable String id, @RequestBody FollowUp wanted) {
        return view(tasks.followUp(id(id), wanted.at(), Caller.current()));
    }

    @GetMapping("/{id}/candidates")
    Page<Candidate> candidates(@PathVariable String id) {
        return new Page<>(
                tasks.couldDo(id(id), Caller.current()).stream()
                        .map(person -> new Candidate(person.name(), person.displayName()))
                        .toList(),
                null);
    }

    private TaskView view(Task task) {
        return TaskView.of(
                task,
                tasks.names(List.of(task)),
                tasks.acts(task.id()),
                files.of(task.id()),
                tasks.mayDo(task, Caller.current()));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException notAnId) {
            throw Problem.notFound("task", text);
        }
    }

    private static <E extends Enum<E>> E one(Class<E> type, String text, String field) {
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw Problem.caller(
                            "request.invalid",
                            "Expected %s to be one of its values, but got '%s'.".formatted(field, text))
                    .field(field);
        }
    }
}
