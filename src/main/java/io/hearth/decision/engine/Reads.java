package io.hearth.decision.engine;

import io.hearth.decision.Aggregate;
import io.hearth.decision.Check;
import io.hearth.decision.Check.Reading;
import io.hearth.decision.Rule;
import io.hearth.decision.Sentence;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a rule's answer depends on besides time and who the member is.
 *
 * @param more whether on more than the member's activity: the event itself, points, or segments
 * @param activity the types of event whose activity it reads
 * @param needs the types of event one of which it needs to fire; empty if it fires for any
 */
record Reads(boolean more, Set<String> activity, Optional<Set<String>> needs) {

    private static final Set<String> WHO = Set.of("member", "membership", "now");

    /** An engineer's rule reads more than its conditions tell. */
    static Reads of(Rule rule) {
        var conditions = rule.conditions().stream().map(Sentence::check).toList();
        if (rule.file().endsWith(".drl") || conditions.contains(null)) {
            return new Reads(true, Set.of(), Optional.empty());
        }
        var all = new Check.AllOf(List.copyOf(conditions));
        var types = new HashSet<String>();
        boolean more = rule.stack() != null || !gather(all, types) || types.contains(Aggregate.ANY);
        return new Reads(more, types, needs(all));
    }

    /** Whether it can fire for an event of the type. */
    boolean concerns(String eventType) {
        return needs.isEmpty() || needs.get().contains(eventType);
    }

    /** The types of event one of which the check needs; empty where it needs none. */
    private static Optional<Set<String>> needs(Check check) {
        if (check instanceof Check.Test test) {
            boolean type = test.reading().fact().equals("event")
                    && test.reading().property().equals("type")
                    && (test.operator() == Check.Operator.EQUAL || test.operator() == Check.Operator.ONE_OF);
            return type
                    ? Optional.of(test.needed().stream().map(String::valueOf).collect(Collectors.toSet()))
                    : Optional.empty();
        }
        if (check instanceof Check.AllOf all) {
            return all.parts().stream()
                    .map(Reads::needs)
                    .flatMap(Optional::stream)
                    .findFirst();
        }
        if (check instanceof Check.AnyOf any) {
            var each = any.parts().stream().map(Reads::needs).toList();
            return each.stream().allMatch(Optional::isPresent)
                    ? Optional.of(each.stream()
                            .flatMap(Optional::stream)
                            .flatMap(Set::stream)
                            .collect(Collectors.toSet()))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    /** Whether one more event of the type may change the answer. */
    boolean isTouchedBy(String eventType) {
        return more || activity.contains(eventType);
    }

    private static boolean gather(Check check, Set<String> types) {
        if (check instanceof Check.Test test) {
            return gather(test.reading(), types);
        }
        if (check instanceof Check.Not not) {
            return gather(not.part(), types);
        }
        var parts = check instanceof Check.AnyOf any ? any.parts() : ((Check.AllOf) check).parts();
        return parts.stream().allMatch(part -> gather(part, types));
    }

    private static boolean gather(Reading reading, Set<String> types) {
        for (var argument : reading.arguments()) {
            if (argument instanceof Reading inner && !gather(inner, types)) {
                return false;
            }
        }
        if (WHO.contains(reading.fact())) {
            return true;
        }
        return reading.fact().equals("activity") && gatherType(reading.arguments(), types);
    }

    private static boolean gatherType(List<Object> arguments, Set<String> types) {
        if (arguments.isEmpty() || !(arguments.get(0) instanceof String type)) {
            return false;
        }
        types.add(type);
        return true;
    }
}
