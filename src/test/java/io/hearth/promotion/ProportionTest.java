package io.hearth.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/** Against figures published with the method: Newcombe, Statistics in Medicine 17 (1998), method 10. */
class ProportionTest {

    @Test
    void saysBetweenWhichBoundsADifferenceLies() {
        var difference = new Proportion(56, 70).above(new Proportion(48, 80));

        assertThat(difference.value()).isCloseTo(0.2, within(1e-9));
        assertThat(difference.low()).isCloseTo(0.0524, within(5e-5));
        assertThat(difference.high()).isCloseTo(0.3339, within(5e-5));
    }

    @Test
    void isNeverSureWhereNobodyReacted() {
        var difference = new Proportion(10, 10).above(new Proportion(0, 10));

        assertThat(difference.low()).isCloseTo(0.6075, within(5e-5));
        assertThat(difference.high()).isCloseTo(1.0, within(5e-5));
        assertThat(new Proportion(0, 0).estimate()).isEqualTo(new Proportion.Estimate(0, 0, 1));
    }
}
