package io.hearth.decision.receipt;

import io.hearth.decision.CurrentFacts;
import io.hearth.decision.Explanation;
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
        var asked = then ? past(number, community, event) : now(number, community, event);
        var found = find(asked.ruleset(), rule);
        var about = asked.facts();
        var seen = Explanation.of(found, about);
        var local = about.now().local();
        boolean inForce = found.validity().covers(local.toLocalDate());
        boolean mayFire = asked.mayFire().test(found);
        return new ExplanationView(
                member,
                community,
                event,
                asked.ruleset().release(),
                found.id(),
                found.name(),
                found.why(),
                inForce && mayFire && seen.stream().allMatch(Seen::held),
                inForce,
                !mayFire,
                found.frequency().name().toLowerCase(Locale.ROOT),
                ToldCondition.of(found, seen, then),
                local.toInstant());
    }

    private PastFacts.Then now(long member, String community, @Nullable String event) {
        var known = facts.getObject();
        var about = known.of(member, community, event, clock.instant().atZone(ZoneOffset.UTC))
                .orElseThrow(() -> Problem.notFound("member", MemberNumber.show(member)));
        return new PastFacts.Then(rulesets.live(), about, rule -> known.mayFire(member, community, rule, about));
    }

    private PastFacts.Then past(long member, String community, @Nullable String event) {
        if (event == null) {
            throw Problem.caller("request.invalid", "Expected the event whose decision is to be explained.")
                    .field("event");
        }
        return past.getObject().of(member, community, event).orElseThrow(() -> Problem.notFound("event", event));
    }

    private static Rule find(Ruleset ruleset, String rule) {
        return ruleset.rules().stream()
                .filter(candidate -> candidate.id().equals(rule))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("rule", rule));
    }
}
