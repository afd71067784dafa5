package io.hearth.decision.engine;

import static io.hearth.decision.engine.SomeFacts.facts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hearth.decision.RulebookSource;
import io.hearth.platform.Problem;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;

class CompilerTest {

    private static final String RULE =
            RulebookSource.HEADER + "rule \"a\" when Member() then outcomes.badge(\"%s\"); end\n";

    @Test
    void startsAnotherProcessWhenItsOwnIsKilled() {
        try (var compiler = new Compiler(Duration.ofSeconds(60), DataSize.ofMegabytes(256))) {
            compiler.compile(RULE.formatted("first"));
            var killed = compiler.pid().orElseThrow();
            assertThat(ProcessHandle.of(killed).orElseThrow().destroyForcibly()).isTrue();

            var compiled = compiler.compile(RULE.formatted("second"));

            assertThat(compiled.classes()).isNotEmpty();
            assertThat(compiler.pid()).hasValueSatisfying(pid -> assertThat(pid).isNotEqualTo(killed));
        }
    }

    @Test
    void givesUpOnRulesThatTakeTooLong() {
        try (var compiler = new Compiler(Duration.ofMillis(1), DataSize.ofMegabytes(256))) {
            assertThatThrownBy(() -> compiler.compile(RULE.formatted("slow")))
                    .isInstanceOf(CompilationFailed.class)
                    .hasMessageContaining("takes longer");
            assertThat(compiler.pid()).isEmpty();
        }
    }

    @Test
    void seesNoEnvironmentAndWorksOutsideOfTheServersFolder() {
        assertThat(SomeRules.COMPILER.workingDirectory())
                .isAbsolute()
                .isNotEqualTo(java.nio.file.Path.of("").toAbsolutePath());
    }

    @Test
    void namesFileLineAndRuleOfAMistake() {
        var rules = SomeRules.rules()
                .rule("fine", "Member()", "outcomes.badge(\"x\");")
                .rule("wrong", "Member(salary > 3)", "outcomes.badge(\"x\");");

        assertThatThrownBy(rules::load)
                .isInstanceOf(Problem.class)
                .hasMessageContaining("rules/rewards/test.dslr:2 Rule 'wrong'")
                .hasMessageContaining("salary")
                .hasMessageNotContaining("fine");
    }

    @Test
    void loadsWhatWasKeptWithoutCompilingAndRefusesWhatWasChanged() {
        var rules = SomeRules.rules().rule("kept", "Member()", "outcomes.badge(\"kept\");");
        rules.load();
        try (var none = new Compiler(Duration.ofMillis(1), DataSize.ofMegabytes(64))) {
            var kept = new RulebookLoader(none, SomeRules.STORE, SomeRules.COUNTS);

            assertThat(kept.load(rules.source().drl())).isNotNull();
            assertThat(none.pid()).isEmpty();
        }
        SomeRules.STORE.stored().replaceAll((source, stored) -> {
            var changed = stored.bytes().clone();
            changed[changed.length / 2] ^= 1;
            return new CompiledStore.Stored(changed, stored.hash());
        });

        var decided = rules.load().open().decide("rewards", facts().make());

        assertThat(decided.firings()).hasSize(1);
    }
}
