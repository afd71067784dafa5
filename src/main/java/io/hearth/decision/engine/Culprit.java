package io.hearth.decision.engine;

import io.hearth.decision.Rule;
import io.hearth.decision.RulebookSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Finds the rule to blame where the compiler doesn't say: by trying ever smaller parts of the rulebook. */
final class Culprit {

    private record Part(Rule rule, String drl) {}

    private Culprit() {}

    /** The first rule that is refused by itself; empty when only several rules together are. */
    static Optional<Rule> of(RulebookSource source, Predicate<String> isRefused) {
        var parts = parts(source);
        while (parts.size() > 1) {
            var half = parts.subList(0, parts.size() / 2);
            if (isRefused.test(drl(half))) {
                parts = half;
                continue;
            }
            parts = parts.subList(parts.size() / 2, parts.size());
        }
        return parts.stream()
                .filter(part -> isRefused.test(drl(List.of(part))))
                .map(Part::rule)
                .findFirst();
    }

    private static String drl(List<Part> parts) {
        var drl = new StringBuilder(RulebookSource.HEADER);
        parts.forEach(part -> drl.append(part.drl()));
        return drl.toString();
    }

    private static List<Part> parts(RulebookSource source) {
        var parts = new ArrayList<Part>();
        Rule current = null;
        var text = new StringBuilder();
        for (var line : source.drl().lines().toList()) {
            for (var rule : source.rules()) {
                if (begins(line, rule)) {
                    if (current != null) {
                        parts.add(new Part(current, text.toString()));
                    }
                    current = rule;
                    text.setLength(0);
                }
            }
            text.append(line).append('\n');
        }
        if (current != null) {
            parts.add(new Part(current, text.toString()));
        }
        return parts;
    }

    /** Whether the rule's DRL begins in this line. */
    static boolean begins(String line, Rule rule) {
        return line.startsWith("rule \"" + rule.id() + "\"");
    }
}
