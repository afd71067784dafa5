package io.hearth.decision.analysis;

import static io.hearth.decision.analysis.RuleFinding.Kind.GAP;
import static io.hearth.decision.analysis.RuleFinding.Kind.OVERLAP;
import static io.hearth.decision.analysis.RuleFinding.Weight.WORTH_A_LOOK;

import io.hearth.decision.analysis.Formula.In;
import io.hearth.decision.language.OutcomeKind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Finds thresholds of one table that leave a gap between them, or of which two hold at once. */
final class TableCheck {

    private static final Set<OutcomeKind> ONE_OF_THEM =
            Set.of(OutcomeKind.POINTS, OutcomeKind.LEVEL, OutcomeKind.SEGMENT, OutcomeKind.ANSWER, OutcomeKind.CASE);

    private final Solver solver;
    private final List<RuleFinding> found = new ArrayList<>();

    private TableCheck(Solver solver) {
        this.solver = solver;
    }

    /** A row with what it says of one thing that is counted. */
    private record Row(Known known, Numbers range, Set<Formula> others) {}

    static List<RuleFinding> of(List<Known> rules, Solver solver) {
        var check = new TableCheck(solver);
        rules.stream()
                .filter(TableCheck::isRow)
                .collect(Collectors.groupingBy(known -> known.rule().file(), LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(check::table);
        return check.found;
    }

    static boolean isRow(Known known) {
        return known.rule().file().endsWith(".csv") || known.rule().file().endsWith(".xlsx");
    }

    private void table(List<Known> rules) {
        var slots = new LinkedHashSet<Slot>();
        rules.forEach(known -> known.sentences().stream()
                .flatMap(TableCheck::ands)
                .filter(In.class::isInstance)
                .map(formula -> ((In) formula).slot())
                .filter(slot -> slot.natural() instanceof Numbers)
                .forEach(slots::add));
        for (var slot : slots) {
            var rows = rules.stream()
                    .map(known -> row(known, slot))
                    .filter(row -> row.range().hasNumbers())
                    .toList();
            gaps(rows, slot);
            overlaps(rows, slot);
        }
    }

    private static java.util.stream.Stream<Formula> ands(Formula formula) {
        return formula instanceof Formula.All all
                ? all.parts().stream().flatMap(TableCheck::ands)
                : java.util.stream.Stream.of(formula);
    }

    private static Row row(Known known, Slot slot) {
        Range range = slot.natural();
        boolean said = false;
        var others = new HashSet<Formula>();
        others.add(known.holds());
        for (var part : known.sentences().stream().flatMap(TableCheck::ands).toList()) {
            if (part instanceof In in && in.slot().equals(slot)) {
                range = range.and(in.range());
                said = true;
            } else {
                others.add(part);
            }
        }
        return new Row(known, said ? (Numbers) range : Numbers.of(true, false), others);
    }

    /** Rows that differ in nothing but this. */
    private void gaps(List<Row> rows, Slot slot) {
        rows.stream()
                .collect(Collectors.groupingBy(Row::others, LinkedHashMap::new, Collectors.toList()))
                .values()
                .forEach(group -> gapsOf(group, slot));
    }

    private void gapsOf(List<Row> group, Slot slot) {
        if (group.size() < 2) {
            return;
        }
        var all = group.get(0).range();
        for (var row : group) {
            all = all.or(row.range());
        }
        var first = group.get(0).known();
        for (int i = 1; i < all.parts().size(); i++) {
            var before = all.parts().get(i - 1);
            var after = all.parts().get(i);
            var gap = new Interval(before.to(), !before.withTo(), after.from(), !after.withFrom());
            var shown = (slot.isWhole() ? gap.whole() : gap).show();
            found.add(first.finding(
                    GAP,
                    WORTH_A_LOOK,
                    "表格的门槛之间有空档：%s时没有一行成立。".formatted(shown),
                    "The thresholds of this table leave a gap: no row holds for %s.".formatted(shown)));
        }
    }

    private void overlaps(List<Row> rows, Slot slot) {
        for (int i = 0; i < rows.size(); i++) {
            for (int j = i + 1; j < rows.size(); j++) {
                var one = rows.get(i);
                var other = rows.get(j);
                var both = one.range().and(other.range());
                if (!both.hasNumbers()
                        || one.range().equals(other.range())
                        || one.known().sharesStack(other.known())
                        || !choose(one.known(), other.known())
                        || !solver.canBe(one.known().formula(), other.known().formula())) {
                    continue;
                }
                var shown = both.parts().get(0).show();
                found.add(other.known()
                        .finding(
                                OVERLAP,
                                WORTH_A_LOOK,
                                "“%s”与“%s”的门槛重叠：%s时两行都成立。"
                                        .formatted(
                                                one.known().name(),
                                                other.known().name(),
                                                shown),
                                "The thresholds of '%s' and '%s' overlap: both rows hold for %s."
                                        .formatted(
                                                one.known().name(),
                                                other.known().name(),
                                                shown)));
            }
        }
    }

    private static boolean choose(Known one, Known other) {
        return ONE_OF_THEM.stream()
                .anyMatch(kind -> !one.asks(kind).isEmpty() && !other.asks(kind).isEmpty());
    }
}
