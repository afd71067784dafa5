package io.hearth.decision.engine;

import io.hearth.decision.Decision;
import io.hearth.decision.DecisionFailed;
import io.hearth.decision.Explanation;
import io.hearth.decision.Facts;
import io.hearth.decision.Firing;
import io.hearth.decision.Rule;
import io.hearth.decision.fact.Moment;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.kie.api.runtime.KieSession;
import org.kie.api.runtime.rule.AgendaFilter;
import org.kie.api.runtime.rule.ConsequenceException;
import org.kie.api.runtime.rule.FactHandle;
import org.kie.api.runtime.rule.Match;

/**
 * One rulebook's session of one thread: facts in, fire, facts out, again and again. Between two decisions it is empty;
 * after a failure it is thrown away, so that nothing half done is ever seen by the next.
 */
final class RulebookSession implements AgendaFilter {

    private final String name;
    private final Rulebook rulebook;
    private final RulesByName rules;
    private final Budgets budgets;
    private final Counts.OfRulebook counts;
    private final List<Function<Facts, Object>> taken;
    private final FactHandle[] handles;
    private final Asked asked = new Asked();
    private Meter meter = Meter.mine();
    private @Nullable KieSession session;

    private List<Firing> firings = List.of();
    private @Nullable Facts facts;
    private Predicate<Rule> allowed = rule -> true;
    private @Nullable Rule firing;
    private boolean stacked;

    RulebookSession(String name, Rulebook rulebook, RulesByName rules, Budgets budgets, Counts.OfRulebook counts) {
        this.name = name;
        this.rulebook = rulebook;
        this.rules = rules;
        this.budgets = budgets;
        this.counts = counts;
        this.taken = rulebook.facts();
        this.handles = new FactHandle[taken.size()];
    }

    Decision decide(Facts about, Predicate<Rule> mayFire) {
        about.now().begin();
        rules.noteValidity(about.now());
        begin(about, mayFire);
        var healthy = false;
        try {
            run(about);
            healthy = true;
        } finally {
            meter.stop();
            if (!healthy) {
                close();
            }
        }
        var fired = stacked ? Stacks.best(firings) : firings;
        counts.decided(fired.size());
        return new Decision(name, fired, about.now().holdsUntil());
    }

    void close() {
        if (session != null) {
            session.dispose();
            session = null;
        }
    }

    private void begin(Facts about, Predicate<Rule> mayFire) {
        facts = about;
        allowed = mayFire;
        meter = Meter.mine();
        firings = List.of();
        firing = null;
        stacked = false;
        asked.take();
    }

    private void run(Facts about) {
        var engine = session;
        if (engine == null) {
            engine = rulebook.open();
            engine.setGlobal("outcomes", asked);
            session = engine;
        }
        meter.start(
                budgets.ticks(), budgets.deadline().toNanos(), budgets.memory().toBytes());
        try {
            for (var i = 0; i < handles.length; i++) {
                handles[i] = engine.insert(taken.get(i).apply(about));
            }
            var fired = engine.fireAllRules(this, budgets.firings());
            finishFiring();
            if (fired >= budgets.firings()) {
                throw new Meter.Exhausted("more than " + budgets.firings() + " rules fire");
            }
            for (var handle : handles) {
                engine.delete(handle);
            }
        } catch (Meter.Exhausted e) {
            throw failed(culprit(null), reason(e), true, e);
        } catch (ConsequenceException e) {
            var exhausted = e.getCause() instanceof Meter.Exhausted;
            throw failed(e.getRule().getName(), reason(e), exhausted, e);
        } catch (StackOverflowError e) {
            throw failed(culprit(null), "it goes too deep", true, e);
        } catch (RuntimeException e) {
            throw failed(culprit(e), reason(e), false, e);
        }
    }

    /** Asked by the engine before each firing. */
    @Override
    public boolean accept(Match match) {
        finishFiring();
        var rule = rules.named(match.getRule().getName());
        if (rule == null || alreadyFired(rule) || !rules.isValid(rule, now()) || !allowed.test(rule)) {
            return false;
        }
        firing = rule;
        return true;
    }

    private void finishFiring() {
        var rule = firing;
        if (rule == null) {
            return;
        }
        firing = null;
        stacked |= rule.stack() != null;
        if (firings.isEmpty()) {
            firings = new ArrayList<>();
        }
        var outcomes = asked.take();
        firings.add(new Firing(
                rule, outcomes, Explanation.worthwhile(outcomes, about()) ? Explanation.of(rule, about()) : List.of()));
    }

    private boolean alreadyFired(Rule rule) {
        for (var earlier : firings) {
            if (earlier.rule() == rule) {
                return true;
            }
        }
        return false;
    }

    private Facts about() {
        return Objects.requireNonNull(facts, "only asked while deciding");
    }

    private Moment now() {
        return about().now();
    }

    private DecisionFailed failed(@Nullable String rule, String reason, boolean budget, Throwable cause) {
        counts.failed(budget);
        return DecisionFailed.of(name, rule, reason, budget, cause);
    }

    /** The rule at work, or the one that the engine's message names. */
    private @Nullable String culprit(@Nullable Throwable fault) {
        if (firing != null) {
            return firing.id();
        }
        return fault == null ? null : rules.mentionedIn(String.valueOf(fault.getMessage()));
    }

    private static String reason(Throwable fault) {
        var cause = fault;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
