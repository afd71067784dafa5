package io.hearth.content;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a marketer gets wrong most is told in Chinese too. */
class InChineseTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '~',
            quoteCharacter = '`',
            value = {
                "The rule 'x' does not say 'how often: …'. ~ 规则“x”缺少“频率：…”。",
                "'postd' is not an event type. Allowed is an event type: posted (发帖, post.created). ~ “postd”不是目录里的事件类型。可用的事件类型：posted (发帖, post.created)。",
                "No sentence of the vocabulary reads '成员会飞'. The nearest are: '成员{event}' and '成员属于{segment}'. ~ 词汇表里没有“成员会飞”这样的句子。最接近的是：“成员{event}”和“成员属于{segment}”。",
                "Cell B6: 'gold' is not a level. Allowed is a level: Regular (常跑者, regular). ~ 单元格 B6：“gold”不是等级。可用的等级：Regular (常跑者, regular)。",
                "Cell B5 looks like a formula. Write the value itself. ~ 单元格 B5 像是公式，请直接写值。",
                "The event post.created has no field 'amount'. Its fields: text. ~ 事件 post.created 没有字段“amount”，它的字段：text。",
                "The last rule is not closed. Expected 'end'. ~ 最后一条规则没有写“结束”。",
                "step 'serviceTask_Send' (send-message): x ~ step 'serviceTask_Send' (send-message): x",
                "step 'serviceTask_Send': field 'template': there is no template 'a/b' ~ 步骤“serviceTask_Send”的“template”：没有消息模板“a/b”",
                "column 7: unknown variable 'member.nam', known are: id, name ~ 第 7 列：没有变量“member.nam”，可用：id, name",
                "exit 'flow_A_B' of gateway 'gateway_A' needs a condition ~ “gateway_A”的出口“flow_A_B”要写条件",
                "There is no event type 'x'. Allowed: a, b. ~ 没有事件类型“x”，可用：a, b。",
                "Expected to render 'a/email.html.ftl', but 'member.badges' in line 152 has no value that can be shown (language zh) ~ 渲染“a/email.html.ftl”时出错：第 152 行的“member.badges”没有可以显示的值（语言 zh）",
                "Something nobody has thought of. ~ Something nobody has thought of.",
            })
    void tellsInChinese(String english, String chinese) {
        assertThat(InChinese.of(english)).isEqualTo(chinese);
    }

    /** Whatever the values are, a form is told by itself and not by a shorter one. */
    @Test
    void tellsEachFormByItself() {
        assertThat(InChinese.lines()).hasSizeGreaterThan(350).allSatisfy(line -> {
            var arrow = line.indexOf(" => ");
            var english = new StringBuilder();
            var chinese = line.substring(arrow + 4);
            int value = 0;
            for (var part : line.substring(0, arrow).split("\\{}", -1)) {
                english.append(value == 0 ? "" : "v" + value).append(part);
                value++;
            }
            for (int at = 1; at < value; at++) {
                chinese = chinese.replace("{" + at + "}", "v" + at);
            }
            assertThat(InChinese.of(english.toString())).isEqualTo(chinese);
            assertThat(chinese).doesNotContainPattern("\\{\\d}").containsPattern("[\u4e00-\u9fff：]");
        });
    }
}
