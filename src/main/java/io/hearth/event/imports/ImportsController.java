package io.hearth.event.imports;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.platform.Ids;
import io.hearth.platform.Json;
import io.hearth.platform.Page;
import io.hearth.platform.Parameters;
import io.hearth.platform.Problem;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.multipart.MultipartHttpServletRequest;

/** Starts imports of files, and shows how far they are. */
@RestController
@RequestMapping("/api/v1/imports")
@PreAuthorize("hasAnyRole('MARKETER', 'OPERATOR', 'ADMINISTRATOR')")
class ImportsController {

    private final ImportTable table;
    private final ImportFiles files;
    private final ImportRunner runner;
    private final Audit audit;

    ImportsController(ImportTable table, ImportFiles files, ImportRunner runner, Audit audit) {
        this.table = table;
        this.files = files;
        this.runner = runner;
        this.audit = audit;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Import start(HttpServletRequest request) throws IOException {
        if (!(request instanceof MultipartHttpServletRequest form)) {
            throw Problem.caller(
                    HttpStatus.UNSUPPORTED_MEDIA_TYPE,
                    "import.form",
                    "Expected multipart/form-data with file and mapping, but got another type.");
        }
        var file = form.getFile("file");
        if (file == null) {
            throw Problem.caller("import.form", "Expected a file, but the form has none.")
                    .field("file");
        }
        var text = mapping(form);
        var mapping = Mapping.read(text);
        var id = Ids.next();
        var stored = files.store(id, file.getInputStream());
        try (var records = Records.open(files.path(id), mapping)) {
            runner.maker(mapping, records);
        } catch (RuntimeException fault) {
            files.delete(id);
            throw fault instanceof Problem
                    ? fault
                    : Problem.caller("import.file", "Expected a file that can be read, but " + fault.getMessage())
                            .field("file");
        }
        table.add(
                id,
                name(file),
                stored.hash(),
                stored.size(),
                text,
                mapping.name(),
                Caller.current().name());
        audit.record(
                "import.started",
                "import " + id,
                null,
                Map.of("name", mapping.name(), "hash", stored.hash(), "effects", mapping.effectsOrNone()));
        runner.wake();
        return existing(id.toString());
    }

    @GetMapping
    Page<Import> list(@RequestParam @Nullable String after, @RequestParam @Nullable Integer limit) {
        int most = Page.limit(limit);
        var from = after == null ? null : Parameters.parsed("after", after, UUID::fromString);
        return Page.of(table.list(from, most + 1), most, last -> last.id().toString());
    }

    @GetMapping("/{id}")
    Import one(@PathVariable String id) {
        return existing(id);
    }

    @GetMapping("/{id}/refusals")
    Page<ImportTable.RefusedRecord> refusals(
            @PathVariable String id, @RequestParam @Nullable String after, @RequestParam @Nullable Integer limit) {
        int most = Page.limit(limit);
        long from = after == null ? 0 : Parameters.parsed("after", after, Long::parseLong);
        return Page.of(table.refusals(existing(id).id(), from, most + 1), most, last -> String.valueOf(last.record()));
    }

    @PostMapping("/{id}/pause")
    Import pause(@PathVariable String id) {
        return moved(id, "PAUSED", "WAITING", "RUNNING");
    }

    @PostMapping("/{id}/resume")
    Import resume(@PathVariable String id) {
        var moved = moved(id, "WAITING", "PAUSED", "FAILED");
        runner.wake();
        return moved;
    }

    private Import moved(String id, String state, String... from) {
        var task = existing(id);
        if (!table.move(task.id(), state, from)) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "import.state",
                    "Expected import " + id + " to become " + state.toLowerCase(java.util.Locale.ROOT) + ", but it is "
                            + task.state() + ".");
        }
        audit.record("import." + state.toLowerCase(java.util.Locale.ROOT), "import " + id, null, null);
        return existing(id);
    }

    private Import existing(String id) {
        return table.find(Parameters.parsed("id", id, UUID::fromString))
                .orElseThrow(() -> Problem.notFound("import", id));
    }

    /** As a field or as a file of the form. */
    private static String mapping(MultipartHttpServletRequest form) throws IOException {
        var file = form.getFile("mapping");
        var text = file == null ? form.getParameter("mapping") : new String(file.getBytes(), StandardCharsets.UTF_8);
        if (text == null || text.length() > Json.MAX_DOCUMENT) {
            throw Problem.caller("import.form", "Expected a mapping, but the form has none.")
                    .field("mapping");
        }
        return text;
    }

    /** Only the name's last part, since it is shown. */
    private static String name(MultipartFile file) {
        var given =
                Objects.requireNonNullElse(file.getOriginalFilename(), "file").replace('\\', '/');
        var last = given.substring(given.lastIndexOf('/') + 1).replaceAll("\\p{Cntrl}", "");
        return last.isEmpty() ? "file" : last.substring(0, Math.min(last.length(), 200));
    }
}
