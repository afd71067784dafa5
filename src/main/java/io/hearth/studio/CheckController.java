package io.hearth.studio;

import io.hearth.content.DraftFiles;
import io.hearth.content.DraftFiles.DraftFile;
import io.hearth.content.Finding;
import io.hearth.decision.analysis.Analysis;
import io.hearth.decision.analysis.RuleCost;
import io.hearth.decision.analysis.RuleFinding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** All that a release is asked before it goes live, asked of a draft of rules: what must be fixed, and what is worth a look. */
@RestController
class CheckController {

    private static final int MOST_COSTS = 100;

    record Wanted(@Nullable List<DraftFile> files) {}

    /**
     * @param kind what the analysis found, or {@code other} for what the compiler, the other trees or the links between them say
     * @param weight {@code must-fix} stops a release, {@code worth-a-look} does not
     * @param line 0 where it is about the whole file
     */
    record FoundView(
            String kind,
            String weight,
            String file,
            int line,
            @Nullable String rule,
            Map<String, String> text) {}

    /**
     * @param release the hash of the files that were checked
     * @param publishable whether nothing must be fixed
     * @param costs what the rules of the draft's files cost for an event
     */
    record CheckView(String release, boolean publishable, List<FoundView> findings, List<RuleCost> costs) {}

    private final Drafts drafts;

    CheckController(Drafts drafts) {
        this.drafts = drafts;
    }

    @PostMapping("/api/v1/rules/checks")
    CheckView check(@RequestBody Wanted wanted) {
        var draft = new DraftFiles(wanted.files());
        var files = drafts.files(draft);
        var analysis = Analysis.of(files);
        var found = new ArrayList<FoundView>();
        analysis.findings().forEach(finding -> found.add(view(finding)));
        var told = analysis.findings().stream()
                .map(finding -> place(finding.file(), finding.line(), finding.en()))
                .collect(Collectors.toSet());
        drafts.check(files).stream()
                .filter(finding -> !told.contains(place(finding.file(), finding.line(), finding.message())))
                .distinct()
                .forEach(finding -> found.add(view(finding)));
        return new CheckView(
                files.hash(),
                found.stream().noneMatch(one -> one.weight().equals("must-fix")),
                List.copyOf(found),
                costs(analysis, draft));
    }

    private static List<RuleCost> costs(Analysis analysis, DraftFiles draft) {
        Set<String> changed = draft.files() == null
                ? Set.of()
                : draft.files().stream().map(DraftFile::path).collect(Collectors.toSet());
        return analysis.costs().stream()
                .filter(cost -> changed.contains(
                        cost.rule().substring(0, Math.max(0, cost.rule().indexOf('#')))))
                .limit(MOST_COSTS)
                .toList();
    }

    private static String place(String file, int line, String message) {
        return file + ":" + line + " " + message;
    }

    private static FoundView view(RuleFinding finding) {
        return new FoundView(
                word(finding.kind().name()),
                word(finding.weight().name()),
                finding.file(),
                finding.line(),
                finding.rule(),
                Map.of("zh", finding.zh(), "en", finding.en()));
    }

    private static FoundView view(Finding finding) {
        return new FoundView(
                "other",
                finding.isError() ? "must-fix" : "worth-a-look",
                finding.file(),
                finding.line(),
                null,
                Map.of("zh", finding.message(), "en", finding.message()));
    }

    private static String word(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
