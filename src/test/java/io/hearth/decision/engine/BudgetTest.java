package io.hearth.decision.engine;

import static io.hearth.decision.engine.SomeFacts.facts;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hearth.decision.DecisionFailed;
import io.hearth.decision.RulebookSource;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.kie.api.runtime.KieSession;

@Execution(ExecutionMode.SAME_THREAD)
class BudgetTest {

    @Test
    void stopsADecisionInWhichTooManyRulesFire() {
        var rules = SomeRules.rules();
        for (var i = 0; i < 12; i++) {
            rules.rule("rule " + i, "Facts(event.type == \"post.created\")", "outcomes.badge(\"b%d\");".formatted(i));
        }
        var budgets = new Budgets(
                Duration.ofSeconds(30),
                Budgets.defaults().compilerMemory(),
                false,
                2000,
                10,
                1000,
                Duration.ofSeconds(1),
                Budgets.defaults().memory(),
                1);
        var loaded = new LoadedRuleset(
                "test",
                rules.source().rules(),
                java.util.Set.of(),
                java.util.Set.of(),
                Map.of(
                        "rewards",
                        LoadedRuleset.Loaded.of(
                                SomeRules.loader().load(rules.source().drl()),
                                rules.source().rules(),
                                "")),
                budgets,
                SomeRules.COUNTS);
        var session = loaded.open();

        assertThatThrownBy(() -> session.decide("rewards", facts().make()))
                .isInstanceOfSatisfying(DecisionFailed.class, failure -> assertThat(failure.outOfBudget())
                        .isTrue())
                .hasMessageContaining("more than 10 rules");
        assertThat(session.decide(
                                "rewards", facts().event("like.given", Map.of()).make())
                        .firings())
                .isEmpty();
    }

    /** The class check would refuse it; should one ever slip through, the meter stops it. */
    @Test
    void stopsALoop() throws ReflectiveOperationException {
        var session =
                unchecked("rule \"loop\" when $m : Member() then long i = 0; while (i >= 0) { i = i & 7; } end\n");
        session.insert(facts().make().member());

        assertThatThrownBy(() -> withDeadline(session)).hasStackTraceContaining("takes longer than a decision may");
    }

    @Test
    void stopsWhatTakesTooMuchMemory() throws ReflectiveOperationException {
        var session = unchecked(
                "rule \"hoard\" when $m : Member() then long n = 0; while (n >= 0) { n += new byte[100_000].length; } end\n");
        session.insert(facts().make().member());

        assertThatThrownBy(() -> metered(session, Duration.ofMinutes(10)))
                .hasStackTraceContaining("takes more memory than a decision may");
    }

    @Test
    void stopsAJoinOfMany() throws ReflectiveOperationException {
        var session = unchecked("""
                rule "join" when
                    $a : Rewards($p : points)
                    $b : Rewards($q : points, points != $p)
                    $c : Rewards(points > $p + $q, points < $q)
                    Rewards(points == -1)
                then
                    outcomes.badge("x");
                end
                """);
        for (var i = 0; i < 3_000; i++) {
            session.insert(new io.hearth.decision.fact.Rewards(i, java.util.Set.of()));
        }
        session.insert(new io.hearth.decision.fact.Rewards(-1, java.util.Set.of()));

        var started = System.nanoTime();
        assertThatThrownBy(() -> withDeadline(session)).hasStackTraceContaining("than a decision may");
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(5));
    }

    private static void withDeadline(KieSession session) {
        metered(session, Duration.ofMillis(200));
    }

    private static void metered(KieSession session, Duration deadline) {
        var meter = Meter.mine();
        meter.start(
                Long.MAX_VALUE / 4,
                deadline.toNanos(),
                Budgets.defaults().memory().toBytes());
        try {
            session.fireAllRules();
        } finally {
            meter.stop();
            session.dispose();
        }
    }

    /** Loads classes as they are, past every check. */
    private static KieSession unchecked(String rules) throws ReflectiveOperationException {
        var compiled = SomeRules.COMPILER.compile(RulebookSource.HEADER + rules);
        var classes = new TreeMap<>(Instrument.all(compiled.classes()));
        var loader = new ClassLoader(BudgetTest.class.getClassLoader()) {
            @Override
            protected Class<?> findClass(String name) throws ClassNotFoundException {
                var bytes = classes.get(name.replace('.', '/'));
                if (bytes == null) {
                    throw new ClassNotFoundException(name);
                }
                return defineClass(name, bytes, 0, bytes.length);
            }
        };
        var model = (Model) loader.loadClass(compiled.model().replace('/', '.'))
                .getDeclaredConstructor()
                .newInstance();
        var session = KieBaseBuilder.createKieBaseFromModel(model).newKieSession();
        session.setGlobal("outcomes", new Asked());
        return session;
    }
}
