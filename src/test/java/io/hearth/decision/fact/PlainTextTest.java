package io.hearth.decision.fact;

import static org.assertj.core.api.Assertions.assertThat;

import com.ibm.icu.text.Transliterator;
import org.junit.jupiter.api.Test;

class PlainTextTest {

    @Test
    void simplifiesAsIcuDoes() {
        var icu = Transliterator.getInstance("Traditional-Simplified");
        for (var c = '\u3400'; c <= '\u9fff'; c++) {
            var traditional = String.valueOf(c);
            var simplified = icu.transliterate(traditional);
            assertThat(PlainText.of(traditional))
                    .as(traditional)
                    .isEqualTo(simplified.length() == 1 ? simplified : traditional);
        }
    }

    @Test
    void readsTraditionalWithInlinePinyin() {
        assertThat(PlainText.of("社群運(yùn)營(yíng)策略與(yǔ)實(shí)踐(jiàn)")).isEqualTo("社群运营策略与实践");
        assertThat(PlainText.of("優(yōu)惠券發(fā)放等活動(dòng)")).isEqualTo("优惠券发放等活动");
        assertThat(PlainText.of("設(shè)計(jì)、獎(jiǎng)勵(lì)")).isEqualTo("设计、奖励");
        assertThat(PlainText.of("優（yōu）惠【hui】")).isEqualTo("优惠");
    }

    @Test
    void readsWidthsCaseAndInvisibleCharacters() {
        assertThat(PlainText.of("ＶＩＰ優\u200b惠\u00ad")).isEqualTo("vip优惠");
        assertThat(PlainText.of("Free OFFER")).isEqualTo("free offer");
    }

    @Test
    void leavesOtherBracketsAlone() {
        assertThat(PlainText.of("会员(VIP)很好(ok)，周日(8点)")).isEqualTo("会员(vip)很好(ok),周日(8点)");
        assertThat(PlainText.of("run (yes) 跑步")).isEqualTo("run (yes) 跑步");
    }

    @Test
    void findsWordsHoweverTheyAreWritten() {
        assertThat(PlainText.contains("快來領優(yōu)惠(huì)！", "免费|优惠")).isTrue();
        assertThat(PlainText.contains("快来领奖", "免费|优惠")).isFalse();
        assertThat(PlainText.contains("", "优惠")).isFalse();
    }
}
