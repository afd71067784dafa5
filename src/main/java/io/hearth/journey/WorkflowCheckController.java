package io.hearth.journey;

import io.hearth.content.DraftFiles;
import io.hearth.content.DraftFiles.DraftFile;
import io.hearth.content.Finding;
import io.hearth.content.Releases;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What the guard says of workflows that are being drawn; a look at the files alone, so that it is asked at every change. */
@RestController
class WorkflowCheckController {

    private static final int MOST = 200;

    record Wanted(@Nullable List<DraftFile> files) {}

    record CheckView(List<Finding> findings) {}

    private final Releases releases;
    private final WorkflowCheck workflows;

    WorkflowCheckController(Releases releases, WorkflowCheck workflows) {
        this.releases = releases;
        this.workflows = workflows;
    }

    @PostMapping("/api/v1/journeys/checks")
    CheckView check(@RequestBody Wanted wanted) {
        var files = new DraftFiles(wanted.files()).over(releases.live().files(), WorkflowCheck.FOLDER);
        return new CheckView(workflows.check(files).stream().limit(MOST).toList());
    }
}
