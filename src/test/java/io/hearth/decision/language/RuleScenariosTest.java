package io.hearth.decision.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.HearthTest;
import io.hearth.content.Releases;
import io.hearth.decision.Rulesets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

@HearthTest
class RuleScenariosTest {

    @Autowired
    private Releases releases;

    @Autowired
    private Rulesets rulesets;

    @TestFactory
    Stream<DynamicTest> scenarios() {
        var release = releases.live();
        var ruleset = rulesets.of(release.hash());
        return Scenarios.files(release.files())
                .flatMap(file -> Scenarios.run(file, release.files(), ruleset).stream())
                .map(result -> DynamicTest.dynamicTest(
                        result.file() + ":" + result.line() + " " + result.name(), () -> assertThat(result.passed())
                                .as(result.file() + ":" + result.line() + " " + result.message())
                                .isTrue()));
    }
}
