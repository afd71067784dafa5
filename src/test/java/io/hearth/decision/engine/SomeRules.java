package io.hearth.decision.engine;

import io.hearth.decision.Frequency;
import io.hearth.decision.Rule;
import io.hearth.decision.RulebookSource;
import io.hearth.decision.Validity;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Rulebooks for tests, compiled in one warm process that all of them share, and kept in memory. */
final class SomeRules {

    static final Compiler COMPILER =
            new Compiler(Budgets.defaults().compileTimeout(), Budgets.defaults().compilerMemory());
    static final CompiledInMemory STORE = new CompiledInMemory();
    static final Counts COUNTS = new Counts(new SimpleMeterRegistry());

    private final List<Rule> rules = new ArrayList<>();
    private final StringBuilder drl = new StringBuilder(RulebookSource.HEADER);

    static SomeRules rules() {
        return new SomeRules();
    }

    static RulebookLoader loader() {
        return new RulebookLoader(COMPILER, STORE, COUNTS);
    }

    SomeRules rule(String name, String when, String then) {
        return rule(name, 0, null, Validity.ALWAYS, when, then);
    }

    SomeRules rule(String name, int priority, @Nullable String stack, Validity validity, String when, String then) {
        var id = "rules/rewards/test.dslr#" + name;
        rules.add(new Rule(
                id,
                "rewards",
                name,
                "because",
                "tests",
                Frequency.EACH_TIME,
                priority,
                stack,
                validity,
                null,
                List.of(),
                List.of(),
                Set.of(),
                "rules/rewards/test.dslr",
                rules.size() + 1));
        drl.append("rule \"%s\" salience %d\nwhen\n%s\nthen\n%s\nend\n".formatted(id, priority, when, then));
        return this;
    }

    RulebookSource source() {
        return new RulebookSource("rewards", rules, drl.toString(), Set.of(), Set.of("post.created"));
    }

    LoadedRuleset load() {
        return load(Budgets.defaults());
    }

    LoadedRuleset load(Budgets budgets) {
        return new RulesetLoader(loader(), budgets, COUNTS).load("test", List.of(source()));
    }
}
