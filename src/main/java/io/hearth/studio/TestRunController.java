package io.hearth.studio;

import io.hearth.content.ContentFile;
import io.hearth.content.DraftFiles;
import io.hearth.content.DraftFiles.DraftFile;
import io.hearth.decision.language.Coverage;
import io.hearth.decision.language.Scenarios;
import io.hearth.platform.Problem;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Runs the scenarios beside the rules: those of the live release, or of a draft over it. */
@RestController
@RequestMapping("/api/v1/rules/test-runs")
class TestRunController {

    private static final Pattern FOLDER = Pattern.compile("rules(/[\\p{L}\\p{N}._-]{1,60}){0,4}");

    /** @param folder whose scenarios to run, such as {@code rules/rewards}; all by default */
    record Wanted(@Nullable List<DraftFile> files, @Nullable String folder) {}

    record CoverageView(
            String rule,
            String name,
            String file,
            int line,
            boolean covered,
            boolean fired,
            boolean rested,
            List<Coverage.OfCondition> conditions) {}

    /** @param release the hash of the files that were tested */
    record RunView(
            String release, int passed, int failed, List<Scenarios.Result> scenarios, List<CoverageView> coverage) {}

    private final Drafts drafts;

    TestRunController(Drafts drafts) {
        this.drafts = drafts;
    }

    @PostMapping
    RunView run(@RequestBody Wanted wanted) {
        var folder = wanted.folder() == null ? "rules" : wanted.folder();
        if (!FOLDER.matcher(folder).matches()) {
            throw Problem.caller("request.invalid", "Expected a folder such as rules/rewards.")
                    .field("folder");
        }
        var draft = drafts.open(new DraftFiles(wanted.files()));
        List<ContentFile> tests = Scenarios.files(draft.files())
                .filter(file -> file.path().startsWith(folder + "/"))
                .toList();
        var report = Scenarios.run(tests, draft.files(), draft.ruleset());
        int passed =
                (int) report.results().stream().filter(Scenarios.Result::passed).count();
        return new RunView(
                draft.files().hash(),
                passed,
                report.results().size() - passed,
                report.results(),
                report.coverage().stream().map(TestRunController::view).toList());
    }

    private static CoverageView view(Coverage.OfRule rule) {
        return new CoverageView(
                rule.rule(),
                rule.name(),
                rule.file(),
                rule.line(),
                rule.covered(),
                rule.fired(),
                rule.rested(),
                rule.conditions());
    }
}
