package io.hearth.studio;

import io.hearth.content.DraftFiles;
import io.hearth.content.DraftFiles.DraftFile;
import io.hearth.decision.CurrentFacts;
import io.hearth.decision.Explanation;
import io.hearth.decision.Facts;
import io.hearth.decision.Rule;
import io.hearth.decision.fact.Event;
import io.hearth.decision.language.Personas;
import io.hearth.decision.language.RuleReader;
import io.hearth.decision.receipt.OutcomeJson;
import io.hearth.decision.receipt.ToldCondition;
import io.hearth.member.MemberId;
import io.hearth.platform.Json;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/**
 * What the rules of a draft, or of the live release, would say about one member or a made-up one. Nothing follows from it: no
 * points, no message, no receipt.
 */
@RestController
class TryController {

    private static final int MOST_RULES = 100;

    /**
     * @param rulebook whose rules decide
     * @param rule only this one is told of
     * @param event a stored event, {@code 3-118}
     * @param happening an event as if it had just happened, for a real member
     * @param persona a made-up member instead: {@code now}, {@code member}, {@code activity} and {@code event} as scenarios have them
     */
    record Wanted(
            @Nullable List<DraftFile> files,
            String rulebook,
            @Nullable String rule,
            @Nullable String member,
            @Nullable String community,
            @Nullable String event,
            @Nullable Happening happening,
            @Nullable Map<String, Object> persona) {}

    record Happening(
            String type,
            @Nullable String object,
            @Nullable String source,
            @Nullable Map<String, Object> data) {}

    record FiredView(String rule, String name, String why, List<Map<String, Object>> outcomes) {}

    /** @param state {@code fires}, {@code misses}, {@code beaten} by a better one of its stack, or {@code not-in-force} today */
    record RuleView(
            String rule,
            String name,
            String why,
            String state,
            String frequency,
            int held,
            int of,
            List<ToldCondition> conditions) {}

    /** @param uncollected figures that the draft asks for and the live release does not, so that they may be too low */
    record TriedView(
            String release,
            String rulebook,
            Instant at,
            List<FiredView> fired,
            List<RuleView> rules,
            List<String> uncollected) {}

    private final Drafts drafts;
    private final io.hearth.decision.Rulesets rulesets;
    private final CurrentFacts facts;
    private final Clock clock;

    TryController(Drafts drafts, io.hearth.decision.Rulesets rulesets, CurrentFacts facts, Clock clock) {
        this.drafts = drafts;
        this.rulesets = rulesets;
        this.facts = facts;
        this.clock = clock;
    }

    @PostMapping("/api/v1/rules/try")
    TriedView attempt(@RequestBody Wanted wanted) {
        var draft = drafts.open(new DraftFiles(wanted.files()));
        var rulebook = checked(wanted, draft);
        var about = facts(wanted, draft);
        List<io.hearth.decision.Firing> firings;
        try (var session = draft.ruleset().open()) {
            firings = session.decide(rulebook, about).firings();
        } catch (io.hearth.decision.DecisionFailed e) {
            throw Problem.content("rules.failed", Objects.requireNonNullElse(e.getMessage(), "The rules failed."));
        }
        var fired = firings.stream().map(io.hearth.decision.Firing::rule).collect(Collectors.toSet());
        var rules = draft.ruleset().rules().stream()
                .filter(rule -> rule.rulebook().equals(rulebook))
                .filter(rule -> wanted.rule() == null || rule.id().equals(wanted.rule()))
                .map(rule -> view(rule, about, fired.contains(rule)))
                .sorted(Comparator.comparing((RuleView view) -> !view.state().equals("fires"))
                        .thenComparingInt(view -> view.of() - view.held())
                        .thenComparing(RuleView::rule))
                .limit(MOST_RULES)
                .toList();
        return new TriedView(
                draft.files().hash(),
                rulebook,
                about.now().local().toInstant(),
                firings.stream()
                        .filter(firing ->
                                wanted.rule() == null || firing.rule().id().equals(wanted.rule()))
                        .map(firing -> new FiredView(
                                firing.rule().id(),
                                firing.rule().name(),
                                firing.rule().why(),
                                firing.outcomes().stream()
                                        .map(outcome -> OutcomeJson.told(
                                                outcome, firing.rule().words()))
                                        .toList()))
                        .toList(),
                rules,
                wanted.persona() == null ? uncollected(draft) : List.of());
    }

