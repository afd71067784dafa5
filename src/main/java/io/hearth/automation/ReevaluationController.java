package io.hearth.automation;

import io.hearth.account.Caller;
import io.hearth.platform.Page;
import io.hearth.platform.Parameters;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Deciding the segments of all members anew: how far it is, and holding it. */
@RestController
@RequestMapping("/api/v1/reevaluations")
class ReevaluationController {

    private static final String OPERATORS = "hasAnyRole('OPERATOR', 'ADMINISTRATOR')";

    private final Reevaluations reevaluations;

    ReevaluationController(Reevaluations reevaluations) {
        this.reevaluations = reevaluations;
    }

    /** The newest first. */
    @GetMapping
    Page<Reevaluation> list(@RequestParam @Nullable String after, @RequestParam @Nullable Integer limit) {
        int most = Page.limit(limit);
        var before = after == null ? null : Parameters.parsed("after", after, UUID::fromString);
        return Page.of(
                reevaluations.newest(before, most + 1), most, last -> last.id().toString());
    }

    @GetMapping("/{id}")
    Reevaluation one(@PathVariable String id) {
        return reevaluations.existing(id(id));
    }

    /** Refused with 409 while another one is unfinished. */
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize(OPERATORS)
    Reevaluation start() {
        return reevaluations.start(Caller.current().name());
    }

    @PostMapping("/{id}/pause")
    @PreAuthorize(OPERATORS)
    Reevaluation pause(@PathVariable String id) {
        return reevaluations.move(id(id), Reevaluation.PAUSED, Reevaluation.RUNNING);
    }

    @PostMapping("/{id}/resume")
    @PreAuthorize(OPERATORS)
    Reevaluation resume(@PathVariable String id) {
        return reevaluations.move(id(id), Reevaluation.RUNNING, Reevaluation.PAUSED);
    }

    /** Members that were decided stay decided. */
    @PostMapping("/{id}/cancel")
    @PreAuthorize(OPERATORS)
    Reevaluation cancel(@PathVariable String id) {
        return reevaluations.move(id(id), Reevaluation.CANCELLED, Reevaluation.RUNNING, Reevaluation.PAUSED);
    }

    private static UUID id(String id) {
        return Parameters.parsed("id", id, UUID::fromString);
    }
}
