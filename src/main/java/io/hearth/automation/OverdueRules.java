package io.hearth.automation;

import io.hearth.content.Releases;
import io.hearth.decision.DecisionFailed;
import io.hearth.decision.Facts;
import io.hearth.decision.LiveSession;
import io.hearth.decision.Outcome;
import io.hearth.decision.Rulesets;
import io.hearth.decision.fact.Event;
import io.hearth.member.MemberId;
import io.hearth.task.NextLevel;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Asks a rulebook who gets a late task as well, on what is known of the task, and of the member whom it is about. */
@Component
class OverdueRules implements NextLevel {

    private static final Logger log = LoggerFactory.getLogger(OverdueRules.class);
    private static final String EVENT = "task.overdue";

    /** Nobody is a member by this number. */
    private static final MemberId NOBODY = new MemberId(Long.MAX_VALUE);

    private final LiveSession rules;
    private final Releases releases;
    private final MemberFacts facts;
    private final Clock clock;

    OverdueRules(Rulesets rulesets, Releases releases, MemberFacts facts, Clock clock) {
        this.rules = new LiveSession(rulesets);
        this.releases = releases;
        this.facts = facts;
        this.clock = clock;
    }

    @Override
    public Optional<String> next(Late task) {
        if (releases.live().files().under("rules/" + task.rulebook()).findAny().isEmpty()) {
            return Optional.empty();
        }
        try {
            return rules.decide(task.rulebook(), about(task)).firings().stream()
                    .flatMap(firing -> firing.outcomes().stream())
                    .filter(Outcome.Answer.class::isInstance)
                    .map(outcome -> ((Outcome.Answer) outcome).value())
                    .findFirst();
        } catch (DecisionFailed failed) {
            log.warn(
                    "Expected rulebook '{}' to say who is next for a late task, but {}",
                    task.rulebook(),
                    failed.getMessage());
            return Optional.empty();
        }
    }

    private Facts about(Late task) {
        var now = clock.instant();
        var seen = new LinkedHashMap<String, Object>();
        seen.put("journey", task.about().getOrDefault("journey", ""));
        seen.put("step", task.about().getOrDefault("element", ""));
        seen.put("level", task.level());
        seen.put("hours", task.open().toHours());
        var event = new Event("", EVENT, "hearth", now, null, Map.copyOf(seen));
        var member = task.member();
        return facts.of(member == null ? NOBODY : member, task.community(), event, now);
    }
}
