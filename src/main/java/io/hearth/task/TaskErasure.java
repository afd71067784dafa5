package io.hearth.task;

import io.hearth.member.Erasure;
import io.hearth.member.MemberId;
import io.hearth.member.PersonalData;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What tasks keep about a member: comments and answers, which people write freely. */
@Component
class TaskErasure implements Erasure, PersonalData {

    private final TaskTable table;
    private final Tasks tasks;

    TaskErasure(TaskTable table, Tasks tasks) {
        this.table = table;
        this.tasks = tasks;
    }

    @Override
    public void erase(MemberId member) {
        table.ofMember(member).stream()
                .filter(task -> task.state() == Task.State.OPEN)
                .forEach(task -> tasks.cancel(task.origin(), task.originId()));
        table.forget(member);
    }

    @Override
    public String section() {
        return "tasks";
    }

    @Override
    public Object of(MemberId member) {
        return table.ofMember(member).stream().map(this::entry).toList();
    }

    private Map<String, Object> entry(Task task) {
        var comments = table.acts(task.id()).stream()
                .filter(act -> act.act().equals("comment"))
                .map(act -> String.valueOf(act.detail()))
                .toList();
        return Map.of(
                "title", task.title(),
                "createdAt", task.createdAt(),
                "answers", task.answers() == null ? Map.of() : task.answers(),
                "comments", List.copyOf(comments));
    }
}
