package io.hearth.decision.engine;

import io.hearth.decision.Decision;
import io.hearth.decision.DecisionSession;
import io.hearth.decision.Facts;
import io.hearth.decision.Rule;
import io.hearth.decision.engine.LoadedRuleset.Loaded;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** One thread's sessions over the rulebooks of a ruleset, each opened when it is first asked. */
final class Sessions implements DecisionSession {

    private final LoadedRuleset ruleset;
    private final Budgets budgets;
    private final Counts counts;
    private final Map<String, RulebookSession> open = new HashMap<>();
    private final Map<Rulebook, RulebookSession> parts = new IdentityHashMap<>();

    Sessions(LoadedRuleset ruleset, Budgets budgets, Counts counts) {
        this.ruleset = ruleset;
        this.budgets = budgets;
        this.counts = counts;
    }

    @Override
    public Decision decide(String rulebook, Facts facts, Predicate<Rule> allowed) {
        var loaded = ruleset.rulebook(rulebook);
        return loaded == null || !loaded.parts().concerns(facts.event().type())
                ? new Decision(rulebook, List.of(), null)
                : whole(rulebook, loaded).decide(facts, allowed);
    }

    private RulebookSession whole(String rulebook, Loaded loaded) {
        var session = open.get(rulebook);
        if (session == null) {
            session = new RulebookSession(rulebook, loaded.rulebook(), loaded.rules(), budgets, counts.of(rulebook));
            open.put(rulebook, session);
        }
        return session;
    }

    @Override
    public Decision decideTouched(String rulebook, Facts facts) {
        var loaded = ruleset.rulebook(rulebook);
        if (loaded == null) {
            return new Decision(rulebook, List.of(), null);
        }
        var part = loaded.parts().touchedBy(facts.event().type());
        if (part.rulebook() == loaded.rulebook()) {
            return whole(rulebook, loaded).decide(facts, rule -> true);
        }
        if (part.rules().isEmpty()) {
            facts.now().begin();
            loaded.rules().noteValidity(facts.now());
            return new Decision(rulebook, List.of(), facts.now().holdsUntil());
        }
        var session = parts.get(part.rulebook());
        if (session == null) {
            session = new RulebookSession(rulebook, part.rulebook(), loaded.rules(), budgets, counts.of(rulebook));
            parts.put(part.rulebook(), session);
        }
        return session.decide(facts, rule -> true);
    }

    @Override
    public String release() {
        return ruleset.release();
    }

    @Override
    public void close() {
        open.values().forEach(RulebookSession::close);
        open.clear();
        parts.values().forEach(RulebookSession::close);
        parts.clear();
    }
}
