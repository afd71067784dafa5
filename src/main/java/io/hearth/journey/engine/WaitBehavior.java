package io.hearth.journey.engine;

import java.util.List;
import org.camunda.bpm.engine.impl.bpmn.behavior.AbstractBpmnActivityBehavior;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.jspecify.annotations.Nullable;

/** A step that stays until an event of the member comes. */
final class WaitBehavior extends AbstractBpmnActivityBehavior {

    private final WaitTable waits;
    private final List<String> eventTypes;

    WaitBehavior(WaitTable waits, String eventTypes) {
        this.waits = waits;
        this.eventTypes = List.of(eventTypes.trim().split("\\s+"));
    }

    @Override
    public void execute(ActivityExecution execution) {
        waits.open(
                Turn.current().run(),
                execution.getActivityInstanceId(),
                execution.getActivity().getId(),
                eventTypes);
    }

    @Override
    public void signal(ActivityExecution execution, @Nullable String name, @Nullable Object data) {
        leave(execution);
    }

    /** Called whenever the token leaves, whoever moved it. */
    void left(ActivityExecution execution) {
        waits.close(Turn.current().run(), execution.getActivityInstanceId());
    }
}
