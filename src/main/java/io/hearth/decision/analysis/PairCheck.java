package io.hearth.decision.analysis;

import static io.hearth.decision.analysis.RuleFinding.Kind.CONTRADICTION;
import static io.hearth.decision.analysis.RuleFinding.Kind.NEVER_FIRES;
import static io.hearth.decision.analysis.RuleFinding.Kind.REPETITION;
import static io.hearth.decision.analysis.RuleFinding.Weight.MUST_FIX;
import static io.hearth.decision.analysis.RuleFinding.Weight.WORTH_A_LOOK;

import io.hearth.decision.Frequency;
import io.hearth.decision.language.Ask;
import io.hearth.decision.language.OutcomeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds rules of one rulebook that contradict or repeat each other, or of which one always wins over the other. */
final class PairCheck {

    /** So many pairs are looked at; a rulebook of a few hundred rules has fewer that concern the same events. */
    private static final int MOST_PAIRS = 200_000;

    private final Solver solver;
    private final List<RuleFinding> found = new ArrayList<>();

    private PairCheck(Solver solver) {
        this.solver = solver;
    }

    static List<RuleFinding> of(List<Known> rulebook, Solver solver) {
        var check = new PairCheck(solver);
        var rules = rulebook.stream()
                .filter(Known::complete)
                .filter(known -> solver.canBe(known.formula()))
                .toList();
        int pairs = 0;
        for (int i = 0; i < rules.size(); i++) {
            for (int j = i + 1; j < rules.size() && pairs < MOST_PAIRS; j++) {
                if (rules.get(i).meets(rules.get(j)) && concern(rules.get(i), rules.get(j))) {
                    pairs++;
                    check.pair(rules.get(i), rules.get(j));
                }
            }
        }
        return check.found;
    }

    /** Whether they ask for the same kind of thing. */
    private static boolean concern(Known one, Known other) {
        return one.asks().stream().anyMatch(ask -> other.asks().stream().anyMatch(that -> that.kind() == ask.kind()));
    }

    private void pair(Known one, Known other) {
        if (!matters(one, other) || !solver.canBe(one.formula(), other.formula())) {
            return;
        }
        boolean narrower = solver.implies(one.formula(), other.formula());
        boolean wider = solver.implies(other.formula(), one.formula());
        if (contradicts(one, other, narrower, wider) || repeats(one, other, narrower, wider)) {
            return;
        }
        if (one.sharesStack(other)) {
            if (narrower && alwaysBetter(other, one)) {
                beaten(one, other);
            } else if (wider && alwaysBetter(one, other)) {
                beaten(other, one);
            }
        }
    }

    /** Whether anything could be wrong with them, whatever their conditions: most rules ask for different things. */
    private static boolean matters(Known one, Known other) {
        return one.sharesStack(other)
                || differ(one, other, OutcomeKind.LEVEL)
                || differ(one, other, OutcomeKind.ANSWER)
                || one.asks().stream().anyMatch(mine -> other.asks().stream().anyMatch(yours -> mayClash(mine, yours)));
    }

    private static boolean mayClash(Ask mine, Ask yours) {
        return mine.kind() == yours.kind()
                && (asked(mine).equals(asked(yours))
                        || mine.what().equals(yours.what())
                                && (mine.kind() != OutcomeKind.CASE
                                        || !mine.arguments()
                                                .get(1)
                                                .equals(yours.arguments().get(1))));
    }

    private boolean contradicts(Known one, Known other, boolean narrower, boolean wider) {
        if (differ(one, other, OutcomeKind.LEVEL) && !one.sharesStack(other)) {
            return contradiction(one, other, "等级", "levels", narrower || wider);
        }
        if (differ(one, other, OutcomeKind.ANSWER)
                && one.rule().priority() == other.rule().priority()) {
            return contradiction(one, other, "回答", "answers", narrower || wider);
        }
        if (one.sharesStack(other) || !(narrower || wider)) {
            return false;
        }
        for (var mine : one.asks()) {
            for (var yours : other.asks()) {
                if (mine.kind() != yours.kind() || !mine.what().equals(yours.what())) {
                    continue;
                }
                if (mine.kind() == OutcomeKind.CASE
                        && !mine.arguments().get(1).equals(yours.arguments().get(1))) {
                    return contradiction(one, other, "级别", "severities of one case", false);
                }
                if (mine.kind() == OutcomeKind.POINTS
                        && narrower
                        && wider
                        && !mine.arguments().equals(yours.arguments())) {
                    return contradiction(one, other, "积分（同一原因）", "points for one reason", false);
                }
            }
        }
        return false;
    }

