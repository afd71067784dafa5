package io.hearth.decision.engine;

import io.hearth.decision.Rule;
import io.hearth.decision.Validity;
import io.hearth.decision.fact.Moment;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The rules of a rulebook by the names under which the engine knows them, and the days on which some begin or end. */
final class RulesByName {

    private final Map<String, Rule> rules;
    private final NavigableSet<LocalDate> changes = new TreeSet<>();

    RulesByName(List<Rule> rules) {
        this.rules = new HashMap<>(rules.size() * 2);
        for (var rule : rules) {
            this.rules.put(rule.id(), rule);
            if (rule.validity().from() != null) {
                changes.add(rule.validity().from());
            }
            if (rule.validity().to() != null) {
                changes.add(rule.validity().to().plusDays(1));
            }
        }
    }

    @Nullable
    Rule named(String name) {
        return rules.get(name);
    }

    boolean isValid(Rule rule, Moment now) {
        return rule.validity() == Validity.ALWAYS
                || rule.validity().covers(now.local().toLocalDate());
    }

    /** What is decided now holds at most until the next rule begins or ends. */
    void noteValidity(Moment now) {
        if (changes.isEmpty()) {
            return;
        }
        var next = changes.higher(now.local().toLocalDate());
        if (next != null) {
            now.holdsAtMostUntil(
                    next.atStartOfDay(now.local().getZone()).toInstant().toEpochMilli());
        }
    }

    @Nullable
    String mentionedIn(String message) {
        return rules.keySet().stream().filter(message::contains).findFirst().orElse(null);
    }
}
