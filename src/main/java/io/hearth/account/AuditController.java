package io.hearth.account;

import io.hearth.platform.Json;
import io.hearth.platform.Page;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/** What was changed by whom, newest first. */
@RestController
@RequestMapping("/api/v1/audit")
class AuditController {

    private static final int MOST_EXPORTED = 100_000;
    private static final int CHUNK = 1_000;

    private final JdbcClient sql;
    private final AuditSeals seals;

    AuditController(JdbcClient sql, AuditSeals seals) {
        this.sql = sql;
        this.seals = seals;
    }

    record Entry(
            String id,
            Instant at,
            String by,
            String act,
            String subject,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    /** What to look for; all of it optional. */
    record Wanted(
            @Nullable String subject,
            @Nullable String act,
            @Nullable String by,
            @Nullable Instant from,
            @Nullable Instant until) {}

    @GetMapping
    Page<Entry> find(
            Wanted wanted,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Page.limit(limit);
        return Page.of(entries(wanted, after, size + 1), size, Entry::id);
    }

    /** The same as CSV, the newest first, at most {@value #MOST_EXPORTED} entries. */
    @GetMapping("/export.csv")
    void export(Wanted wanted, HttpServletResponse response) throws IOException {
        response.setContentType("text/csv; charset=utf-8");
        response.setHeader("Content-Disposition", "attachment; filename=\"audit.csv\"");
        try (var csv = new AuditCsv(response.getOutputStream())) {
            @Nullable UUID after = null;
            int written = 0;
            List<Entry> chunk;
            do {
                chunk = entries(wanted, after, CHUNK);
                chunk.forEach(csv::write);
                written += chunk.size();
                after = chunk.isEmpty()
                        ? null
                        : UUID.fromString(chunk.get(chunk.size() - 1).id());
            } while (chunk.size() == CHUNK && written < MOST_EXPORTED);
        }
    }

    /** Looks whether all entries are as they were written. */
    @GetMapping("/verification")
    AuditSeals.Verification verify() {
        return seals.verify();
    }

    private List<Entry> entries(Wanted wanted, @Nullable UUID after, int limit) {
        return sql.sql("""
                SELECT id, at, by, act, subject, before, after FROM audit
                WHERE (:subject::text IS NULL OR subject = :subject) AND (:act::text IS NULL OR act = :act)
                  AND (:by::text IS NULL OR by = :by) AND (:after::uuid IS NULL OR id < :after)
                  AND (:from::timestamptz IS NULL OR at >= :from) AND (:until::timestamptz IS NULL OR at < :until)
                ORDER BY id DESC LIMIT :limit""")
                .param("subject", wanted.subject())
                .param("act", wanted.act())
                .param("by", wanted.by())
                .param("from", time(wanted.from()))
                .param("until", time(wanted.until()))
                .param("after", after)
                .param("limit", limit)
                .query((row, number) -> new Entry(
                        row.getString("id"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("by"),
                        row.getString("act"),
                        row.getString("subject"),
                        json(row.getString("before")),
                        json(row.getString("after"))))
                .list();
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant at) {
        return at == null ? null : at.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : Json.mapper().readTree(text);
    }
}
