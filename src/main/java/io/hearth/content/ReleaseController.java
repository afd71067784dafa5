package io.hearth.content;

import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
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

    private final Releases releases;

    ReleaseController(Releases releases) {
        this.releases = releases;
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
