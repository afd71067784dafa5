package io.hearth.automation;

import io.hearth.platform.Page;
import io.hearth.platform.Parameters;
import io.hearth.platform.Problem;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How far figures are read from the log for releases that need them. */
@RestController
@RequestMapping("/api/v1/backfills")
class BackfillController {

    private final BackfillTable table;

    BackfillController(BackfillTable table) {
        this.table = table;
    }

    /** The newest first. */
    @GetMapping
    Page<Backfill> list(@RequestParam @Nullable String after, @RequestParam @Nullable Integer limit) {
        int most = Page.limit(limit);
        var before = after == null ? null : Parameters.parsed("after", after, UUID::fromString);
        return Page.of(table.newest(before, most + 1), most, last -> last.id().toString());
    }

    @GetMapping("/{id}")
    Backfill one(@PathVariable String id) {
        return table.find(Parameters.parsed("id", id, UUID::fromString))
                .orElseThrow(() -> Problem.notFound("backfill", id));
    }
}
