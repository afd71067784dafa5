package io.hearth.decision.engine;

import io.hearth.decision.Facts;
import io.hearth.decision.fact.Activity;
import io.hearth.decision.fact.Event;
import io.hearth.decision.fact.Member;
import io.hearth.decision.fact.Membership;
import io.hearth.decision.fact.Moment;
import io.hearth.decision.fact.Outcomes;
import io.hearth.decision.fact.Rewards;
import io.hearth.decision.fact.Segments;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The types that rules know. */
final class RuleTypes {

    private static final Map<Class<?>, Function<Facts, Object>> FACTS = facts();
    private static final Set<String> NAMES = Stream.concat(FACTS.keySet().stream(), Stream.of(Outcomes.class))
            .map(type -> type.getName().replace('.', '/'))
            .collect(Collectors.toUnmodifiableSet());

    private RuleTypes() {}

    private static Map<Class<?>, Function<Facts, Object>> facts() {
        var facts = new LinkedHashMap<Class<?>, Function<Facts, Object>>();
        facts.put(Facts.class, all -> all);
        facts.put(Member.class, Facts::member);
        facts.put(Membership.class, Facts::membership);
        facts.put(Event.class, Facts::event);
        facts.put(Activity.class, Facts::activity);
        facts.put(Rewards.class, Facts::rewards);
        facts.put(Segments.class, Facts::segments);
        facts.put(Moment.class, Facts::now);
        return facts;
    }

    static boolean isFact(String internalName) {
        return NAMES.contains(internalName);
    }

    static boolean isFact(Class<?> type) {
        return FACTS.containsKey(type);
    }

    /** How to take the fact of each type out of all facts. */
    static List<Function<Facts, Object>> of(Set<Class<?>> types) {
        return FACTS.entrySet().stream()
                .filter(fact -> types.contains(fact.getKey()))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** The class files that compiled rules are bound to: when they change, everything is compiled anew. */
    static List<Class<?>> all() {
        return Stream.concat(FACTS.keySet().stream(), Stream.of(Outcomes.class)).collect(Collectors.toList());
    }
}
