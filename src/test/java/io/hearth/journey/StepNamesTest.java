package io.hearth.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.content.ContentFile;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** People know steps by their names. */
class StepNamesTest {

    private static final StepNames NAMES = StepNames.of(file("bpmn/a/a.bpmn", """
            <bpmn:process id="a" name="甲 A">
              <bpmn:serviceTask camunda:topic="award" name="发放奖励 Award" id="serviceTask_Award" />
              <bpmn:userTask id="userTask_Ask" name="Ask" />
              <bpmn:endEvent id="endEvent_Done" />
              <bpmn:sequenceFlow id="flow_Award_Ask" sourceRef="serviceTask_Award" targetRef="userTask_Ask" />
            </bpmn:process>
            """));

    private static ContentFile file(String path, String text) {
        return new ContentFile(path, text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void standInPlaceOfIds() {
        assertThat(NAMES.inChinese("步骤“serviceTask_Award”（发放奖励 Award）还没有填写“原因 Reason”"))
                .isEqualTo("步骤“发放奖励”（发放奖励）还没有填写“原因”");
        assertThat(NAMES.inEnglish("step 'serviceTask_Award' (发放奖励 Award) needs its field '原因 Reason'"))
                .isEqualTo("step 'Award' (Award) needs its field 'Reason'");
        assertThat(NAMES.inEnglish("expected the run at userTask_Ask, serviceTask_Award"))
                .isEqualTo("expected the run at 'Ask', 'Award'");
        assertThat(NAMES.inChinese("连线“flow_Award_Ask”")).isEqualTo("连线“发放奖励 → Ask”");
    }

    @Test
    void areIdsWhereThereIsNoName() {
        assertThat(NAMES.inEnglish("no way leads to 'endEvent_Done'")).isEqualTo("no way leads to 'endEvent_Done'");
        assertThat(StepNames.of(null).inEnglish("no way leads to 'userTask_Ask'"))
                .isEqualTo("no way leads to 'userTask_Ask'");
        assertThat(StepNames.of(file("rules/a/a.dslr", "")).inEnglish("userTask_Ask"))
                .isEqualTo("userTask_Ask");
    }
}
