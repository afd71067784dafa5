package io.hearth.decision.engine;

import static io.hearth.decision.engine.SomeFacts.facts;
import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.decision.DecisionSession;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.ThreadMXBean;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** By itself, as it counts the classes that are loaded. */
@Isolated
class SwapTest {

    private static final int RULES = 20;
    private static final int SWAPS = 30;
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    @Test
    void leavesNothingBehindAfterManySwaps() {
        var classes = ManagementFactory.getClassLoadingMXBean();
        var gone = new ArrayList<WeakReference<Rulebook>>();
        DecisionSession session = swap(0).open();
        settle(gone);
        var metaspace = metaspace().getUsage().getUsed();
        var loaded = classes.getLoadedClassCount();

        for (var swap = 1; swap <= SWAPS; swap++) {
            var next = swap(swap);
            gone.add(new WeakReference<>(next.rulebooks().get("rewards").rulebook()));
            var successor = next.open();
            assertThat(session.decide("rewards", facts().make()).firings()).hasSize(RULES);
            session.close();
            session = successor;
            assertThat(session.decide("rewards", facts().make()).firings()).hasSize(RULES);
            SomeRules.STORE.stored().clear();
        }
        settle(gone.subList(0, gone.size() - 1));

        assertThat(gone.subList(0, gone.size() - 1)).allMatch(reference -> reference.get() == null);
        assertThat(classes.getLoadedClassCount() - loaded).isLessThan(RULES * 10);
        assertThat((metaspace().getUsage().getUsed() - metaspace) >> 20).isLessThan(5);
        session.close();
    }

    /**
     * A pipeline's thread decides on and on while 200 releases follow each other. Few of them differ, so that the test is
     * quick: each is loaded anew all the same.
     */
    @Test
    void neverHoldsThePipelineUpThroughTwoHundredSwaps() {
        for (var version = 0; version < 4; version++) {
            swap(1_000 + version);
        }
        var gone = new ArrayList<WeakReference<Rulebook>>();
        DecisionSession session = swap(1_000).open();
        assertThat(session.decide("rewards", facts().make()).firings()).hasSize(RULES);
        settle(gone);
        var metaspace = metaspace().getUsage().getUsed();
        long longest = 0;

        for (var swap = 1; swap <= 200; swap++) {
            var next = swap(1_000 + swap % 4);
            gone.add(new WeakReference<>(next.rulebooks().get("rewards").rulebook()));
            // Processor time, so that a busy machine doesn't count.
            var before = THREADS.getCurrentThreadCpuTime();
            session.close();
            session = next.open();
            var decided = session.decide("rewards", facts().make());
            longest = Math.max(longest, THREADS.getCurrentThreadCpuTime() - before);
            assertThat(decided.firings()).hasSize(RULES);
        }
        settle(gone.subList(0, gone.size() - 1));

        assertThat(longest / 1_000_000).as("the longest stop, in milliseconds").isLessThan(200);
        assertThat(gone.subList(0, gone.size() - 1)).allMatch(reference -> reference.get() == null);
        assertThat((metaspace().getUsage().getUsed() - metaspace) >> 20)
                .as("more metaspace, in MB")
                .isLessThanOrEqualTo(10);
        session.close();
    }

    @Test
    void sharesWhatDidNotChange() {
        var rules = SomeRules.rules().rule("same", "Member()", "outcomes.badge(\"same\");");
        var loader = new RulesetLoader(SomeRules.loader(), Budgets.defaults(), SomeRules.COUNTS);

        var one = loader.load("one", List.of(rules.source()));
        var other = loader.load("other", List.of(rules.source()));

        assertThat(one.rulebooks().get("rewards").rulebook())
                .isSameAs(other.rulebooks().get("rewards").rulebook());
    }

    private static LoadedRuleset swap(int number) {
        var rules = SomeRules.rules();
        for (var i = 0; i < RULES; i++) {
            rules.rule(
                    "rule " + i,
                    "Facts(event.type == \"post.created\", activity.count(\"post.created\", \"%dd\") >= -%d)"
                            .formatted(i + 1, number),
                    "outcomes.award(%d, \"swap\");".formatted(number * 100 + i));
        }
        return rules.load();
    }

    private static void settle(List<WeakReference<Rulebook>> gone) {
        for (var i = 0; i < 5 && (i < 2 || gone.stream().anyMatch(reference -> reference.get() != null)); i++) {
            System.gc();
        }
    }

    private static MemoryPoolMXBean metaspace() {
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getName().equals("Metaspace"))
                .findFirst()
                .orElseThrow();
    }
}
