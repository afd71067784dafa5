package io.hearth.decision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hearth.decision.DecisionFailed;
import io.hearth.decision.RulebookSource;
import io.hearth.platform.Problem;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hostile DRL with the reader's guard out of the way: what the compiler and the class check stop by themselves. Nothing
 * of it may run, neither while it is compiled nor afterwards; what has no code of its own may load, and is then kept in
 * bounds.
 */
class HostileRulesTest {

    private static final Path CANARY = Path.of("adv-canary");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Runtime.getRuntime().exec(\"touch adv-canary\");",
                "try { \\u0052untime.getRuntime().exec(\"touch adv-canary\"); } catch (Exception e) {}",
                "System.setProperty(\"adv\", \"1\");",
                "System.exit(1);",
                "System.getenv();",
                "try { Class.forName(\"java.la\" + \"ng.Run\" + \"time\").getDeclaredMethods(); } catch (Exception e) {}",
                "new Object() { { System.setProperty(\"adv\",\"1\"); } };",
                "outcomes.getClass().getClassLoader();",
                "Thread.sleep(1000000);",
                "new Thread(() -> {}).start();",
                "new java.io.File(\"adv-canary\").createNewFile();",
                "new java.net.Socket(\"127.0.0.1\", 1);",
                "drools.getKieRuntime().getKieBase();",
                "drools.halt();",
                "kcontext.getKieRuntime();",
                "insert(new java.util.HashMap());",
                "update($m);",
                "modify($m) { };",
                "delete($m);",
                "while (true) { }",
                "for (int i = 0; i < 2000000000; i++) { }",
                "do { } while ($m != null);",
                "outcomes.badge(\"a\".repeat(2000000000));",
                "outcomes.badge(String.format(\"%1999999999d\", 1));",
                "byte[] b = new byte[2000000000];",
                "long[][] b = new long[100000][100000];",
                "synchronized ($m) { outcomes.badge(\"x\"); }",
                "try { outcomes.badge(\"x\"); } catch (Throwable t) { }",
                "throw new RuntimeException();",
                "$m.attributes().clear();",
                "((java.io.PrintStream) System.out).println(\"x\");",
                "java.util.List l = new java.util.ArrayList(); l.add(l);",
                "io.hearth.decision.Aggregate.count(\"x\", \"7d\");",
                "io.hearth.decision.engine.Meter.tick(); new io.hearth.decision.engine.RulebookLoader(null, null, null);",
                "new io.hearth.decision.fact.Member(\"x\", \"x\", null);",
                "java.util.stream.Stream.iterate(1, i -> i).count();",
                "org.drools.util.ClassUtils.loadClass(\"java.lang.Runtime\", null);",
                "java.util.concurrent.ForkJoinPool.commonPool();",
                "java.lang.invoke.MethodHandles.lookup();",
            })
    void refusesConsequences(String then) {
        assertRefused("rule \"adv\" when\n  $m: Member()\nthen\n  " + then + "\nend\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$m: Member() eval(Runtime.getRuntime() != null)",
                "$m: Member(this.getClass().getClassLoader() != null)",
                "$m: Member(attributes.clear() == null)",
                "$m: Member(id matches \"(.*a){25}b\")",
                "$m: Member() Object() from outcomes.getClass()",
                "$m: Member() Object()",
                "$m: Member() String()",
                "$m: Member() java.util.Map()",
                "$m: Member(new java.io.File(\"adv-canary\").createNewFile() == true)",
                "Moment($m: local)",
                "$m: Event(time.toString() == \"x\")",
                "not Member()",
                "accumulate(Event($n: number(\"x\")); $m: sum($n); $m >= 0)",
                "(Member($m: id) or not Event($m: id))",
                "forall($e: Event() Event(this == $e, type == \"x\"))",
                "$m: Member() over window:length(2147483647)",
                "$m: Member() from entry-point \"x\"",
            })
    void refusesConditions(String when) {
        assertRefused("rule \"adv\" when\n  " + when + "\nthen\n  outcomes.badge(\"x\");\nend\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "function void evil() { System.exit(1); }\nrule \"adv\" when Member() then evil(); end",
                "import function java.lang.System.exit;\nrule \"adv\" when Member() then exit(1); end",
                "import static java.lang.System.exit;\nrule \"adv\" when Member() then exit(1); end",
                "declare enum E A(System.setProperty(\"adv\", \"1\")); n : String end\nrule \"adv\" when Member() then outcomes.badge(\"x\"); end",
                "declare Evil n : String end\nrule \"adv\" when Member() then outcomes.badge(new Evil(\"x\").getN()); end",
                "declare Member @role(event) @expires(1s) end\nrule \"adv\" when Member() then outcomes.badge(\"x\"); end",
                "query loop(int x) loop(x;) end\nrule \"adv\" when Member() ?loop(1;) then outcomes.badge(\"x\"); end",
                "unit hearth.rules.Unit;\nrule \"adv\" when Member() then outcomes.badge(\"x\"); end",
                "rule \"adv\" timer(int: 0 1ms) when Member() then outcomes.badge(\"x\"); end",
                "rule \"adv\" agenda-group \"g\" when Member() then outcomes.badge(\"x\"); end",
                "rule \"adv\" date-effective \"01-Jan-2000\" when Member() then outcomes.badge(\"x\"); end",
                "rule \"adv\" salience (Integer.parseInt(\"1\")) when Member() then outcomes.badge(\"x\"); end",
                "rule \"adv\" when Member() do[evil] then outcomes.badge(\"x\"); then[evil] System.exit(1); end",
                "global java.util.List list;\nrule \"adv\" when Member() then list.clear(); end",
                "rule \"adv\" when Member( then outcomes.badge(\"x\"); end",
                "rule \"adv\" when Member(salary > 3) then outcomes.badge(\"x\"); end",
                "rule \"adv\" when Rewards(points > \"three\") then outcomes.badge(\"x\"); end",
                "rule \"a\" when Member() then outcomes.badge(\"x\"); end\nrule \"a\" when Member() then outcomes.badge(\"x\"); end",
            })
    void refusesWhatSurroundsRules(String rules) {
        assertRefused(rules + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "$m: Member(language == \"gold\", text(\"city\") != \"x\")",
                "$m: Member() Event(type == \"Runtime while(true) class System.exit\")",
                "$m: Member() accumulate(Event(type == \"purchase\", $a: number(\"x\")); $s: sum($a); $s > 1000) not Event(type == \"refund\")",
                "Facts($m: member, event.type == \"金卡\", rewards.badges contains \"b\" || segments.in(\"s\"))",
            })
    void acceptsWhatIsHarmless(String when) {
        var compiled = SomeRules.COMPILER.compile(RulebookSource.HEADER + "rule \"adv\" when\n  " + when
                + "\nthen\n  // System.exit is only mentioned here\n  outcomes.badge(\"测试-\" + $m.id());\nend\n");

        assertThat(ClassCheck.objections(Instrument.all(compiled.classes()))).isEmpty();
    }

    private static void assertRefused(String rules) {
        var source = new RulebookSource("rewards", List.of(), RulebookSource.HEADER + rules, Set.of(), Set.of());
        var loader = new RulesetLoader(SomeRules.loader(), Budgets.defaults(), SomeRules.COUNTS);

        assertThatThrownBy(() -> loader.load("hostile", List.of(source)))
                .isInstanceOfAny(Problem.class, DecisionFailed.class);
        assertThat(CANARY).doesNotExist();
        assertThat(Files.exists(SomeRules.COMPILER.workingDirectory().resolve(CANARY)))
                .isFalse();
        assertThat(System.getProperty("adv")).isNull();
    }
}
