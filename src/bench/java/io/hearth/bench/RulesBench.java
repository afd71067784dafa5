package io.hearth.bench;

import io.hearth.bench.bare.BareRulebooks;
import io.hearth.decision.DecisionSession;
import io.hearth.decision.Facts;
import io.hearth.decision.Outcome.AwardPoints;
import io.hearth.decision.engine.RuleWorkbench;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/**
 * Evaluations a second on one thread: a member's event through the rewards, segments and escalations rulebooks, in the
 * product's decision service and in bare sessions that are used again, with 20, 200 and 1,000 rules. The two take
 * turns, so that a machine that is busy now and then slows both. Needs neither server nor stores.
 */
final class RulesBench {

    private static final int[] SIZES = {20, 200, 1000};
    private static final int ROUNDS = 8;
    private static final int WARM_UP = 3;
    private static final Duration ROUND = Duration.ofSeconds(2);

    private double value;
    private double baseline;
    private double ratio = Double.MAX_VALUE;

    /** Whether both always decided the same. */
    boolean run() {
        var right = true;
        var details = new StringBuilder();
        try (var workbench = RuleWorkbench.open()) {
            for (var size : SIZES) {
                right &= run(size, workbench, details);
            }
        }
        System.out.printf(
                Locale.ROOT,
                "rules value=%.0f unit=evaluations/s baseline=%.0f ratio=%.2f%s%n",
                value,
                baseline,
                ratio,
                details);
        return right;
    }

    private boolean run(int size, RuleWorkbench workbench, StringBuilder details) {
        var sources = ManyRules.rulebooks(size);
        var facts = ManyRules.facts();
        var bare = new BareRulebooks(sources);
        try (var session = workbench.load(sources).open()) {
            if (!sameAwards(facts, bare, session)) {
                System.err.println("WRONG: the product and the bare sessions decide differently with " + size + " rules");
                return false;
            }
            double product = 0;
            double plain = 0;
            for (var round = 0; round < ROUNDS; round++) {
                var one = perSecond(facts, bare::decide);
                var other = perSecond(facts, about -> decide(session, about));
                if (round >= WARM_UP) {
                    plain = Math.max(plain, one);
                    product = Math.max(product, other);
                }
            }
            details.append(String.format(
                    Locale.ROOT, " r%d=%.2f v%d=%.0f b%d=%.0f", size, product / plain, size, product, size, plain));
            if (product / plain < ratio) {
                value = product;
                baseline = plain;
                ratio = product / plain;
            }
        }
        return true;
    }

    private interface Decider {
        long decide(Facts facts);
    }

    private static long decide(DecisionSession session, Facts facts) {
        long points = 0;
        for (var rulebook : ManyRules.RULEBOOKS) {
            for (var firing : session.decide(rulebook, facts).firings()) {
                for (var outcome : firing.outcomes()) {
                    points += outcome instanceof AwardPoints award ? award.points() : 0;
                }
            }
        }
        return points;
    }

    private static boolean sameAwards(List<Facts> all, BareRulebooks bare, DecisionSession session) {
        long sum = 0;
        for (var facts : all) {
            var expected = bare.decide(facts);
            sum += expected;
            if (expected != decide(session, facts)) {
                return false;
            }
        }
        return sum > 0;
    }

    private static double perSecond(List<Facts> facts, Decider decider) {
        var started = System.nanoTime();
        long evaluations = 0;
        while (System.nanoTime() - started < ROUND.toNanos()) {
            for (var i = 0; i < 50; i++) {
                decider.decide(facts.get((int) (evaluations++ % facts.size())));
            }
        }
        return evaluations * 1e9 / (System.nanoTime() - started);
    }
}