    private static String checked(Wanted wanted, Drafts.Draft draft) {
        var known = RuleReader.catalogue(draft.files()).rulebooks().keySet();
        if (wanted.rulebook() == null || !known.contains(wanted.rulebook())) {
            throw Problem.caller("request.invalid", "Expected one of the rulebooks " + String.join(", ", known) + ".")
                    .field("rulebook");
        }
        if ((wanted.member() == null) == (wanted.persona() == null)) {
            throw Problem.caller("request.invalid", "Expected either a member or a persona.")
                    .field("member");
        }
        if (wanted.rule() != null
                && draft.ruleset().rules().stream().noneMatch(rule -> rule.id().equals(wanted.rule()))) {
            throw Problem.notFound("rule", wanted.rule());
        }
        return wanted.rulebook();
    }

    private Facts facts(Wanted wanted, Drafts.Draft draft) {
        var now = clock.instant();
        if (wanted.persona() != null) {
            return Personas.read(
                    Json.mapper().writeValueAsString(wanted.persona()),
                    now.atZone(ZoneOffset.ofHours(8)),
                    draft.files());
        }
        if (wanted.community() == null) {
            throw Problem.caller("request.invalid", "Expected the community in which to look at the member.")
                    .field("community");
        }
        var member = MemberId.parse(String.valueOf(wanted.member())).value();
        var happening = wanted.happening();
        if (happening == null) {
            return facts.of(member, wanted.community(), wanted.event(), now.atZone(ZoneOffset.UTC))
                    .orElseThrow(() -> Problem.notFound("member", String.valueOf(wanted.member())));
        }
        if (!RuleReader.catalogue(draft.files()).eventTypes().containsKey(String.valueOf(happening.type()))) {
            throw Problem.caller("request.invalid", "Expected a type of event of the catalogue.")
                    .field("happening.type");
        }
        var event = new Event(
                "made-up",
                happening.type(),
                Objects.requireNonNullElse(happening.source(), "studio"),
                now,
                happening.object(),
                Objects.requireNonNullElse(happening.data(), Map.of()));
        return facts.supposing(
                        member, wanted.community(), event, draft.ruleset().aggregates(), now.atZone(ZoneOffset.UTC))
                .orElseThrow(() -> Problem.notFound("member", String.valueOf(wanted.member())));
    }

    private static RuleView view(Rule rule, Facts about, boolean fires) {
        var seen = Explanation.of(rule, about);
        int held = (int) seen.stream().filter(io.hearth.decision.Seen::held).count();
        var inForce = rule.validity().covers(about.now().local().toLocalDate());
        return new RuleView(
                rule.id(),
                rule.name(),
                rule.why(),
                fires ? "fires" : !inForce ? "not-in-force" : held < seen.size() ? "misses" : "beaten",
                rule.frequency().name().toLowerCase(java.util.Locale.ROOT).replace('_', ' '),
                held,
                seen.size(),
                ToldCondition.of(rule, seen, false));
    }

    private List<String> uncollected(Drafts.Draft draft) {
        var missing = new TreeSet<String>();
        var collected = rulesets.live().aggregates();
        draft.ruleset().aggregates().stream()
                .filter(aggregate -> !collected.contains(aggregate))
                .forEach(aggregate -> missing.add(aggregate.function().name().toLowerCase(java.util.Locale.ROOT) + " "
                        + aggregate.eventType()
                        + (aggregate.field() == null ? "" : " " + aggregate.field())
                        + (aggregate.period() == null ? "" : " " + aggregate.period())));
        return List.copyOf(missing);
    }
}
