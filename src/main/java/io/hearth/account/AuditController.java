package io.hearth.account;

import io.hearth.platform.Json;
import io.hearth.platform.Page;
import java.time.Instant;
import java.time.OffsetDateTime;
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

    private final JdbcClient sql;

    AuditController(JdbcClient sql) {
        this.sql = sql;
    }

    record Entry(
            String id,
            Instant at,
            String by,
            String act,
            String subject,
            @Nullable JsonNode before,
            @Nullable JsonNode after) {}

    @GetMapping
    Page<Entry> find(
            @RequestParam(required = false) @Nullable String subject,
            @RequestParam(required = false) @Nullable String act,
            @RequestParam(required = false) @Nullable String by,
            @RequestParam(required = false) @Nullable UUID after,
            @RequestParam(required = false) @Nullable Integer limit) {
        int size = Page.limit(limit);
        var entries = sql.sql("""
                SELECT id, at, by, act, subject, before, after FROM audit
                WHERE (:subject::text IS NULL OR subject = :subject) AND (:act::text IS NULL OR act = :act)
                  AND (:by::text IS NULL OR by = :by) AND (:after::uuid IS NULL OR id < :after)
                ORDER BY id DESC LIMIT :size""")
                .param("subject", subject)
                .param("act", act)
                .param("by", by)
                .param("after", after)
                .param("size", size + 1)
                .query((row, number) -> new Entry(
                        row.getString("id"),
                        row.getObject("at", OffsetDateTime.class).toInstant(),
                        row.getString("by"),
                        row.getString("act"),
                        row.getString("subject"),
                        json(row.getString("before")),
                        json(row.getString("after"))))
                .list();
        return Page.of(entries, size, Entry::id);
    }

    private static @Nullable JsonNode json(@Nullable String text) {
        return text == null ? null : Json.mapper().readTree(text);
    }
}
