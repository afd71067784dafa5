package io.hearth.studio.draft;

import io.hearth.content.ContentFile;
import io.hearth.platform.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * The files of a draft, as bytes. Each is known by its ETag, the hash of its bytes; whoever writes names the one that they saw
 * with {@code If-Match}, or {@code If-None-Match: *} for a new file, and is told with 412 who was first.
 */
@RestController
@RequestMapping("/api/v1/drafts/{id}")
class DraftFileController {

    /** @param changed whether the draft changes it */
    record FileView(String path, String hash, boolean changed) {}

    private final Workbench workbench;

    DraftFileController(Workbench workbench) {
        this.workbench = workbench;
    }

    /** All files as the draft would release them. */
    @GetMapping("/files")
    List<FileView> files(@PathVariable long id) {
        var draft = workbench.find(id);
        var changed = workbench.changes(id).stream().map(Change::path).collect(java.util.stream.Collectors.toSet());
        return workbench.hashes(draft).entrySet().stream()
                .map(entry -> new FileView(entry.getKey(), entry.getValue(), changed.contains(entry.getKey())))
                .toList();
    }

    @GetMapping("/files/{*path}")
    ResponseEntity<byte[]> file(@PathVariable long id, @PathVariable String path) {
        return answer(workbench
                .file(workbench.find(id), name(path))
                .orElseThrow(() -> Problem.notFound("content", name(path))));
    }

    /** The file as the release has it that the draft began with. */
    @GetMapping("/base/{*path}")
    ResponseEntity<byte[]> before(@PathVariable long id, @PathVariable String path) {
        return answer(workbench
                .before(workbench.find(id), name(path))
                .orElseThrow(() -> Problem.notFound("content", name(path))));
    }

    @PutMapping("/files/{*path}")
    @PreAuthorize(DraftController.MAY_EDIT)
    ResponseEntity<Void> put(
            @PathVariable long id,
            @PathVariable String path,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String unless,
            @RequestBody(required = false) byte @Nullable [] bytes) {
        var hash = workbench.put(id, name(path), bytes == null ? new byte[0] : bytes, seen(seen, unless));
        return ResponseEntity.noContent().eTag(hash).build();
    }

    /** Takes the file away from what would be released. */
    @DeleteMapping("/files/{*path}")
    @PreAuthorize(DraftController.MAY_EDIT)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(
            @PathVariable long id,
            @PathVariable String path,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen) {
        workbench.put(id, name(path), null, seen(seen, null));
    }

    /** Takes the draft's change back. */
    @DeleteMapping("/changes/{*path}")
    @PreAuthorize(DraftController.MAY_EDIT)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void restore(
            @PathVariable long id,
            @PathVariable String path,
            @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String seen,
            @RequestHeader(name = HttpHeaders.IF_NONE_MATCH, required = false) @Nullable String unless) {
        workbench.restore(id, name(path), seen(seen, unless));
    }

    private static @Nullable String seen(@Nullable String match, @Nullable String unless) {
        if (match != null) {
            return match.strip().replaceFirst("^W/", "").replace("\"", "");
        }
        return unless != null && unless.strip().equals("*") ? Workbench.ABSENT : null;
    }

    /** As it is; never as something that a browser would run. */
    static ResponseEntity<byte[]> answer(ContentFile file) {
        boolean binary = file.extension().equals("xlsx") || file.extension().equals("png");
        return ResponseEntity.ok()
                .eTag(file.hash())
                .contentType(
                        binary
                                ? MediaType.APPLICATION_OCTET_STREAM
                                : MediaType.parseMediaType("text/plain;charset=UTF-8"))
                .header("X-Content-Type-Options", "nosniff")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .body(file.bytes());
    }

    static String name(String path) {
        var name = path.startsWith("/") ? path.substring(1) : path;
        if (!ContentFile.isPath(name)) {
            throw Problem.notFound("content", "that path");
        }
        return name;
    }
}
