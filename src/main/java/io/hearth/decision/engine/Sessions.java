package io.hearth.decision.engine;

import io.hearth.decision.Decision;
import io.hearth.decision.DecisionSession;
import io.hearth.decision.Facts;
import io.hearth.decision.Rule;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** One thread's sessions over the rulebooks of a ruleset, each opened when it is first asked. */
final class Sessions implements DecisionSession {

    private final LoadedRuleset ruleset;
    private final Budgets budgets;
    private final Counts counts;
    private final Map<String, RulebookSession> open = new HashMap<>();

    Sessions(LoadedRuleset ruleset, Budgets budgets, Counts counts) {
        this.ruleset = ruleset;
        this.budgets = budgets;
        this.counts = counts;
    }

    @Override
    public Decision decide(String rulebook, Facts facts, Predicate<Rule> allowed) {
        var session = open.get(rulebook);
        if (session == null) {
            var loaded = ruleset.rulebook(rulebook);
            if (loaded == null) {
                return new Decision(rulebook, List.of(), null);
            }
            session = new RulebookSession(rulebook, loaded.rulebook(), loaded.rules(), budgets, counts.of(rulebook));
            open.put(rulebook, session);
        }
        return session.decide(facts, allowed);
    }

    @Override
    public String release() {
        return ruleset.release();
    }

    @Override
    public void close() {
        open.values().forEach(RulebookSession::close);
        open.clear();
    }
}
