package io.hearth.task;

import io.hearth.member.MemberId;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task as the API shows it; comments, files and history only where one task is asked for.
 *
 * @param yours whether the reader may do it now, also in the place of somebody absent; only where one task is asked for
 */
record TaskView(
        UUID id,
        String title,
        String community,
        @Nullable MemberId member,
        @Nullable String memberName,
        @Nullable String journey,
        @Nullable String run,
        Map<String, String> about,
        String origin,
        String state,
        @Nullable String assignee,
        @Nullable String owner,
        Set<String> candidateGroups,
        @Nullable Instant due,
        Instant createdAt,
        @Nullable Instant doneAt,
        @Nullable String doneBy,
        @Nullable Instant remindedAt,
        @Nullable Instant escalatedAt,
        @Nullable Instant followUp,
        @Nullable Boolean yours,
        FormView form,
        @Nullable Map<String, Object> values,
        @Nullable List<CommentView> comments,
        @Nullable List<TaskFiles.Entry> files,
        @Nullable List<ActView> history) {

    record FormView(List<FieldView> fields) {}

    record FieldView(
            String name,
            String type,
            Form.Label label,
            boolean required,
            @Nullable Long min,
            @Nullable Long max,
            List<Form.Option> options) {}

    record CommentView(String by, Instant at, String text) {}

    record ActView(
            String act, String by, Instant at, @Nullable String detail) {}

    static TaskView inList(Task task, Map<MemberId, String> names) {
        return view(task, names, null, null, null, null);
    }

    static TaskView of(
            Task task,
            Map<MemberId, String> names,
            List<TaskTable.Act> acts,
            List<TaskFiles.Entry> files,
            boolean yours) {
        var comments = acts.stream()
                .filter(act -> act.act().equals("comment"))
                .map(act -> new CommentView(act.by(), act.at(), String.valueOf(act.detail())))
                .toList();
        var history = acts.stream()
                .filter(act -> !act.act().equals("comment"))
                .map(act -> new ActView(act.act(), act.by(), act.at(), act.detail()))
                .toList();
        return view(task, names, yours, comments, files, history);
    }

    private static TaskView view(
            Task task,
            Map<MemberId, String> names,
            @Nullable Boolean yours,
            @Nullable List<CommentView> comments,
            @Nullable List<TaskFiles.Entry> files,
            @Nullable List<ActView> history) {
        return new TaskView(
                task.id(),
                task.title(),
                task.community(),
                task.member(),
                task.member() == null ? null : names.get(task.member()),
                task.about().get("journey"),
                task.about().get("run"),
                task.about(),
                task.origin(),
                task.state().name().toLowerCase(Locale.ROOT),
                task.assignee(),
                task.owner(),
                task.groups(),
                task.due(),
                task.createdAt(),
                task.doneAt(),
                task.doneBy(),
                task.remindedAt(),
                task.escalatedAt(),
                task.followUp(),
                yours,
                new FormView(task.form().fields().stream().map(TaskView::field).toList()),
                task.answers(),
                comments,
                files,
                history);
    }

    private static FieldView field(Form.Field field) {
        return new FieldView(
                field.name(),
                field.type().name().toLowerCase(Locale.ROOT),
                field.label(),
                field.required(),
                field.min(),
                field.max(),
                field.options());
    }
}
