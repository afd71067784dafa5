package io.hearth.decision.receipt;

import io.hearth.decision.CurrentFacts;
import io.hearth.decision.Explanation;
import io.hearth.decision.Facts;
import io.hearth.decision.Rulesets;
import io.hearth.decision.Seen;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Why a rule of the live release would or would not fire for a member now, sentence by sentence. */
@RestController
class ExplainController {

    record ExplanationView(
            String member,
            String community,
            @Nullable String event,
            String rule,
            String name,
            String why,
            boolean fires,
            List<ToldCondition> conditions,
            Instant at) {}

    private final Rulesets rulesets;
    private final ObjectProvider<CurrentFacts> facts;
    private final Clock clock;

    ExplainController(Rulesets rulesets, ObjectProvider<CurrentFacts> facts, Clock clock) {
        this.rulesets = rulesets;
        this.facts = facts;
        this.clock = clock;
    }

    @GetMapping("/api/v1/explain")
    ExplanationView explain(
            @RequestParam String member,
            @RequestParam String rule,
            @RequestParam String community,
            @RequestParam @Nullable String event) {
        var found = rulesets.live().rules().stream()
                .filter(candidate -> candidate.id().equals(rule))
                .findFirst()
                .orElseThrow(() -> Problem.notFound("rule", rule));
        var at = clock.instant();
        var seen = Explanation.of(found, factsAbout(member, community, event, at));
        return new ExplanationView(
                member,
                community,
                event,
                found.id(),
                found.name(),
                found.why(),
                seen.stream().allMatch(Seen::held),
                ToldCondition.of(found, seen),
                at);
    }

    private Facts factsAbout(String member, String community, @Nullable String event, Instant at) {
        return facts.getObject()
                .of(MemberNumber.of(member), community, event, at.atZone(ZoneOffset.UTC))
                .orElseThrow(() -> Problem.notFound("member", member));
    }
}
