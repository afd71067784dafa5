package io.hearth.content;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Releases and the files of the live one. */
@RestController
@RequestMapping("/api/v1")
class ReleaseController {

    record ReleaseView(String hash, Instant publishedAt, String publishedBy, boolean live) {}

    record FileView(String path, String hash, int size) {}

    record AttemptView(boolean succeeded, List<Finding> findings) {}

    record LiveView(
            String hash, Instant publishedAt, String publishedBy, List<FileView> files, AttemptView lastAttempt) {}

    /**
     * One move of the pointer to the live release.
     *
     * @param before the release that was live until then
     * @param kind {@code content} from where files lie, {@code draft} or {@code rollback}
     */
    record MoveView(
            String id,
            String release,
            @Nullable String before,
            String kind,
            String title,
            String why,
            @Nullable String draft,
            List<String> agreed,
            String by,
            Instant at,
            boolean live) {}

    record ChangeView(
            String path,
            String kind,
            @Nullable String hash,
            @Nullable String before) {}

    record Back(@NotBlank @Size(max = 500) String reason) {}

    private final Releases releases;
    private final Audit audit;

    ReleaseController(Releases releases, Audit audit) {
        this.releases = releases;
        this.audit = audit;
    }

    @GetMapping("/releases")
    Page<ReleaseView> releases(@RequestParam @Nullable Integer limit, @RequestParam @Nullable Instant after) {
        int most = Page.limit(limit);
        var live = releases.live().hash();
        var rows = releases.newest(most + 1, after).stream()
                .map(r -> new ReleaseView(
                        r.hash(), r.publishedAt(), r.publishedBy(), r.hash().equals(live)))
                .toList();
        return Page.of(rows, most, r -> r.publishedAt().toString());
    }

    /** How each release came to be live, the newest first: who, why, over which one. */
    @GetMapping("/releases/history")
    Page<MoveView> history(@RequestParam @Nullable Integer limit, @RequestParam @Nullable Long after) {
        int most = Page.limit(limit);
        var live = releases.live().hash();
        var moves = releases.history(most + 1, after == null ? Long.MAX_VALUE : after);
        return Page.of(moves.stream().map(move -> view(move, live)).toList(), most, MoveView::id);
    }

    /** The files in which a release differs from another. */
    @GetMapping("/releases/{hash}/changes")
    List<ChangeView> changes(@PathVariable String hash, @RequestParam String against) {
        var before = releases.known(against);
        var after = releases.known(hash);
        var paths = new TreeSet<>(before.keySet());
        paths.addAll(after.keySet());
        return paths.stream()
                .filter(path -> !Objects.equals(before.get(path), after.get(path)))
                .map(path -> new ChangeView(
                        path,
                        !before.containsKey(path) ? "added" : !after.containsKey(path) ? "removed" : "changed",
                        after.get(path),
                        before.get(path)))
                .toList();
    }

    @GetMapping("/releases/{hash}/files/{*path}")
    ResponseEntity<byte[]> file(@PathVariable String hash, @PathVariable String path) {
        var name = path.startsWith("/") ? path.substring(1) : path;
        return answer(releases.file(hash, name).orElseThrow(() -> Problem.notFound("content", "that path")));
    }

    /** Makes an earlier release the live one again; live runs of workflows go on in their versions. */
    @PostMapping("/releases/{hash}/rollback")
    @PreAuthorize("hasAnyRole('OPERATOR', 'APPROVER', 'ADMINISTRATOR')")
    LiveView goBack(@PathVariable String hash, @Valid @RequestBody Back back) {
        var live = releases.live().hash();
        if (hash.equals(live)) {
            throw Problem.caller(
                    HttpStatus.CONFLICT, "release.live", "Expected an earlier release, but this one is live.");
        }
        var reason = back.reason().strip();
        var published = releases.goBack(
                hash,
                Caller.current().name(),
                reason,
                () -> audit.record(
                        "release.rolled-back",
                        hash,
                        Map.of("release", live),
                        Map.of("release", hash, "reason", reason)));
        if (!published.succeeded()) {
            throw Problem.content(
                    "release.not-ready",
                    "Expected to go back to release " + hash + ", but "
                            + published.findings().get(0).message());
        }
        return live();
    }

    private static MoveView view(ReleaseMove move, String live) {
        return new MoveView(
                Long.toString(move.id()),
                move.release(),
                move.before(),
                move.kind(),
                move.title(),
                move.why(),
                move.draft() == null ? null : Long.toString(move.draft()),
                move.agreed(),
                move.by(),
                move.at(),
                move.release().equals(live));
    }

    @GetMapping("/releases/live")
    LiveView live() {
        var release = releases.live();
        var files = release.files().stream()
                .map(f -> new FileView(f.path(), f.hash(), f.size()))
                .toList();
        var attempt = releases.lastAttempt();
        return new LiveView(
                release.hash(),
                release.publishedAt(),
                release.publishedBy(),
                files,
                new AttemptView(attempt.succeeded(), attempt.findings()));
    }

    /** The file as it is; never as something that a browser would run. */
    @GetMapping("/content/{*path}")
    ResponseEntity<byte[]> content(@PathVariable String path) {
        var name = path.startsWith("/") ? path.substring(1) : path;
        if (!ContentPath.isValid(name)) {
            throw Problem.notFound("content", "that path");
        }
        var file = releases.live().files().find(name).orElseThrow(() -> Problem.notFound("content", name));
        return answer(file);
    }

    private static ResponseEntity<byte[]> answer(ContentFile file) {
        boolean binary = file.extension().equals("xlsx") || file.extension().equals("png");
        return ResponseEntity.ok()
                .contentType(
                        binary
                                ? MediaType.APPLICATION_OCTET_STREAM
                                : MediaType.parseMediaType("text/plain;charset=UTF-8"))
                .header("X-Content-Type-Options", "nosniff")
                .body(file.bytes());
    }
}
