package io.hearth.decision.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.HearthTest;
import io.hearth.content.Releases;
import io.hearth.decision.Rulesets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

@HearthTest
class RuleScenariosTest {

    @Autowired
    private Releases releases;

    @Autowired
    private Rulesets rulesets;

    /** Each rule is seen firing and at rest, each condition true and false; {@code target/rule-coverage.txt} tells it. */
    @Test
    void coverEveryRuleAndEveryCondition() throws IOException {
        var release = releases.live();
        var report =
                Scenarios.run(Scenarios.files(release.files()).toList(), release.files(), rulesets.of(release.hash()));
        var lines = lines(report.coverage());

        Files.write(Path.of("target/rule-coverage.txt"), lines);
        assertThat(report.coverage()).hasSizeGreaterThan(30);
        assertThat(report.coverage().stream().filter(rule -> !rule.covered()).flatMap(RuleScenariosTest::lines))
                .as("what scenarios beside the rules leave out; add scenarios")
                .isEmpty();
    }

    private static List<String> lines(List<Coverage.OfRule> rules) {
        var conditions =
                rules.stream().flatMap(rule -> rule.conditions().stream()).toList();
        return Stream.concat(
                        Stream.of("rules %d of %d covered, conditions %d of %d"
                                .formatted(
                                        rules.stream()
                                                .filter(Coverage.OfRule::covered)
                                                .count(),
                                        rules.size(),
                                        conditions.stream()
                                                .filter(Coverage.OfCondition::covered)
                                                .count(),
                                        conditions.size())),
                        rules.stream().flatMap(RuleScenariosTest::lines))
                .toList();
    }

    private static Stream<String> lines(Coverage.OfRule rule) {
        return Stream.concat(
                Stream.of((rule.covered() ? "covered " : "partly  ") + rule.rule()),
                rule.conditions().stream()
                        .filter(condition -> !condition.covered())
                        .map(condition ->
                                "    never %s: %s".formatted(condition.seenTrue() ? "false" : "true", condition.en())));
    }

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
