package io.hearth.segment;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.member.MemberId;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import io.hearth.segment.SegmentDirectory.Change;
import io.hearth.segment.SegmentDirectory.MemberIn;
import io.hearth.segment.SegmentDirectory.Size;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Segments: their sizes, those in them and why, who came and went. */
@RestController
@RequestMapping("/api/v1/segments")
class SegmentController {

    private static final String NAME = "[a-z0-9][a-z0-9._-]{0,63}";

    private final Segments segments;
    private final SegmentDirectory directory;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    SegmentController(
            Segments segments, SegmentDirectory directory, Audit audit, TransactionTemplate transaction, Clock clock) {
        this.segments = segments;
        this.directory = directory;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    @GetMapping
    Page<Size> sizes(@RequestParam(required = false) @Nullable String community) {
        return new Page<>(directory.sizes(community, null), null);
    }

    @GetMapping("/{name}")
    Size size(@PathVariable String name, @RequestParam(required = false) @Nullable String community) {
        return directory.sizes(community, name).stream().findFirst().orElse(new Size(name, 0, 0, 0));
    }

    @GetMapping("/{name}/members")
    Page<MemberIn> members(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String community,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable MemberId after) {
        return directory.members(name, community, Page.limit(limit), after == null ? 0 : after.value());
    }

    @GetMapping("/{name}/history")
    Page<Change> history(
            @PathVariable String name,
            @RequestParam(required = false) @Nullable String community,
            @RequestParam(required = false) @Nullable MemberId member,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Long after) {
        return directory.history(name, member, community, Page.limit(limit), after == null ? Long.MAX_VALUE : after);
    }

    @PostMapping("/{name}/members/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('MARKETER')")
    void add(@PathVariable String name, @PathVariable MemberId id, @RequestParam String community) {
        if (!name.matches(NAME)) {
            throw Problem.caller(
                            "request.invalid",
                            "Expected a segment's name of small letters, digits, dots and dashes, but got another.")
                    .field("name");
        }
        transaction.executeWithoutResult(status -> {
            if (segments.add(
                    id, community, name, clock.instant(), Caller.current().name())) {
                audit.record("segment.add", name, null, about(id, community));
            }
        });
    }

    @DeleteMapping("/{name}/members/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @PreAuthorize("hasRole('MARKETER')")
    void remove(@PathVariable String name, @PathVariable MemberId id, @RequestParam String community) {
        transaction.executeWithoutResult(status -> {
            if (segments.remove(
                    id, community, name, clock.instant(), Caller.current().name())) {
                audit.record("segment.remove", name, about(id, community), null);
            }
        });
    }

    private static Map<String, String> about(MemberId member, String community) {
        return Map.of("member", member.toString(), "community", community);
    }
}
