package io.hearth.automation;

import io.hearth.decision.Aggregate;
import io.hearth.decision.Budget;
import io.hearth.decision.Decision;
import io.hearth.decision.DecisionSession;
import io.hearth.decision.Facts;
import io.hearth.decision.Firing;
import io.hearth.decision.Frequency;
import io.hearth.decision.Outcome;
import io.hearth.decision.Rule;
import io.hearth.decision.Ruleset;
import io.hearth.decision.Validity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rules in plain Java, so that the pipeline is tested without the engine. */
final class PlainRules implements Ruleset {

    private final String release;
    private final Set<Aggregate> aggregates;
    private final Set<String> eventTypes;
    private final List<Plain> plain = new ArrayList<>();

    private record Plain(Rule rule, Predicate<Facts> when, List<Outcome> then) {}

    PlainRules(String release, Set<Aggregate> aggregates, Set<String> eventTypes) {
        this.release = release;
        this.aggregates = aggregates;
        this.eventTypes = eventTypes;
    }

    PlainRules rule(String rulebook, String name, Frequency frequency, Predicate<Facts> when, Outcome... then) {
        return rule(rulebook, name, frequency, null, when, then);
    }

    PlainRules rule(
            String rulebook,
            String name,
            Frequency frequency,
            @Nullable Budget budget,
            Predicate<Facts> when,
            Outcome... then) {
        var rule = new Rule(
                "rules/" + rulebook + "/test.dslr#" + name,
                rulebook,
                name,
                "to be tested",
                "tests",
                frequency,
                0,
                null,
                Validity.ALWAYS,
                budget,
                List.of(),
                List.of(),
                Set.of(),
                "rules/" + rulebook + "/test.dslr",
                1);
        plain.add(new Plain(rule, when, List.of(then)));
        return this;
    }

    @Override
    public String release() {
        return release;
    }

    @Override
    public List<Rule> rules() {
        return plain.stream().map(Plain::rule).toList();
    }

    @Override
    public Set<Aggregate> aggregates() {
        return aggregates;
    }

    @Override
    public Set<String> eventTypesUsed() {
        return eventTypes;
    }

    @Override
    public String fingerprint(String rulebook) {
        return release + " " + rulebook;
    }

    @Override
    public DecisionSession open() {
        return new DecisionSession() {
            @Override
            public Decision decide(String rulebook, Facts facts, Predicate<Rule> allowed) {
                facts.now().begin();
                var firings = new ArrayList<Firing>();
                for (var one : plain) {
                    if (one.rule().rulebook().equals(rulebook) && one.when().test(facts) && allowed.test(one.rule())) {
                        firings.add(new Firing(one.rule(), one.then(), List.of()));
                    }
                }
                Instant holds = facts.now().holdsUntil();
                return new Decision(rulebook, firings, holds);
            }

            @Override
            public String release() {
                return release;
            }

            @Override
            public void close() {}
        };
    }
}
