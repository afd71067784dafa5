package io.hearth.journey;

import io.hearth.content.DraftFiles;
import io.hearth.content.DraftFiles.DraftFile;
import io.hearth.content.Finding;
import io.hearth.content.InChinese;
import io.hearth.content.Releases;
import io.hearth.content.Severity;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What the guard says of workflows that are being drawn; a look at the files alone, so that it is asked at every change. */
@RestController
class WorkflowCheckController {

    private static final int MOST = 200;

    record Wanted(@Nullable List<DraftFile> files) {}

    /**
     * @param message with the ids of steps, in English
     * @param text with their names, in Chinese and English
     */
    record FindingView(Severity severity, String file, int line, String message, Map<String, String> text) {}

    record CheckView(List<FindingView> findings) {}

    private final Releases releases;
    private final WorkflowCheck workflows;

    WorkflowCheckController(Releases releases, WorkflowCheck workflows) {
        this.releases = releases;
        this.workflows = workflows;
    }

    @PostMapping("/api/v1/journeys/checks")
    CheckView check(@RequestBody Wanted wanted) {
        var files = new DraftFiles(wanted.files()).over(releases.live().files(), WorkflowCheck.FOLDER);
        var names = new HashMap<String, StepNames>();
        return new CheckView(workflows.check(files).stream()
                .limit(MOST)
                .map(finding -> view(
                        finding,
                        names.computeIfAbsent(
                                finding.file(),
                                path -> StepNames.of(files.find(path).orElse(null)))))
                .toList());
    }

    private static FindingView view(Finding finding, StepNames names) {
        return new FindingView(
                finding.severity(),
                finding.file(),
                finding.line(),
                finding.message(),
                Map.of(
                        "zh", names.inChinese(InChinese.of(finding.message())),
                        "en", names.inEnglish(finding.message())));
    }
}
