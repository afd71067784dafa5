package io.hearth.decision.language;

import io.hearth.content.Releases;
import io.hearth.decision.Rule;
import io.hearth.decision.Sentence;
import io.hearth.decision.receipt.FiringCounts;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The rules of the live release. A rule's id holds slashes, so that it is also taken as a parameter: {@code /rules?id=…}. */
@RestController
@RequestMapping("/api/v1/rules")
class RuleController {

    record RuleView(
            String id,
            String rulebook,
            String name,
            String why,
            String owner,
            String frequency,
            int priority,
            @Nullable String stack,
            @Nullable String validFrom,
            @Nullable String validTo,
            @Nullable String budget,
            String file,
            int line,
            List<String> source,
            Map<String, List<String>> text,
            List<String> eventTypes,
            long firings24h) {}

    private final Releases releases;
    private final FiringCounts firings;

    RuleController(Releases releases, FiringCounts firings) {
        this.releases = releases;
        this.firings = firings;
    }

    @GetMapping
    Page<RuleView> rules(
            @RequestParam @Nullable String id,
            @RequestParam @Nullable String rulebook,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String after) {
        int most = Page.limit(limit);
        var counts = firings.lastDay();
        var rules = all().filter(r -> id == null || r.id().equals(id))
                .filter(r -> rulebook == null || r.rulebook().equals(rulebook))
                .filter(r -> after == null || r.id().compareTo(after) > 0)
                .sorted(java.util.Comparator.comparing(Rule::id))
                .limit(most + 1L)
                .map(r -> view(r, counts))
                .toList();
        return Page.of(rules, most, RuleView::id);
    }

    @GetMapping("/{*id}")
    RuleView rule(@org.springframework.web.bind.annotation.PathVariable String id) {
        var wanted = id.substring(1);
        return all().filter(r -> r.id().equals(wanted))
                .findFirst()
                .map(r -> view(r, firings.lastDay()))
                .orElseThrow(() -> Problem.notFound("rule", wanted));
    }

    private Stream<Rule> all() {
        return RuleReader.read(releases.live().files()).rulebooks().stream().flatMap(b -> b.rules().stream());
    }

    private static RuleView view(Rule rule, Map<String, Long> counts) {
        var budget = rule.budget();
        var validity = rule.validity();
        return new RuleView(
                rule.id(),
                rule.rulebook(),
                rule.name(),
                rule.why(),
                rule.owner(),
                rule.frequency().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                rule.priority(),
                rule.stack(),
                validity.from() == null ? null : validity.from().toString(),
                validity.to() == null ? null : validity.to().toString(),
                budget == null ? null : budget.points() + " points, " + budget.period(),
                rule.file(),
                rule.line(),
                rule.sentences(),
                Map.of("zh", said(rule, true), "en", said(rule, false)),
                List.copyOf(rule.eventTypes()),
                counts.getOrDefault(rule.id(), 0L));
    }

    private static List<String> said(Rule rule, boolean zh) {
        return Stream.concat(rule.conditions().stream(), rule.outcomes().stream())
                .map(zh ? Sentence::zh : Sentence::en)
                .toList();
    }
}
