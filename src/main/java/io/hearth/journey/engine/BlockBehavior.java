package io.hearth.journey.engine;

import io.hearth.journey.block.BuildingBlock;
import java.util.Map;
import org.camunda.bpm.engine.impl.bpmn.behavior.AbstractBpmnActivityBehavior;
import org.camunda.bpm.engine.impl.pvm.delegate.ActivityExecution;

/** A step that does its work at once, in the engine's transaction, and goes on. */
final class BlockBehavior extends AbstractBpmnActivityBehavior {

    private final BuildingBlock block;
    private final Map<String, String> fields;

    BlockBehavior(BuildingBlock block, Map<String, String> fields) {
        this.block = block;
        this.fields = Map.copyOf(fields);
    }

    @Override
    public void execute(ActivityExecution execution) throws Exception {
        block.perform(new StepVisit(Turn.current().run(), execution, fields));
        leave(execution);
    }
}
