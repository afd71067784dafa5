package io.hearth.studio.grants;

import io.hearth.content.Releases;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
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

/** What a release granted, and taking it back. */
@RestController
@RequestMapping("/api/v1")
class GrantController {

    private final Grants grants;
    private final Reversals reversals;
    private final ReversalTable table;
    private final Releases releases;

    GrantController(Grants grants, Reversals reversals, ReversalTable table, Releases releases) {
        this.grants = grants;
        this.reversals = reversals;
        this.table = table;
        this.releases = releases;
    }

    record Wanted(
            @NotBlank @Size(max = 200) String reason,
            @Nullable Instant since) {}

    /** By kind: how many, how much, and how much of it can be taken back as things stand. */
    @GetMapping("/releases/{hash}/grants")
    List<Grants.Kind> summary(@PathVariable String hash, @RequestParam @Nullable Instant since) {
        releases.known(hash);
        return grants.summary(hash, since);
    }

    /** The newest first. */
    @GetMapping("/releases/{hash}/grants/{kind}")
    Page<Grants.Grant> list(
            @PathVariable String hash,
            @PathVariable String kind,
            @RequestParam @Nullable Instant since,
            @RequestParam @Nullable Integer limit,
            @RequestParam @Nullable UUID after) {
        releases.known(hash);
        if (!Grants.KINDS.contains(kind)) {
            throw Problem.caller("grant.kind", "Expected one of %s, but got another.".formatted(Grants.KINDS))
                    .field("kind");
        }
        int most = Page.limit(limit);
        return Page.of(grants.list(hash, kind, since, after, most + 1), most, grant -> grant.receipt()
                .toString());
    }

    /** The newest first. */
    @GetMapping("/releases/{hash}/reversals")
    List<Reversal> reversals(@PathVariable String hash) {
        releases.known(hash);
        return table.of(hash);
    }

    /** Takes back what the release granted, in the background. */
    @PostMapping("/releases/{hash}/reversals")
    @ResponseStatus(HttpStatus.ACCEPTED)
    @PreAuthorize("hasAnyRole('OPERATOR', 'APPROVER', 'ADMINISTRATOR')")
    Reversal reverse(@PathVariable String hash, @Valid @RequestBody Wanted wanted) {
        releases.known(hash);
        reversals.start(hash, wanted.since(), wanted.reason().strip());
        return reversals(hash).get(0);
    }

    /** What could not be taken back, or not all of it, and why. */
    @GetMapping("/reversals/{id}/left")
    Page<Reversal.Left> left(
            @PathVariable long id, @RequestParam @Nullable Integer limit, @RequestParam @Nullable Long after) {
        int most = Page.limit(limit);
        return Page.of(table.left(id, after == null ? 0 : after, most + 1), most, Reversal.Left::id);
    }
}
