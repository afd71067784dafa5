package io.hearth.decision.analysis;

import static org.assertj.core.api.Assertions.assertThat;

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
                "'postd' is not an event type. Allowed is an event type: posted (发帖, post.created). ~ “postd”不是目录里的事件类型。可用：posted (发帖, post.created).",
                "No sentence of the vocabulary reads '成员会飞'. The nearest are: '成员{event}' and '成员属于{segment}'. ~ 词汇表里没有“成员会飞”这样的句子。最接近的是：“成员{event}”和“成员属于{segment}”。",
                "Cell B6: 'gold' is not a level. Allowed is a level: Regular (常跑者, regular). ~ 单元格 B6：“gold”不是等级。可用：Regular (常跑者, regular).",
                "Cell B5 looks like a formula. Write the value itself. ~ 单元格 B5 像是公式，请直接写值。",
                "The event post.created has no field 'amount'. Its fields: text. ~ 事件 post.created 没有字段“amount”，它的字段：text.",
                "The last rule is not closed. Expected 'end'. ~ 最后一条规则没有写“结束”。",
                "Something nobody has thought of. ~ Something nobody has thought of.",
            })
    void tellsInChinese(String english, String chinese) {
        assertThat(InChinese.of(english)).isEqualTo(chinese);
    }
}
