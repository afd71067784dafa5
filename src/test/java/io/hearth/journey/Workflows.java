package io.hearth.journey;

import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import io.hearth.journey.engine.JourneyEngine;
import java.util.UUID;
import org.springframework.transaction.support.TransactionTemplate;

/** Workflows for tests, each deployed under a name and a release of its own. */
record Workflows(WorkflowCheck check, JourneyEngine engine, TransactionTemplate transaction) {

    /** A journey that a test may start. */
    record Deployed(String journey, String release) {}

    Deployed deploy(String steps) {
        var journey = "trial-" + UUID.randomUUID().toString().substring(0, 8);
        var release = UUID.randomUUID().toString();
        var file = ContentFile.of("bpmn/%s/%s.bpmn".formatted(journey, journey), bpmn(journey, steps));
        var drawing = check.drawing(ContentFiles.of(file), file)
                .orElseThrow(() ->
                        new AssertionError(check.check(ContentFiles.of(file)).toString()));
        transaction.executeWithoutResult(status -> engine.release(release, engine.deploy(file, drawing)));
        return new Deployed(journey, release);
    }

    static String bpmn(String journey, String steps) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="t">
                <bpmn:process id="%s" name="试验 Trial" isExecutable="true" camunda:historyTimeToLive="P30D">
                %s
                </bpmn:process>
                </bpmn:definitions>
                """.formatted(journey, steps);
    }

    static String properties(String... pairs) {
        return "<bpmn:extensionElements>" + camunda(pairs) + "</bpmn:extensionElements>";
    }

    static String block(String id, String topic, String... fields) {
        return "<bpmn:serviceTask id=\"" + id + "\" name=\"" + id + "\" camunda:type=\"external\" camunda:topic=\""
                + topic
                + "\"><bpmn:extensionElements>" + camunda(fields)
                + "</bpmn:extensionElements></bpmn:serviceTask>";
    }

    private static String camunda(String... pairs) {
        var text = new StringBuilder("<camunda:properties>");
        for (int n = 0; n < pairs.length; n += 2) {
            text.append("<camunda:property name=\"")
                    .append(pairs[n])
                    .append("\" value=\"")
                    .append(pairs[n + 1])
                    .append("\" />");
        }
        return text.append("</camunda:properties>").toString();
    }

    /** Start, the steps in this order, end. */
    static String chain(String... steps) {
        var text = new StringBuilder("<bpmn:startEvent id=\"start\" /><bpmn:endEvent id=\"end\" />");
        var from = "start";
        for (var step : steps) {
            text.append(flow(from, step));
            from = step;
        }
        return text.append(flow(from, "end")).toString();
    }

    static String flow(String from, String to) {
        return "<bpmn:sequenceFlow id=\"" + from + "_" + to + "\" sourceRef=\"" + from + "\" targetRef=\"" + to
                + "\" />";
    }

    /** Waits three days for a first post, asks a volunteer, and ends by the answer. */
    static final String FIRST_POST = """
            <bpmn:startEvent id="start" />
            <bpmn:serviceTask id="awaitPost" name="等待 Await post" camunda:type="external" camunda:topic="wait-for-event"><bpmn:extensionElements><camunda:properties><camunda:property name="event" value="member.muted charter.accepted" /></camunda:properties></bpmn:extensionElements></bpmn:serviceTask>
            <bpmn:boundaryEvent id="late" name="三天后 After three days" attachedToRef="awaitPost"><bpmn:timerEventDefinition><bpmn:timeDuration>P3D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
            <bpmn:endEvent id="endLate" />
            <bpmn:userTask id="greet" name="问候 Greet" camunda:candidateGroups="volunteers" camunda:dueDate="P2D"><bpmn:extensionElements><camunda:formData>
            <camunda:formField id="greeting" label="问候语 Greeting" type="string"><camunda:validation><camunda:constraint name="required" config="true" /><camunda:constraint name="maxlength" config="20" /></camunda:validation></camunda:formField>
            <camunda:formField id="warm" label="热情 Warm" type="boolean" />
            </camunda:formData></bpmn:extensionElements></bpmn:userTask>
            <bpmn:exclusiveGateway id="isWarm" name="热情吗 Warm?" default="flowCold" />
            <bpmn:endEvent id="endWarm" />
            <bpmn:endEvent id="endCold" />
            <bpmn:sequenceFlow id="flow1" sourceRef="start" targetRef="awaitPost" />
            <bpmn:sequenceFlow id="flow2" sourceRef="awaitPost" targetRef="greet" />
            <bpmn:sequenceFlow id="flow3" sourceRef="late" targetRef="endLate" />
            <bpmn:sequenceFlow id="flow4" sourceRef="greet" targetRef="isWarm" />
            <bpmn:sequenceFlow id="flowWarm" sourceRef="isWarm" targetRef="endWarm"><bpmn:conditionExpression>${warm}</bpmn:conditionExpression></bpmn:sequenceFlow>
            <bpmn:sequenceFlow id="flowCold" sourceRef="isWarm" targetRef="endCold" />
            """;
}
