package io.hearth.decision.language;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShippedRulesTest {

    @Test
    void readsEverythingWithoutFinding() {
        var result = RuleReader.read(Shipped.files());
        assertThat(result.findings()).isEmpty();
    }

    @Test
    void isTestedAndTiedTogether() {
        assertThat(new ContentLinks().check(Shipped.files())).isEmpty();
    }
}
