package io.hearth.studio.draft;

import io.hearth.content.Releases;
import io.hearth.decision.DecisionFailed;
import io.hearth.decision.Outcome;
import io.hearth.decision.Rulesets;
import io.hearth.decision.language.Personas;
import io.hearth.decision.language.RuleReader;
import io.hearth.platform.Json;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/**
 * Who must agree to a draft: one approver always, and one person of each group that rulebook {@code approvals} of the live
 * release answers. The draft's own rules have no say in it.
 */
@Component
class ReleaseRules {

    static final String RULEBOOK = "approvals";
    static final String EVENT = "release.asked";
    private static final String FOUR_EYES = "four-eyes";

    private final Releases releases;
    private final Rulesets rulesets;
    private final StudioLimits limits;
    private final Clock clock;

    ReleaseRules(Releases releases, Rulesets rulesets, StudioLimits limits, Clock clock) {
        this.releases = releases;
        this.rulesets = rulesets;
        this.limits = limits;
        this.clock = clock;
    }

    /** A group of which one person is asked, and why. */
    record Wanted(String people, List<String> reasons) {}

    /** @param facts numbers about the draft, as the event's fields in the catalogue name them */
    List<Wanted> of(Map<String, Object> facts) {
        var wanted = new TreeMap<String, List<String>>();
        var live = releases.live().files();
        var catalogue = RuleReader.catalogue(live);
        if (catalogue.rulebooks().containsKey(RULEBOOK)
                && catalogue.eventTypes().containsKey(EVENT)) {
            var about = Personas.read(
                    Json.mapper().writeValueAsString(Map.of("event", Map.of("type", EVENT, "data", facts))),
                    clock.instant().atZone(ZoneOffset.UTC),
                    live);
            try (var session = rulesets.live().open()) {
                for (var firing : session.decide(RULEBOOK, about).firings()) {
                    firing.outcomes().stream()
                            .filter(Outcome.Answer.class::isInstance)
                            .map(outcome -> ((Outcome.Answer) outcome).value())
                            .forEach(group -> wanted.computeIfAbsent(group, name -> new ArrayList<>())
                                    .add(firing.rule().name()));
                }
            } catch (DecisionFailed failed) {
                throw Problem.content(
                        "approvals.failed",
                        "Expected the rules to say who must approve, but " + failed.getMessage() + ".");
            }
        }
        wanted.remove(limits.approvers());
        var all = new ArrayList<Wanted>();
        all.add(new Wanted(limits.approvers(), List.of(FOUR_EYES)));
        wanted.forEach((group, reasons) -> all.add(new Wanted(group, List.copyOf(reasons))));
        return all;
    }
}
