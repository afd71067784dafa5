package io.hearth.decision.receipt;

import io.hearth.decision.CurrentFacts;
import io.hearth.decision.Explanation;
import io.hearth.decision.Facts;
import io.hearth.decision.PastFacts;
import io.hearth.decision.Rule;
import io.hearth.decision.Ruleset;
import io.hearth.decision.Rulesets;
import io.hearth.decision.Seen;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Why a rule would or would not fire for a member now, by the live release; or why it did not when a stored event was decided,
 * by the release of that time. Sentence by sentence.
 */
@RestController
class ExplainController {

    /**
     * @param inForce whether the rule's dates cover the day
     * @param exhausted whether the rule had its outcomes as often as it may
     * @param at the moment that the figures are of
     */
    record ExplanationView(
            String member,
            String community,
            @Nullable String event,
            String release,
            String rule,
            String name,
            String why,
            boolean fires,
            boolean inForce,
            boolean exhausted,
            String frequency,
            List<ToldCondition> conditions,
            Instant at) {}

    private final Rulesets rulesets;
    private final ObjectProvider<CurrentFacts> facts;
    private final ObjectProvider<PastFacts> past;
    private final Clock clock;

    ExplainController(
            Rulesets rulesets, ObjectProvider<CurrentFacts> facts, ObjectProvider<PastFacts> past, Clock clock) {
        this.rulesets = rulesets;
        this.facts = facts;
        this.past = past;
        this.clock = clock;
    }

    /** @param then with an event: as it was when that was decided, and not as it is now */
    @GetMapping("/api/v1/explain")
    ExplanationView explain(
            @RequestParam String member,
            @RequestParam String rule,
            @RequestParam String community,
            @RequestParam @Nullable String event,
            @RequestParam(defaultValue = "false") boolean then) {
        var number = MemberNumber.of(member);
        if (then) {
            return thenExplained(number, community, rule, event);
        }
        var live = rulesets.live();
        var found = find(live, rule);
        var about = facts.getObject()
                .of(number, community, event, clock.instant().atZone(ZoneOffset.UTC))
                .orElseThrow(() -> Problem.notFound("member", member));
        return view(live, found, about, number, event, facts.getObject().mayFire(number, community, found, about));
    }

    private ExplanationView thenExplained(long member, String community, String rule, @Nullable String event) {
        if (event == null) {
            throw Problem.caller("request.invalid", "Expected the event whose decision is to be explained.")
                    .field("event");
        }
        var seen = past.getObject().of(member, community, event).orElseThrow(() -> Problem.notFound("event", event));
        var found = find(seen.ruleset(), rule);
        return view(
                seen.ruleset(),
                found,
                seen.facts(),
                member,
                event,
                seen.mayFire().test(found));
    }

    private static Rule find(Ruleset ruleset, String rule) {
        return ruleset.rules().stream()
                .filter(candidate -> candidate.id().equals(rule))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("rule", rule));
    }

    private static ExplanationView view(
            Ruleset ruleset, Rule rule, Facts about, long member, @Nullable String event, boolean mayFire) {
        var seen = Explanation.of(rule, about);
        var local = about.now().local();
        boolean inForce = rule.validity().covers(local.toLocalDate());
        return new ExplanationView(
                MemberNumber.show(member),
                about.membership().community(),
                event,
                ruleset.release(),
                rule.id(),
                rule.name(),
                rule.why(),
                inForce && mayFire && seen.stream().allMatch(Seen::held),
                inForce,
                !mayFire,
                rule.frequency().name().toLowerCase(Locale.ROOT),
                ToldCondition.of(rule, seen),
                local.toInstant());
    }
}
