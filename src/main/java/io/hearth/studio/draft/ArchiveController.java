package io.hearth.studio.draft;

import io.hearth.content.ContentFiles;
import io.hearth.content.Releases;
import io.hearth.platform.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Releases and drafts as plain folders in a zip archive, and back; what a draft changes as a patch for Git. */
@RestController
@RequestMapping("/api/v1")
class ArchiveController {

    private static final long MOST_PACKED = 32L << 20;
    private static final int LONGEST_TITLE = 120;
    private static final int LONGEST_WHY = 2_000;

    private final Workbench workbench;
    private final DraftController drafts;
    private final Releases releases;
    private final StudioLimits limits;
    private final TransactionTemplate transaction;

    ArchiveController(
            Workbench workbench,
            DraftController drafts,
            Releases releases,
            StudioLimits limits,
            TransactionTemplate transaction) {
        this.workbench = workbench;
        this.drafts = drafts;
        this.releases = releases;
        this.limits = limits;
        this.transaction = transaction;
    }

    @GetMapping("/releases/{hash}/archive")
    ResponseEntity<byte[]> release(@PathVariable String hash) throws IOException {
        var release = releases.find(hash).orElseThrow(() -> Problem.notFound("release", "of that hash"));
        return zip(release.files(), "release-" + release.hash().substring(0, 12));
    }

    /** All files as the draft would release them. */
    @GetMapping("/drafts/{id}/archive")
    ResponseEntity<byte[]> draft(@PathVariable long id) throws IOException {
        return zip(workbench.files(workbench.find(id)), Workbench.name(id));
    }

    /** What the draft changes, as {@code git apply} takes it. */
    @GetMapping("/drafts/{id}/patch")
    ResponseEntity<byte[]> patch(@PathVariable long id) {
        var draft = workbench.find(id);
        var patch = new StringBuilder();
        for (var change : workbench.changes(id)) {
            patch.append(Patch.of(
                    change.path(),
                    workbench.before(draft, change.path()).orElse(null),
                    workbench.file(draft, change.path()).orElse(null)));
        }
        return download(
                patch.toString().getBytes(StandardCharsets.UTF_8),
                Workbench.name(id) + ".patch",
                MediaType.parseMediaType("text/plain;charset=UTF-8"));
    }

    /** Opens a draft that makes all files what the archive holds; what it doesn't hold is taken away. */
    @PostMapping(path = "/drafts/imports", consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize(DraftController.MAY_EDIT)
    DraftController.DraftView open(
            @RequestParam MultipartFile file, @RequestParam String title, @RequestParam String why) throws IOException {
        if (title.isBlank() || title.length() > LONGEST_TITLE || why.isBlank() || why.length() > LONGEST_WHY) {
            throw Problem.caller(
                            "request.invalid",
                            "Expected a title of 1 to %d and a reason of 1 to %d characters."
                                    .formatted(LONGEST_TITLE, LONGEST_WHY))
                    .field(title.isBlank() || title.length() > LONGEST_TITLE ? "title" : "why");
        }
        if (file.getSize() > MOST_PACKED) {
            throw Problem.caller(
                            HttpStatus.CONTENT_TOO_LARGE,
                            "archive.too-large",
                            "Expected an archive of at most " + MOST_PACKED + " bytes, but got more.")
                    .field("file");
        }
        ContentFiles wanted;
        try (var stream = file.getInputStream()) {
            wanted = Archive.read(stream, limits.mostFileBytes().toBytes());
        }
        var opened = transaction.execute(status -> {
            var draft = workbench.open(title.strip(), why.strip());
            workbench.become(draft.id(), wanted);
            return workbench.find(draft.id());
        });
        return drafts.view(java.util.Objects.requireNonNull(opened));
    }

    private static ResponseEntity<byte[]> zip(ContentFiles files, String name) throws IOException {
        var bytes = new ByteArrayOutputStream();
        Archive.write(files, bytes);
        return download(bytes.toByteArray(), name + ".zip", MediaType.parseMediaType("application/zip"));
    }

    private static ResponseEntity<byte[]> download(byte[] bytes, String name, MediaType type) {
        return ResponseEntity.ok()
                .contentType(type)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment().filename(name).build().toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(bytes);
    }
}
