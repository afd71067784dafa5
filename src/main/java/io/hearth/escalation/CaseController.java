package io.hearth.escalation;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.escalation.CaseFile.Case;
import io.hearth.escalation.CaseFile.Comment;
import io.hearth.member.MemberId;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Cases: what was escalated to people, and what they did about it. */
@RestController
@RequestMapping("/api/v1/cases")
class CaseController {

    private static final int LONGEST_TEXT = 4_000;

    private final CaseFile cases;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final ObjectProvider<CaseOrigin> origins;

    CaseController(
            CaseFile cases,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock,
            ObjectProvider<CaseOrigin> origins) {
        this.origins = origins;
        this.cases = cases;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** What a person writes. */
    record Text(@Nullable String text) {}

    /** @param decision {@code release} or {@code refuse}, where something waits for the case */
    record Closing(@Nullable String text, @Nullable String decision) {}

    /** @param decides whether something waits for a decision */
    record Whole(Case file, List<Comment> comments, boolean decides) {}

    @GetMapping
    Page<Case> list(
            @RequestParam(required = false) @Nullable String status,
            @RequestParam(required = false) @Nullable String kind,
            @RequestParam(required = false) @Nullable String community,
            @RequestParam(required = false) @Nullable MemberId member,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Long after) {
        return cases.list(status, kind, community, member, Page.limit(limit), after == null ? Long.MAX_VALUE : after);
    }

    @GetMapping("/{id}")
    Whole find(@PathVariable long id) {
        var file = cases.find(id).orElseThrow(() -> Problem.notFound("case", Long.toString(id)));
        return new Whole(file, cases.comments(id), origin(file).isPresent());
    }

    @PostMapping("/{id}/claim")
    Whole claim(@PathVariable long id) {
        return act(id, "claim", null, by -> cases.claim(id, by));
    }

    @PostMapping("/{id}/close")
    Whole close(@PathVariable long id, @RequestBody(required = false) @Nullable Closing closing) {
        var text = closing == null ? null : checked(closing.text(), false);
        var file = find(id).file();
        var origin = origin(file);
        if (origin.isEmpty()) {
            if (closing != null && closing.decision() != null) {
                throw Problem.caller("case.no-decision", "Expected no decision for case " + id + ", as none is asked.")
                        .field("decision");
            }
            return act(id, "close", text, by -> cases.close(id, by, clock.instant(), text, null));
        }
        var decision = decision(id, closing);
        var about = new CaseOrigin.About(
                file.member(), file.community(), file.rule(), Objects.requireNonNull(file.object()));
        return act(id, "close", text, by -> {
            origin.get().lock(about);
            if (!cases.close(id, by, clock.instant(), text, decision.name().toLowerCase(Locale.ROOT))) {
                return false;
            }
            origin.get().decided(about, decision, by, text, clock.instant());
            return true;
        });
    }

    private Optional<CaseOrigin> origin(Case file) {
        return origins.stream()
                .filter(origin -> origin.kind().equals(file.kind()))
                .findFirst();
    }

    private static CaseOrigin.Decision decision(long id, @Nullable Closing closing) {
        var word = closing == null ? null : closing.decision();
        for (var decision : CaseOrigin.Decision.values()) {
            if (decision.name().toLowerCase(Locale.ROOT).equals(word)) {
                return decision;
            }
        }
        throw Problem.caller(
                        "case.undecided",
                        "Expected the decision 'release' or 'refuse' to close case " + id
                                + ", as something waits for it.")
                .field("decision");
    }

    @PostMapping("/{id}/reopen")
    Whole reopen(@PathVariable long id) {
        if (origin(find(id).file()).isPresent()) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "case.decided",
                    "Expected to reopen case " + id + ", but what was decided is done already.");
        }
        return act(id, "reopen", null, by -> cases.reopen(id));
    }

    @PostMapping("/{id}/comments")
    Whole comment(@PathVariable long id, @RequestBody Text comment) {
        var text = Objects.requireNonNull(checked(comment.text(), true));
        return act(id, "comment", null, by -> {
            cases.comment(id, by, clock.instant(), text);
            return true;
        });
    }

    private Whole act(long id, String act, @Nullable String note, Predicate<String> change) {
        var before = find(id).file();
        transaction.executeWithoutResult(status -> {
            if (!change.test(Caller.current().name())) {
                throw Problem.caller(
                        HttpStatus.CONFLICT,
                        "case." + act + "-refused",
                        "Expected to " + act + " case " + id + ", but it is " + before.status()
                                + (before.assignee() == null ? "." : " by " + before.assignee() + "."));
            }
            audit.record("case." + act, Long.toString(id), before.status(), note);
        });
        return find(id);
    }

    private static @Nullable String checked(@Nullable String text, boolean needed) {
        if (text == null || text.isBlank()) {
            if (needed) {
                throw Problem.caller("request.invalid", "Expected a text, but it is empty.")
                        .field("text");
            }
            return null;
        }
        if (text.length() > LONGEST_TEXT || text.indexOf('\0') >= 0) {
            throw Problem.caller("request.invalid", "Expected a text of at most " + LONGEST_TEXT + " characters.")
                    .field("text");
        }
        return text;
    }
}
