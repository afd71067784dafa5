package io.hearth.decision.receipt;

import io.hearth.decision.CurrentFacts;
import io.hearth.decision.Explanation;
import io.hearth.decision.Facts;
import io.hearth.decision.Rule;
import io.hearth.decision.Rulesets;
import io.hearth.decision.Seen;
import io.hearth.decision.Sentence;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Why a rule of the live release would or would not fire for a member now, sentence by sentence. */
@RestController
class ExplainController {

    record ConditionView(String sentence, String value, String needed, boolean held, Map<String, String> text) {}

    record ExplanationView(
            String member,
            String community,
            @Nullable String event,
            String rule,
            String name,
            String why,
            boolean fires,
            List<ConditionView> conditions,
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
                conditions(found, seen),
                at);
    }

    private Facts factsAbout(String member, String community, @Nullable String event, Instant at) {
        return facts.getObject()
                .of(MemberNumber.of(member), community, event, at.atZone(ZoneOffset.UTC))
                .orElseThrow(() -> Problem.notFound("member", member));
    }

    private static List<ConditionView> conditions(Rule rule, List<Seen> seen) {
        var views = new ArrayList<ConditionView>();
        for (var i = 0; i < seen.size(); i++) {
            views.add(condition(rule.conditions().get(i), seen.get(i)));
        }
        return views;
    }

    private static ConditionView condition(Sentence sentence, Seen seen) {
        var zh =
                "“%s”%s：现在是 %s，需要 %s".formatted(sentence.zh(), seen.held() ? "成立" : "不成立", seen.value(), seen.needed());
        var en = "\"%s\" %s: it is %s, and %s is needed"
                .formatted(sentence.en(), seen.held() ? "holds" : "does not hold", seen.value(), seen.needed());
        return new ConditionView(sentence.text(), seen.value(), seen.needed(), seen.held(), Map.of("zh", zh, "en", en));
    }
}
