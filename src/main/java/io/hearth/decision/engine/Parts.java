package io.hearth.decision.engine;

import io.hearth.decision.Rule;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * A rulebook cut by types of event: the rules that an event of a type touches, in a network of their own, so that one
 * more event costs what it can change and not what all rules cost. Parts are made when they are first asked for.
 */
final class Parts {

    /** Beyond so many different parts the whole rulebook serves. */
    private static final int MOST = 256;

    /** Types are declared, but events of others come too. */
    private static final int MOST_TYPES = 4_096;

    private final Rulebook whole;
    private final List<Rule> rules;
    private final Part all;
    private final Map<String, Reads> reads;
    private final Map<String, Boolean> concerns = new ConcurrentHashMap<>();
    private final Map<String, Part> byType = new ConcurrentHashMap<>();
    private final Map<Set<String>, Part> byRules = new ConcurrentHashMap<>();

    /** Some of a rulebook's rules. */
    record Part(List<Rule> rules, Rulebook rulebook) {}

    Parts(Rulebook whole, List<Rule> rules) {
        this.whole = whole;
        this.rules = List.copyOf(rules);
        this.all = new Part(this.rules, whole);
        this.reads = rules.stream().collect(Collectors.toMap(Rule::id, Reads::of));
    }

    /** Whether any rule can fire for an event of the type: each may need another one. */
    boolean concerns(String eventType) {
        var known = concerns.get(eventType);
        if (known != null) {
            return known;
        }
        boolean some = reads.values().stream().anyMatch(one -> one.concerns(eventType));
        if (concerns.size() < MOST_TYPES) {
            concerns.put(eventType, some);
        }
        return some;
    }

    /** The rules whose answer one more event of the type may change. */
    Part touchedBy(String eventType) {
        var known = byType.get(eventType);
        return known != null ? known : make(eventType);
    }

    private Part make(String eventType) {
        var touched = rules.stream()
                .filter(rule -> Objects.requireNonNull(reads.get(rule.id())).isTouchedBy(eventType))
                .toList();
        var names = touched.stream().map(Rule::id).collect(Collectors.toUnmodifiableSet());
        if (touched.size() == rules.size() || !byRules.containsKey(names) && byRules.size() >= MOST) {
            return all;
        }
        var part = byRules.computeIfAbsent(names, some -> new Part(touched, whole.only(some)));
        if (byType.size() < MOST_TYPES) {
            byType.put(eventType, part);
        }
        return part;
    }
}
