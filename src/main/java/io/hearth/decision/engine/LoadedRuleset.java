package io.hearth.decision.engine;

import io.hearth.decision.Aggregate;
import io.hearth.decision.DecisionSession;
import io.hearth.decision.Rule;
import io.hearth.decision.Ruleset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A release's rulebooks, loaded. Nothing has to be given back: what no session uses any more is collected. */
record LoadedRuleset(
        String release,
        List<Rule> rules,
        Set<Aggregate> aggregates,
        Set<String> eventTypesUsed,
        Map<String, Loaded> rulebooks,
        Budgets budgets,
        Counts counts)
        implements Ruleset {

    /** A rulebook's code, which releases may share, with the rules as this release has them. */
    record Loaded(Rulebook rulebook, RulesByName rules, Parts parts, String fingerprint) {

        static Loaded of(Rulebook rulebook, List<Rule> rules, String fingerprint) {
            return new Loaded(rulebook, new RulesByName(rules), new Parts(rulebook, rules), fingerprint);
        }
    }

    @Nullable
    Loaded rulebook(String name) {
        return rulebooks.get(name);
    }

    @Override
    public String fingerprint(String rulebook) {
        var loaded = rulebooks.get(rulebook);
        return loaded == null ? "" : loaded.fingerprint();
    }

    @Override
    public List<Rule> touchedBy(String rulebook, String eventType) {
        var loaded = rulebook(rulebook);
        return loaded == null ? List.of() : loaded.parts().touchedBy(eventType).rules();
    }

    @Override
    public DecisionSession open() {
        return new Sessions(this, budgets, counts);
    }
}
