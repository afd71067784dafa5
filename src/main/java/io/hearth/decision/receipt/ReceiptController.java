package io.hearth.decision.receipt;

import io.hearth.decision.Rule;
import io.hearth.decision.Seen;
import io.hearth.decision.Words;
import io.hearth.decision.receipt.ReceiptTable.Stored;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Why something happened: receipts, one for each rule that fired. */
@RestController
@RequestMapping("/api/v1/receipts")
class ReceiptController {

    record RuleView(String id, String name, String why) {}

    /** @param text as a sentence that the member could be told, in Chinese and English */
    record SeenView(
            String sentence,
            String zh,
            String en,
            String value,
            String needed,
            boolean held,
            Map<String, String> text) {}

    record ReceiptView(
            String id,
            Instant at,
            String release,
            String member,
            String community,
            @Nullable String event,
            String rulebook,
            RuleView rule,
            List<SeenView> seen,
            List<Map<String, Object>> outcomes) {}

    private final ReceiptTable receipts;
    private final ReleasedRules rules;

    ReceiptController(ReceiptTable receipts, ReleasedRules rules) {
        this.receipts = receipts;
        this.rules = rules;
    }

    @GetMapping
    Page<ReceiptView> search(
            @RequestParam @Nullable String member,
            @RequestParam @Nullable String rule,
            @RequestParam @Nullable String event,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable String after) {
        var most = Page.limit(limit);
        var found = receipts.search(
                member == null ? null : MemberNumber.of(member),
                rule,
                event,
                after == null ? null : id(after),
                most + 1);
        return Page.of(found.stream().map(this::view).toList(), most, ReceiptView::id);
    }

    @GetMapping("/{id}")
    ReceiptView find(@PathVariable String id) {
        return receipts.find(id(id)).map(this::view).orElseThrow(() -> Problem.notFound("receipt", id));
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException e) {
            throw Problem.notFound("receipt", text);
        }
    }

    private ReceiptView view(Stored receipt) {
        var rule = rules.find(receipt.release(), receipt.rule());
        return new ReceiptView(
                receipt.id().toString(),
                receipt.at(),
                receipt.release(),
                MemberNumber.show(receipt.member()),
                receipt.community(),
                receipt.event(),
                receipt.rulebook(),
                rule.map(found -> new RuleView(found.id(), found.name(), found.why()))
                        .orElseGet(() -> new RuleView(receipt.rule(), afterHash(receipt.rule()), "")),
                seen(receipt, rule),
                receipt.outcomes().stream()
                        .map(outcome -> told(outcome, rule.map(Rule::words).orElse(Words.NONE)))
                        .toList());
    }

    private static List<SeenView> seen(Stored receipt, Optional<Rule> rule) {
        var views = new ArrayList<SeenView>();
        for (var i = 0; i < receipt.seen().size(); i++) {
            var seen = receipt.seen().get(i);
            var at = i;
            var sentence = rule.filter(found -> at < found.conditions().size())
                    .map(found -> found.conditions().get(at));
            views.add(new SeenView(
                    sentence.map(s -> s.text()).orElse(""),
                    sentence.map(s -> s.zh()).orElse(""),
                    sentence.map(s -> s.en()).orElse(""),
                    seen.value(),
                    seen.needed(),
                    seen.held(),
                    sentence.map(s -> Telling.of(
                                    s,
                                    new Seen(s.text(), seen.value(), seen.needed(), seen.held()),
                                    rule.orElseThrow().words(),
                                    true))
                            .orElse(Map.of())));
        }
        return views;
    }

    private static Map<String, Object> told(Map<String, Object> outcome, Words words) {
        var told = new LinkedHashMap<String, Object>(outcome);
        told.put("text", OutcomeJson.sentence(outcome, words));
        return told;
    }

    private static String afterHash(String rule) {
        return rule.substring(rule.indexOf('#') + 1);
    }
}
