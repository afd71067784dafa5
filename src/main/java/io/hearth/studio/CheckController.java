package io.hearth.studio;

import io.hearth.content.DraftFiles;
import io.hearth.content.DraftFiles.DraftFile;
import io.hearth.decision.analysis.Analysis;
import io.hearth.decision.analysis.RuleCost;
import java.util.List;
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
     * @param release the hash of the files that were checked
     * @param publishable whether nothing must be fixed
     * @param costs what the rules of the draft's files cost for an event
     */
    record CheckView(String release, boolean publishable, List<Found> findings, List<RuleCost> costs) {}

    private final Drafts drafts;

    CheckController(Drafts drafts) {
        this.drafts = drafts;
    }

    @PostMapping("/api/v1/rules/checks")
    CheckView check(@RequestBody Wanted wanted) {
        var draft = new DraftFiles(wanted.files());
        var files = drafts.files(draft);
        var analysis = Analysis.of(files);
        var found = Found.of(files, analysis, drafts.check(files));
        return new CheckView(
                files.hash(), found.stream().noneMatch(Found::stops), List.copyOf(found), costs(analysis, draft));
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
}
