package io.hearth.journey.engine;

import io.hearth.journey.block.BuildingBlock;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.Expression;
import org.camunda.bpm.engine.delegate.VariableScope;
import org.camunda.bpm.engine.impl.Condition;
import org.camunda.bpm.engine.impl.bpmn.behavior.ExternalTaskActivityBehavior;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParse;
import org.camunda.bpm.engine.impl.el.ExpressionManager;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.pvm.process.TransitionImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;

/**
 * Gives the steps of a parsed workflow our behaviour, and refuses every kind of step that has none: the second lock, for
 * what might reach the engine without passing the guard.
 */
final class ParseListener extends AbstractBpmnParseListener {

    private final Map<String, BuildingBlock> blocks;
    private final WaitTable waits;
    private final CallTable calls;
    private final AskTable asks;
    private final Inbox inbox;
    private final Standing standing;
    private final ExpressionManager expressions;

    ParseListener(
            Map<String, BuildingBlock> blocks,
            WaitTable waits,
            CallTable calls,
            AskTable asks,
            Inbox inbox,
            Standing standing,
            ExpressionManager expressions) {
        this.blocks = Map.copyOf(blocks);
        this.waits = waits;
        this.calls = calls;
        this.asks = asks;
        this.inbox = inbox;
        this.standing = standing;
        this.expressions = expressions;
    }

    @Override
    public void parseProcess(Element element, ProcessDefinitionEntity definition) {
        definition.addBuiltInListener(ExecutionListener.EVENTNAME_END, StepListener.END_RUN);
    }

    @Override
    public void parseServiceTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        var block = blocks.get(element.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "topic"));
        if (!(activity.getActivityBehavior() instanceof ExternalTaskActivityBehavior) || block == null) {
            throw refused("service task", activity);
        }
        var fields = Drawn.properties(element);
        activity.setActivityBehavior(
                block.shape().waits() ? new WaitBehavior(waiting(block, fields)) : new BlockBehavior(block, fields));
        record(activity);
    }

    private Waiting waiting(BuildingBlock block, Map<String, String> fields) {
        return switch (block.shape().stay()) {
            case EVENT ->
                new Waiting.ForEvents(
                        List.of(fields.getOrDefault("event", "").trim().split("\\s+")));
            case SEGMENT ->
                new Waiting.ForSegment(
                        standing, fields.getOrDefault("segment", "").trim());
            case TIME -> new Waiting.ForTime(waits, standing, LocalTimes.of(fields));
            case JOURNEY -> new Waiting.ForJourney(waits, calls, fields);
            case WORK -> new Waiting.ForWork(waits, block, fields);
            case NOT -> throw new IllegalStateException("Expected a step that waits, but this one goes on at once");
        };
    }

    @Override
    public void parseUserTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        var groups = element.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "candidateGroups");
        var asking = Drawn.properties(element);
        var drawn = new PersonBehavior(
                inbox,
                element.attribute("name", ""),
                groups == null
                        ? new TreeSet<>()
                        : new TreeSet<>(List.of(groups.trim().split(" *, *"))),
                Drawn.form(element),
                element.attributeNS(BpmnParse.CAMUNDA_BPMN_EXTENSIONS_NS, "dueDate"),
                Care.of(asking));
        activity.setActivityBehavior(
                asking.containsKey("ask") ? new SeveralBehavior(drawn, inbox, asks, Asking.of(asking)) : drawn);
        record(activity);
    }

    @Override
    public void parseSequenceFlow(Element element, ScopeImpl scope, TransitionImpl transition) {
        if (inbox.watchesWays()) {
            transition.addListener(ExecutionListener.EVENTNAME_TAKE, (ExecutionListener)
                    execution -> inbox.took(Turn.current().run(), transition.getId()));
        }
        var text = transition.getProperty(BpmnParse.PROPERTYNAME_CONDITION_TEXT);
        if (text != null) {
            transition.setProperty(
                    BpmnParse.PROPERTYNAME_CONDITION, new Holds(expressions.createExpression(text.toString())));
        }
    }

    @Override
    public void parseStartEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
        record(activity);
    }

    @Override
    public void parseEndEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
        activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, StepListener.REACH_END);
        record(activity);
    }

    @Override
    public void parseExclusiveGateway(Element element, ScopeImpl scope, ActivityImpl activity) {
        record(activity);
    }

    @Override
    public void parseParallelGateway(Element element, ScopeImpl scope, ActivityImpl activity) {
        record(activity);
    }

    @Override
    public void parseIntermediateCatchEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
        if (element.element("timerEventDefinition") == null) {
            throw refused("event", activity);
        }
        record(activity);
    }

    @Override
    public void parseBoundaryEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
        if (element.element("timerEventDefinition") == null) {
            throw refused("boundary event", activity);
        }
        record(activity);
    }

    @Override
    public void parseInclusiveGateway(Element element, ScopeImpl scope, ActivityImpl activity) {
        throw refused("inclusive gateway", activity);
    }

    @Override
    public void parseEventBasedGateway(Element element, ScopeImpl scope, ActivityImpl activity) {
        throw refused("event-based gateway", activity);
    }

    @Override
    public void parseScriptTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        throw refused("script task", activity);
    }

    @Override
    public void parseBusinessRuleTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        throw refused("business rule task", activity);
    }

    @Override
    public void parseTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        throw refused("task without a kind", activity);
    }

    @Override
    public void parseManualTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        throw refused("manual task", activity);
    }

    @Override
    public void parseSendTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        throw refused("send task", activity);
    }

    @Override
    public void parseReceiveTask(Element element, ScopeImpl scope, ActivityImpl activity) {
        throw refused("receive task", activity);
    }

    @Override
    public void parseSubProcess(Element element, ScopeImpl scope, ActivityImpl activity) {
        throw refused("subprocess", activity);
    }

    @Override
    public void parseTransaction(Element element, ScopeImpl scope, ActivityImpl activity) {
        throw refused("transaction", activity);
    }

    @Override
    public void parseCallActivity(Element element, ScopeImpl scope, ActivityImpl activity) {
        throw refused("call activity", activity);
    }

    @Override
    public void parseIntermediateThrowEvent(Element element, ScopeImpl scope, ActivityImpl activity) {
        throw refused("throwing event", activity);
    }

    @Override
    public void parseMultiInstanceLoopCharacteristics(Element element, Element loop, ActivityImpl activity) {
        throw refused("multi-instance step", activity);
    }

    private static void record(ActivityImpl activity) {
        activity.addBuiltInListener(ExecutionListener.EVENTNAME_START, StepListener.BEGIN, 0);
        activity.addBuiltInListener(ExecutionListener.EVENTNAME_END, StepListener.FINISH);
    }

    private static ProcessEngineException refused(String kind, ActivityImpl activity) {
        return new ProcessEngineException("Expected to deploy '%s', but a %s is not one of the steps that run here"
                .formatted(activity.getId(), kind));
    }

    /** A condition that does not hold while a variable that it asks for is not set. */
    private record Holds(Expression expression) implements Condition {

        @Override
        public boolean evaluate(DelegateExecution execution) {
            return evaluate(execution, execution);
        }

        @Override
        public boolean evaluate(VariableScope scope, DelegateExecution execution) {
            return Boolean.TRUE.equals(expression.getValue(scope));
        }

        @Override
        public boolean tryEvaluate(VariableScope scope, DelegateExecution execution) {
            return evaluate(scope, execution);
        }
    }
}
