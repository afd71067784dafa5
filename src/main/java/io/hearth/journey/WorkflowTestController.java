package io.hearth.journey;

import io.hearth.content.ContentFiles;
import io.hearth.content.DraftFiles;
import io.hearth.content.DraftFiles.DraftFile;
import io.hearth.content.Releases;
import io.hearth.journey.scenario.Scenarios;
import io.hearth.journey.scenario.Scenarios.Played;
import io.hearth.platform.Problem;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Plays the scenarios beside a workflow in virtual time: those of the live release, or of a draft over it. */
@RestController
class WorkflowTestController {

    /** @param workflow the file whose scenarios to play, such as {@code bpmn/onboarding/onboarding.bpmn} */
    record Wanted(@Nullable List<DraftFile> files, @Nullable String workflow) {}

    /**
     * @param message empty if it passed
     * @param text the same in Chinese and English, with the names of the steps
     * @param visited every step that the scenario passed through, and every arrow along which it went
     */
    record ScenarioView(
            String file,
            int line,
            String name,
            boolean passed,
            String message,
            Map<String, String> text,
            Set<String> visited) {}

    /** @param release the hash of the files that were played */
    record RunView(String release, int passed, int failed, List<ScenarioView> scenarios) {}

    private final Releases releases;
    private final WorkflowCheck workflows;
    private final Scenarios scenarios;
    private final Semaphore stage = new Semaphore(1);

    WorkflowTestController(Releases releases, WorkflowCheck workflows, Scenarios scenarios) {
        this.releases = releases;
        this.workflows = workflows;
        this.scenarios = scenarios;
    }

    @PostMapping("/api/v1/journeys/test-runs")
    RunView run(@RequestBody Wanted wanted) {
        var files = new DraftFiles(wanted.files()).over(releases.live().files(), WorkflowCheck.FOLDER);
        var path = Objects.requireNonNullElse(wanted.workflow(), "");
        var file = files.find(path).filter(WorkflowCheck::isWorkflow).orElseThrow(() -> Problem.caller(
                        "request.invalid",
                        "Expected a workflow such as bpmn/onboarding/onboarding.bpmn, but found none.")
                .field("workflow"));
        workflows.check(files).stream()
                .filter(finding -> finding.isError() && finding.file().endsWith(".bpmn"))
                .findFirst()
                .ifPresent(finding -> {
                    throw Problem.content("workflow.faulty", finding.toString())
                            .inChinese(finding.inChinese())
                            .field("files");
                });
        if (!stage.tryAcquire()) {
            throw Problem.caller(
                    HttpStatus.TOO_MANY_REQUESTS,
                    "draft.busy",
                    "Expected to play the scenarios, but others are being played. Try again soon.");
        }
        try {
            var drawings = workflows.drawings(files);
            var played = scenarios.play(files, file, Objects.requireNonNull(drawings.get(file)), drawings);
            int passed = (int) played.stream().filter(Played::passed).count();
            return new RunView(
                    files.hash(),
                    passed,
                    played.size() - passed,
                    played.stream().map(one -> view(files, one)).toList());
        } finally {
            stage.release();
        }
    }

    private static ScenarioView view(ContentFiles files, Played played) {
        return new ScenarioView(
                played.file(),
                played.line(),
                played.name(),
                played.passed(),
                Objects.requireNonNullElse(played.failure(), ""),
                WorkflowTests.text(files, played),
                played.visited());
    }
}
