package io.hearth.journey.engine.guard;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.content.ContentFile;
import io.hearth.content.Finding;
import io.hearth.journey.block.Shape;
import io.hearth.journey.block.Shape.Field;
import io.hearth.journey.block.Shape.Type;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardTest {

    private final Guard guard = new Guard(
            Map.of(
                    "send-message",
                            Shape.of(
                                    "send-message",
                                    "发送",
                                    "Send",
                                    new Field("template", Type.TEMPLATE, true, "模板", "Template")),
                    "wait-for-event",
                            Shape.waiting(
                                    "wait-for-event",
                                    "等待",
                                    "Wait",
                                    new Field("event", Type.EVENT_TYPES, true, "事件", "Event"))),
            Set.of("onboarding/welcome")::contains,
            Set.of("check-ins")::contains,
            Set.of("post.created")::contains,
            journey -> false);

    @Test
    void acceptsAWorkflowOfKnownSteps() {
        assertThat(findings("""
                <bpmn:startEvent id="s" />
                <bpmn:serviceTask id="w" name="Send" camunda:type="external" camunda:topic="send-message">%s</bpmn:serviceTask>
                <bpmn:endEvent id="e" />
                <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="w" />
                <bpmn:sequenceFlow id="f2" sourceRef="w" targetRef="e" />""".formatted(property("template", "onboarding/welcome"))))
                .isEmpty();
    }

    @Test
    void namesTheLineOfAnUnknownTemplate() {
        var findings = findings("""
                <bpmn:startEvent id="s" />
                <bpmn:serviceTask id="w" name="Send" camunda:type="external" camunda:topic="send-message">%s</bpmn:serviceTask>
                <bpmn:endEvent id="e" />
                <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="w" />
                <bpmn:sequenceFlow id="f2" sourceRef="w" targetRef="e" />""".formatted(property("template", "onboarding/farewell")));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.line()).isEqualTo(4);
            assertThat(finding.message()).contains("'w'", "no template 'onboarding/farewell'");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT1M", "P3D", "P366D", "PT8784H", "P2W", "P1DT12H", "${pause}"})
    void acceptsTimersWithinBounds(String timer) {
        assertThat(findings(waiting(timer))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PT59S",
                "P367D",
                "PT0S",
                "R/PT1M",
                "P1M",
                "-P1D",
                "P",
                "PT",
                "${other}",
                "${pause}${pause}",
                "#{pause}",
                "${pause.toString()}",
                "three days"
            })
    void refusesOtherTimers(String timer) {
        assertThat(findings(waiting(timer))).anyMatch(Finding::isError);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${points >= 100 && level == \"gold\"}",
                "${done}",
                "${!done}",
                "${not (mood eq 'fine') or points + 1 > 3}",
                "${true}"
            })
    void acceptsConditionsOverDeclaredVariables(String condition) {
        assertThat(findings(deciding(condition))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${other == 1}",
                "${mood}",
                "${points + 1}",
                "${mood.length() > 3}",
                "${mood.class == null}",
                "${mood['class'] == null}",
                "${f:x() == 1}",
                "#{done}",
                "${done}${done}",
                "done",
                "${done ? true : false}",
                "${",
                ""
            })
    void refusesOtherConditions(String condition) {
        assertThat(findings(deciding(condition))).anyMatch(Finding::isError);
    }

    @Test
    void refusesACircleThatNeverWaits() {
        assertThat(findings("""
                <bpmn:startEvent id="s" />
                <bpmn:serviceTask id="w" name="Send" camunda:type="external" camunda:topic="send-message">%s</bpmn:serviceTask>
                <bpmn:exclusiveGateway id="g" name="Again?" default="f3" />
                <bpmn:endEvent id="e" />
                <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="w" />
                <bpmn:sequenceFlow id="f2" sourceRef="w" targetRef="g" />
                <bpmn:sequenceFlow id="f3" sourceRef="g" targetRef="e" />
                <bpmn:sequenceFlow id="f4" sourceRef="g" targetRef="w"><bpmn:conditionExpression>${done}</bpmn:conditionExpression></bpmn:sequenceFlow>""".formatted(property("template", "onboarding/welcome"))))
                .anyMatch(finding -> finding.message().contains("circle"));
    }

    @Test
    void acceptsACircleThatWaits() {
        assertThat(findings("""
                <bpmn:startEvent id="s" />
                <bpmn:userTask id="u" name="Ask" camunda:candidateGroups="care" />
                <bpmn:exclusiveGateway id="g" name="Again?" default="f3" />
                <bpmn:endEvent id="e" />
                <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="u" />
                <bpmn:sequenceFlow id="f2" sourceRef="u" targetRef="g" />
                <bpmn:sequenceFlow id="f3" sourceRef="g" targetRef="e" />
                <bpmn:sequenceFlow id="f4" sourceRef="g" targetRef="u"><bpmn:conditionExpression>${done}</bpmn:conditionExpression></bpmn:sequenceFlow>""")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camunda:asyncBefore=\"true\"",
                "camunda:formKey=\"x\"",
                "camunda:assignee=\"${x}\"",
                "camunda:candidateGroups=\"${x}\"",
                "camunda:candidateGroups=\"Care Team\"",
                "camunda:dueDate=\"2026-01-01\"",
                "xmlns:a=\"http://activiti.org/bpmn\" a:formKey=\"x\"",
                "startQuantity=\"2\""
            })
    void refusesSettingsThatAreNotOnTheList(String setting) {
        assertThat(findings("""
                <bpmn:startEvent id="s" />
                <bpmn:userTask id="u" name="Ask" %s />
                <bpmn:endEvent id="e" />
                <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="u" />
                <bpmn:sequenceFlow id="f2" sourceRef="u" targetRef="e" />""".formatted(setting))).anyMatch(Finding::isError);
    }

    @Test
    void wantsTheProcessToBeNamedAsItsFile() {
        var findings = guard.judge(ContentFile.of("bpmn/other/other.bpmn", workflow("<bpmn:startEvent id=\"s\" />")))
                .findings();

        assertThat(findings).anyMatch(finding -> finding.message().contains("'other'"));
    }

    private static String waiting(String timer) {
        return """
                <bpmn:startEvent id="s" />
                <bpmn:intermediateCatchEvent id="t" name="Later"><bpmn:timerEventDefinition><bpmn:timeDuration>%s</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
                <bpmn:endEvent id="e" />
                <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="t" />
                <bpmn:sequenceFlow id="f2" sourceRef="t" targetRef="e" />""".formatted(timer);
    }

    private static String deciding(String condition) {
        return """
                <bpmn:startEvent id="s" />
                <bpmn:exclusiveGateway id="g" name="Yes?" default="f3" />
                <bpmn:endEvent id="e1" />
                <bpmn:endEvent id="e2" />
                <bpmn:sequenceFlow id="f1" sourceRef="s" targetRef="g" />
                <bpmn:sequenceFlow id="f2" sourceRef="g" targetRef="e1"><bpmn:conditionExpression><![CDATA[%s]]></bpmn:conditionExpression></bpmn:sequenceFlow>
                <bpmn:sequenceFlow id="f3" sourceRef="g" targetRef="e2" />""".formatted(condition);
    }

    private static String property(String name, String value) {
        return "<bpmn:extensionElements><camunda:properties><camunda:property name=\"%s\" value=\"%s\" /></camunda:properties></bpmn:extensionElements>"
                .formatted(name, value);
    }

    private List<Finding> findings(String steps) {
        return guard.judge(ContentFile.of("bpmn/test/test.bpmn", workflow(steps)))
                .findings();
    }

    private static String workflow(String steps) {
        return """
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn" id="d" targetNamespace="t">
                <bpmn:process id="test" name="Test" isExecutable="true" camunda:historyTimeToLive="P30D"><bpmn:extensionElements><camunda:properties><camunda:property name="variable.done" value="boolean" /><camunda:property name="variable.mood" value="text" /><camunda:property name="variable.pause" value="duration" /></camunda:properties></bpmn:extensionElements>
                """ + steps + "</bpmn:process></bpmn:definitions>";
    }
}
