package io.hearth.task;

import io.hearth.account.Caller;
import io.hearth.platform.Problem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Files beside tasks: taken as they are, and given back as a download that no browser shows or runs. */
@RestController
@RequestMapping("/api/v1/tasks/{id}/files")
class TaskFileController {

    private final TaskFiles files;
    private final Tasks tasks;

    TaskFileController(TaskFiles files, Tasks tasks) {
        this.files = files;
        this.tasks = tasks;
    }

    @PostMapping(consumes = MediaType.MULTIPART_FORM_DATA_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    TaskFiles.Entry attach(@PathVariable UUID id, @RequestParam MultipartFile file) throws IOException {
        if (file.isEmpty() || file.getSize() > TaskFiles.LARGEST) {
            throw Problem.caller(
                            "task.file",
                            "Expected a file of at most %d MB for task %s, but got %d bytes."
                                    .formatted(TaskFiles.LARGEST >> 20, id, file.getSize()))
                    .field("file");
        }
        return files.attach(id, name(file.getOriginalFilename()), file.getBytes(), Caller.current());
    }

    @GetMapping("/{file}")
    ResponseEntity<byte[]> read(@PathVariable UUID id, @PathVariable UUID file) {
        var found = files.read(tasks.visible(id, Caller.current()).id(), file);
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(found.name(), StandardCharsets.UTF_8)
                                .build()
                                .toString())
                .header("X-Content-Type-Options", "nosniff")
                .body(found.bytes());
    }

    private static String name(@Nullable String original) {
        return original == null || original.isBlank() ? "file" : original;
    }
}
