package io.hearth.journey.engine;

import org.camunda.bpm.engine.impl.bpmn.behavior.AbstractBpmnActivityBehavior;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;
import org.jspecify.annotations.Nullable;

/** A step that stays until what it waits for comes. */
final class WaitBehavior extends AbstractBpmnActivityBehavior {

    private final Waiting waiting;

    WaitBehavior(Waiting waiting) {
        this.waiting = waiting;
    }

    @Override
    public void execute(ActivityExecution execution) {
        if (!waiting.begin(new Waiting.Place(
                Turn.current().run(), execution, Turn.current().now()))) {
            leave(execution);
        }
    }

    @Override
    public void signal(ActivityExecution execution, @Nullable String name, @Nullable Object data) {
        waiting.came(Turn.current().run(), execution);
        leave(execution);
    }

    /** Called whenever the token leaves, whoever moved it. */
    void left(ActivityExecution execution) {
        waiting.left(Turn.current().run(), execution);
        Turn.current().leave(execution.getActivityInstanceId());
    }
}
