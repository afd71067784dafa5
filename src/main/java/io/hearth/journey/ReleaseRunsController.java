package io.hearth.journey;

import io.hearth.content.Releases;
import io.hearth.platform.Page;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What becomes of live runs when a release goes live or is gone back to: they stay in their versions, or come along. */
@RestController
@RequestMapping("/api/v1")
class ReleaseRunsController {

    private final RunPlans plans;
    private final RunMigrator migrator;
    private final RunMigrationTable table;
    private final Releases releases;

    ReleaseRunsController(RunPlans plans, RunMigrator migrator, RunMigrationTable table, Releases releases) {
        this.plans = plans;
        this.migrator = migrator;
        this.table = table;
        this.releases = releases;
    }

    record Wanted(String reason) {}

    /** The live runs of versions that the release does not have, and the checked plan to bring them to those that it has. */
    @GetMapping("/releases/{hash}/run-plan")
    List<RunPlans.Plan> plan(@PathVariable String hash) {
        releases.known(hash);
        return plans.of(hash);
    }

    /** The newest first. */
    @GetMapping("/releases/{hash}/run-migrations")
    List<RunMigration> migrations(@PathVariable String hash) {
        releases.known(hash);
        return table.of(hash);
    }

    /** Brings live runs to the versions of the live release, in the background. */
    @PostMapping("/releases/{hash}/run-migrations")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PreAuthorize("hasAnyRole('MARKETER', 'OPERATOR', 'APPROVER', 'ADMINISTRATOR')")
    RunMigration migrate(@PathVariable String hash, @RequestBody Wanted wanted) {
        releases.known(hash);
        migrator.start(hash, RunOperations.reason(wanted.reason()));
        return migrations(hash).get(0);
    }

    /** The runs that could not come along, and why. */
    @GetMapping("/run-migrations/{id}/stays")
    Page<RunMigration.Stay> stays(
            @PathVariable long id, @RequestParam @Nullable Integer limit, @RequestParam @Nullable Long after) {
        int most = Page.limit(limit);
        return Page.of(table.stays(id, after == null ? 0 : after, most + 1), most, RunMigration.Stay::id);
    }
}
