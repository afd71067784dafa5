package io.hearth.decision.analysis;

import io.hearth.content.Releases;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What the analysis says about the rules of the live release. */
@RestController
@RequestMapping("/api/v1/rules")
class FindingController {

    record FindingView(
            String kind,
            String weight,
            String file,
            int line,
            @Nullable String rule,
            Map<String, String> text,
            int number) {}

    private final Releases releases;

    FindingController(Releases releases) {
        this.releases = releases;
    }

    /** @param rule only those about this rule */
    @GetMapping("/findings")
    Page<FindingView> findings(
            @RequestParam @Nullable String rule,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable Integer after) {
        int most = Page.limit(limit);
        var all = Analysis.of(releases.live().files()).findings();
        var views = IntStream.range(from(after), all.size())
                .filter(i -> rule == null || rule.equals(all.get(i).rule()))
                .limit(most + 1L)
                .mapToObj(i -> view(all.get(i), i))
                .toList();
        return Page.of(views, most, view -> Integer.toString(view.number()));
    }

    /** What each rule costs for an event, the dearest first. */
    @GetMapping("/costs")
    Page<RuleCost> costs(@RequestParam @Nullable Integer limit, @RequestParam @Nullable Integer after) {
        int most = Page.limit(limit);
        var all = Analysis.of(releases.live().files()).costs();
        int from = Math.min(from(after), all.size());
        List<RuleCost> page = all.subList(from, Math.min(all.size(), from + most + 1));
        return Page.of(page, most, last -> Integer.toString(from + most - 1));
    }

    private static int from(@Nullable Integer after) {
        if (after != null && after < 0) {
            throw Problem.caller("request.invalid", "Expected a cursor from 0 on, but got " + after + ".")
                    .field("after");
        }
        return after == null ? 0 : after + 1;
    }

    static FindingView view(RuleFinding finding, int number) {
        return new FindingView(
                word(finding.kind().name()),
                word(finding.weight().name()),
                finding.file(),
                finding.line(),
                finding.rule(),
                Map.of("zh", finding.zh(), "en", finding.en()),
                number);
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
