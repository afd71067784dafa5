package io.hearth.automation;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.automation.DeadLetterList.Letter;
import io.hearth.platform.Json;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Events that could not be decided: look, mend, try again or discard. */
@RestController
@RequestMapping("/api/v1/dead-letters")
class DeadLetterController {

    private static final int LONGEST_DATA = 1_000_000;

    private final DeadLetterList letters;
    private final Audit audit;
    private final TransactionTemplate transaction;

    DeadLetterController(DeadLetterList letters, Audit audit, TransactionTemplate transaction) {
        this.letters = letters;
        this.audit = audit;
        this.transaction = transaction;
    }

    @GetMapping
    Page<Letter> list(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Long after) {
        return letters.list(status, Page.limit(limit), after == null ? Long.MAX_VALUE : after);
    }

    @GetMapping("/{id}")
    Letter find(@PathVariable long id) {
        return letters.find(id).orElseThrow(() -> Problem.notFound("dead-letter", Long.toString(id)));
    }

    @PostMapping("/{id}/retry")
    @PreAuthorize("hasRole('OPERATOR')")
    Letter retry(@PathVariable long id) {
        return act(id, "retry", null);
    }

    @PostMapping("/{id}/discard")
    @PreAuthorize("hasRole('OPERATOR')")
    Letter discard(@PathVariable long id) {
        return act(id, "discarded", null);
    }

    /** Mends the event's data for this decision and tries again; the event in the log stays as it was. */
    @PutMapping("/{id}")
    @PreAuthorize("hasRole('OPERATOR')")
    Letter mend(@PathVariable long id, @RequestBody Map<String, Object> data) {
        var json = Json.mapper().writeValueAsString(data);
        if (json.length() > LONGEST_DATA || json.contains("\\u0000")) {
            throw Problem.caller("request.invalid", "Expected data of at most 1 MB without U+0000.")
                    .field("data");
        }
        return act(id, "retry", json);
    }

    private Letter act(long id, String status, @Nullable String data) {
        var before = find(id);
        transaction.executeWithoutResult(unused -> {
            if (!letters.move(id, status, data, Caller.current().name())) {
                throw Problem.caller(
                        HttpStatus.CONFLICT,
                        "dead-letter.ended",
                        "Expected to change dead letter " + id + ", but it is " + before.status() + ".");
            }
            audit.record(
                    data == null ? "dead-letter." + status : "dead-letter.mend",
                    Long.toString(id),
                    Map.of("status", before.status(), "event", before.event()),
                    Map.of("status", status));
        });
        return find(id);
    }
}
