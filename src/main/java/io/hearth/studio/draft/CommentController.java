package io.hearth.studio.draft;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.content.ContentFile;
import io.hearth.platform.Problem;
import io.hearth.studio.draft.Comments.About;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What people say to each other about a draft, at a line or a step; answered, and settled when nothing is left to do. */
@RestController
@RequestMapping("/api/v1/drafts/{id}/comments")
class CommentController {

    private static final int LONGEST_QUOTE = 300;

    /**
     * @param line counted from 1, of the file as the draft has it
     * @param element id of a step, where the file is a workflow
     * @param answers id of the comment that this one answers; it is then about what that one is about
     */
    record Remark(
            @Nullable @Size(max = 300) String path,
            @Nullable @Min(1) @Max(1_000_000) Integer line,

            @Nullable @Pattern(regexp = "[A-Za-z_][A-Za-z0-9_.-]{0,99}")
            String element,

            @Nullable @Pattern(regexp = "[0-9]{1,18}") String answers,
            @NotBlank @Size(max = 4_000) String text) {}

    /** @param settled false where something is left to do after all */
    record Settled(@NotNull Boolean settled) {}

    private final Workbench workbench;
    private final Comments comments;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    CommentController(
            Workbench workbench, Comments comments, Audit audit, TransactionTemplate transaction, Clock clock) {
        this.workbench = workbench;
        this.comments = comments;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    @GetMapping
    List<Comments.Comment> all(@PathVariable long id) {
        workbench.find(id);
        return comments.of(id);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize("hasAuthority('PERSON')")
    List<Comments.Comment> say(@PathVariable long id, @Valid @RequestBody Remark remark) {
        var draft = workbench.find(id);
        var about = remark.answers() == null ? about(draft, remark) : answered(draft, remark);
        transaction.executeWithoutResult(status -> {
            if (!comments.add(
                    draft, about, remark.text().strip(), Caller.current().name(), clock.instant())) {
                throw Workbench.refused(
                        "draft.comments", "at most " + Comments.MOST + " comments", "there are as many");
            }
            audit.record("draft.commented", Workbench.name(id), null, where(about));
        });
        return comments.of(id);
    }

    @PutMapping("/{comment}/settled")
    @PreAuthorize("hasAuthority('PERSON')")
    List<Comments.Comment> settle(
            @PathVariable long id, @PathVariable long comment, @Valid @RequestBody Settled wanted) {
        workbench.find(id);
        transaction.executeWithoutResult(status -> {
            if (!comments.settle(id, comment, wanted.settled(), Caller.current().name(), clock.instant())) {
                throw Problem.notFound("comment", Long.toString(comment));
            }
            audit.record(
                    wanted.settled() ? "draft.comment-settled" : "draft.comment-reopened",
                    Workbench.name(id),
                    null,
                    Map.of("comment", comment));
        });
        return comments.of(id);
    }

    private About about(Draft draft, Remark remark) {
        if (remark.path() == null) {
            if (remark.line() != null || remark.element() != null) {
                throw place("a path beside a line or an element, but there is none");
            }
            return new About(null, null, null, null, null);
        }
        if (!ContentFile.isPath(remark.path())) {
            throw Problem.caller("draft.path", "Expected the path of a file, but got another.")
                    .field("path");
        }
        if (remark.element() != null && (remark.line() != null || !remark.path().endsWith(".bpmn"))) {
            throw place("an element of a workflow, or a line, but got " + remark.path());
        }
        return new About(remark.path(), remark.line(), remark.element(), quote(draft, remark), null);
    }

    private About answered(Draft draft, Remark remark) {
        var answers = Objects.requireNonNull(remark.answers());
        var first = comments.find(draft.id(), Long.parseLong(answers))
                .orElseThrow(() -> Problem.notFound("comment", answers));
        if (first.answers() != null || remark.path() != null || remark.line() != null || remark.element() != null) {
            throw place("an answer to a comment that answers none, without a place of its own, but got another");
        }
        return new About(first.path(), first.line(), first.element(), null, Long.valueOf(first.id()));
    }

    /** What stands in the line now; nothing where the file has no text or fewer lines. */
    private @Nullable String quote(Draft draft, Remark remark) {
        var line = remark.line();
        if (line == null) {
            return null;
        }
        return workbench
                .file(draft, Objects.requireNonNull(remark.path()))
                .map(file -> file.text().lines().skip(line - 1L).findFirst().orElse(""))
                .map(String::strip)
                .map(text -> text.substring(0, Math.min(LONGEST_QUOTE, text.length())))
                .filter(text -> !text.isEmpty() && text.indexOf('\0') < 0)
                .orElse(null);
    }

    private static Map<String, Object> where(About about) {
        return Map.of(
                "path", about.path() == null ? "" : about.path(),
                "line", about.line() == null ? 0 : about.line(),
                "element", about.element() == null ? "" : about.element());
    }

    private static Problem place(String expected) {
        return Problem.caller("draft.comment-place", "Expected " + expected + ".");
    }
}