    private static boolean differ(Known one, Known other, OutcomeKind kind) {
        var mine = words(one.asks(kind));
        var yours = words(other.asks(kind));
        return !mine.isEmpty() && !yours.isEmpty() && !mine.equals(yours);
    }

    private static Set<String> words(List<Ask> asks) {
        return asks.stream().map(Ask::what).collect(Collectors.toSet());
    }

    private boolean contradiction(Known one, Known other, String zh, String en, boolean certain) {
        found.add(other.finding(
                CONTRADICTION,
                certain && one.rule().priority() == other.rule().priority() ? MUST_FIX : WORTH_A_LOOK,
                "规则“%s”与“%s”（%s 第 %d 行）可能同时触发，却给出不同的%s。"
                        .formatted(
                                other.name(),
                                one.name(),
                                one.rule().file(),
                                one.rule().line(),
                                zh),
                "The rules '%s' and '%s' (%s line %d) can fire together, but say different %s."
                        .formatted(
                                other.name(),
                                one.name(),
                                one.rule().file(),
                                one.rule().line(),
                                en)));
        return true;
    }

    private boolean repeats(Known one, Known other, boolean narrower, boolean wider) {
        boolean same = narrower && wider && asked(one).equals(asked(other));
        boolean covered = narrower && covers(other, one);
        boolean covering = wider && covers(one, other);
        if (!same && !covered && !covering) {
            return false;
        }
        var idle = covered && !covering ? one : other;
        var busy = idle == one ? other : one;
        found.add(idle.finding(
                REPETITION,
                WORTH_A_LOOK,
                "规则“%s”重复了“%s”（%s 第 %d 行）：它成立时后者也成立，结果相同。"
                        .formatted(
                                idle.name(),
                                busy.name(),
                                busy.rule().file(),
                                busy.rule().line()),
                "The rule '%s' repeats '%s' (%s line %d): whenever it fires, the other does too, with the same outcome."
                        .formatted(
                                idle.name(),
                                busy.name(),
                                busy.rule().file(),
                                busy.rule().line())));
        return true;
    }

    private static Set<String> asked(Known known) {
        return known.asks().stream().map(PairCheck::asked).collect(Collectors.toSet());
    }

    private static String asked(Ask ask) {
        return ask.kind() + " " + ask.varies() + " " + ask.arguments();
    }

    /** Whether what the one asks for is asked by the other anyway, and once is enough. */
    private static boolean covers(Known wide, Known narrow) {
        return narrow.asks().stream().allMatch(ask -> switch (ask.kind()) {
                    case SEGMENT, BADGE, TAKE_BADGE -> true;
                    case LEVEL, ANSWER ->
                        narrow.rule().priority() <= wide.rule().priority();
                    case POINTS, COUPON, PRIVILEGE, GIFT, CASE, JOURNEY, MESSAGE, LOOK_AGAIN -> false;
                })
                && asked(wide).containsAll(asked(narrow));
    }

    /** Whether it wins its stack whenever both fire, however often it did before. */
    private static boolean alwaysBetter(Known one, Known other) {
        if (one.rule().frequency() != Frequency.EACH_TIME || !fixed(one) || !fixed(other)) {
            return false;
        }
        long mine = points(one);
        long yours = points(other);
        return mine > yours
                || mine == yours && one.rule().priority() > other.rule().priority();
    }

    private static boolean fixed(Known known) {
        return known.asks(OutcomeKind.POINTS).stream().noneMatch(Ask::varies);
    }

    private static long points(Known known) {
        return known.asks(OutcomeKind.POINTS).stream()
                .mapToLong(ask -> ask.arguments().get(0) instanceof Long points ? points : 0)
                .sum();
    }

    private void beaten(Known loser, Known winner) {
        found.add(loser.finding(
                NEVER_FIRES,
                MUST_FIX,
                "规则“%s”永远不会胜出：在叠加组“%s”里，“%s”总是同时成立并且更好。"
                        .formatted(loser.name(), loser.rule().stack(), winner.name()),
                "The rule '%s' can never win: in the stack '%s', '%s' always fires too and is better."
                        .formatted(loser.name(), loser.rule().stack(), winner.name())));
    }
}
