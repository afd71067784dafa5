package io.hearth.journey.engine;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.engine.impl.bpmn.behavior.AbstractBpmnActivityBehavior;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.jspecify.annotations.Nullable;

/** A step that stays until a person has done a task; the engine's own task tables stay empty. */
final class PersonBehavior extends AbstractBpmnActivityBehavior {

    private final Inbox inbox;
    private final String title;
    private final Set<String> groups;
    private final List<Inbox.Field> fields;
    private final @Nullable String due;
    private final Care care;

    /** What somebody answered. */
    record Said(String by, Map<String, Object> answers) {}

    PersonBehavior(
            Inbox inbox, String title, Set<String> groups, List<Inbox.Field> fields, @Nullable String due, Care care) {
        this.inbox = inbox;
        this.title = title;
        this.groups = Set.copyOf(groups);
        this.fields = List.copyOf(fields);
        this.due = due;
        this.care = care;
    }

    @Override
    public void execute(ActivityExecution execution) {
        inbox.open(work(execution));
    }

    Set<String> groups() {
        return groups;
    }

    Inbox.Work work(ActivityExecution execution) {
        var turn = Turn.current();
        return new Inbox.Work(
                turn.run(),
                execution.getActivityInstanceId(),
                null,
                execution.getActivity().getId(),
                title.isBlank() ? execution.getActivity().getId() : title,
                groups,
                fields,
                due == null ? null : care.due(due, inbox, turn.now()),
                care.begun(execution, inbox, turn.now()));
    }

    @Override
    public void signal(ActivityExecution execution, @Nullable String name, @Nullable Object data) {
        if (data instanceof Said said) {
            care.check(execution, said.by());
            var answer = new Inbox.Answer(
                    Turn.current().run(),
                    execution.getActivityInstanceId(),
                    execution.getActivity().getId(),
                    care.stage().orElse(null),
                    said.answers(),
                    said.by());
            inbox.answered(answer).forEach(execution::setVariable);
            care.done(execution, said.by());
        }
        leave(execution);
    }

    void left(ActivityExecution execution) {
        inbox.withdraw(Turn.current().run(), execution.getActivityInstanceId(), null);
    }
}
