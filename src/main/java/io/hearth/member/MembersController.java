package io.hearth.member;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.platform.Page;
import io.hearth.platform.Parameters;
import io.hearth.platform.Problem;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Members, what is known about them, what they agreed to; and their rights to see it and to be forgotten. */
@RestController
@RequestMapping("/api/v1/members")
class MembersController {

    /** {@code {"attributes": {"city": "上海"}, "source": "crm", "purpose": "events"}}; null forgets one. */
    record Described(
            Map<String, @Nullable Object> attributes,
            @Nullable String source,
            @Nullable String purpose) {}

    /** An answer that a member gave. */
    record Answered(
            String purpose,
            @Nullable String channel,
            boolean granted,
            @Nullable Instant at,
            @Nullable String source) {}

    record Agreements(List<Consent> current, List<Consent> history) {}

    private final MemberSearch search;
    private final MemberDetail detail;
    private final Members members;
    private final Consents consents;
    private final MemberErasure erasure;
    private final Audit audit;
    private final Clock clock;

    MembersController(
            MemberSearch search,
            MemberDetail detail,
            Members members,
            Consents consents,
            MemberErasure erasure,
            Audit audit,
            Clock clock) {
        this.search = search;
        this.detail = detail;
        this.members = members;
        this.consents = consents;
        this.erasure = erasure;
        this.audit = audit;
        this.clock = clock;
    }

    @GetMapping
    Page<Map<String, Object>> list(
            @RequestParam @Nullable String after, @RequestParam @Nullable Integer limit, HttpServletRequest request) {
        return search.search(asked(request), after, Page.limit(limit));
    }

    /** All members that the filters leave, for spreadsheets. */
    @GetMapping("/export.csv")
    @PreAuthorize("hasAnyRole('OPERATOR', 'ADMINISTRATOR')")
    void csv(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var asked = asked(request);
        audit.record("members.exported", "members", null, asked);
        response.setContentType("text/csv; charset=utf-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"members.csv\"");
        try (var csv = new MemberCsv(response.getOutputStream())) {
            String next = null;
            do {
                var page = search.search(asked, next, 200);
                csv.write(page.items());
                next = page.next();
            } while (next != null);
        }
    }

    @GetMapping("/{id}")
    Map<String, Object> one(@PathVariable String id) {
        return detail.shown(existing(id));
    }

    @PatchMapping("/{id}/attributes")
    @PreAuthorize("hasAnyRole('MARKETER', 'OPERATOR', 'ADMINISTRATOR')")
    @Transactional
    Map<String, Object> describe(@PathVariable String id, @RequestBody Described described) {
        var member = existing(id);
        var change = Parameters.parsed(
                "attributes",
                id,
                ignored -> new ProfileChange(
                        member,
                        Objects.requireNonNullElse(described.attributes(), Map.of()),
                        Optional.ofNullable(described.source())
                                .orElseGet(() -> Caller.current().name()),
                        clock.instant(),
                        described.purpose()));
        members.describe(List.of(change));
        audit.record(
                "member.described",
                member.toString(),
                null,
                new TreeSet<>(change.values().keySet()));
        return detail.shown(member);
    }

    @GetMapping("/{id}/consents")
    Agreements consents(@PathVariable String id) {
        var member = existing(id);
        return new Agreements(consents.of(member), consents.history(member));
    }

    @PutMapping("/{id}/consents")
    @PreAuthorize("hasAnyRole('MARKETER', 'OPERATOR', 'ADMINISTRATOR')")
    Agreements agree(@PathVariable String id, @RequestBody List<Answered> answers) {
        var member = existing(id);
        var by = Caller.current().name();
        var now = clock.instant();
        var given = answers.stream()
                .map(answer -> Parameters.parsed(
                        "purpose",
                        answer.purpose(),
                        purpose -> new Consent(
                                member,
                                purpose,
                                Objects.requireNonNullElse(answer.channel(), Consent.EVERY_CHANNEL),
                                answer.granted(),
                                answer.at() == null || answer.at().isAfter(now) ? now : answer.at(),
                                Objects.requireNonNullElse(answer.source(), by))))
                .toList();
        consents.record(given, by);
        return consents(id);
    }

    /** Everything that is kept about the member, for the member. */
    @GetMapping("/{id}/export")
    @PreAuthorize("hasAnyRole('OPERATOR', 'ADMINISTRATOR')")
    Map<String, Object> export(@PathVariable String id, HttpServletResponse response) {
        var member = existing(id);
        audit.record("member.exported", member.toString(), null, null);
        response.setHeader("Content-Disposition", "attachment; filename=\"" + member + ".json\"");
        return detail.everything(member);
    }

    @PostMapping("/{id}/erasure")
    @PreAuthorize("hasAnyRole('OPERATOR', 'ADMINISTRATOR')")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void erase(@PathVariable String id) {
        erasure.erase(existing(id));
    }

    private MemberId existing(String id) {
        var member = Parameters.parsed("id", id, MemberId::parse);
        if (members.profiles(List.of(member)).isEmpty()) {
            throw Problem.notFound("member", member.toString());
        }
        return member;
    }

    private Map<String, String> asked(HttpServletRequest request) {
        var known = new TreeSet<>(search.parameters());
        known.add("after");
        known.add("limit");
        Parameters.only(request, known.toArray(String[]::new));
        Map<String, String> asked = new LinkedHashMap<>();
        for (var name : search.parameters()) {
            var value = request.getParameter(name);
            if (value != null && !value.isEmpty()) {
                int longest = search.longest(name);
                int length = value.getBytes(StandardCharsets.UTF_8).length;
                if (length > longest) {
                    throw Problem.caller(
                                    "request.invalid",
                                    "Expected a value of at most " + longest + " bytes, but got " + length + ".")
                            .field(name);
                }
                asked.put(name, value);
            }
        }
        return asked;
    }
}
