package io.hearth.content;

import io.hearth.platform.Json;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** Tables {@code release_move} and {@code content_taken}: how each release came to be live, and what was taken from the folder. */
@Component
class ReleaseHistory {

    private final JdbcClient jdbc;

    ReleaseHistory(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void note(String release, @Nullable String before, Publication how, Instant at) {
        jdbc.sql("""
                INSERT INTO release_move (release, before, kind, title, why, draft, agreed, moved_by, moved_at)
                VALUES (:release, :before, :kind, :title, :why, :draft, :agreed, :by, :at)
                """)
                .param("release", release)
                .param("before", before)
                .param("kind", how.kind().name().toLowerCase(Locale.ROOT))
                .param("title", how.title())
                .param("why", how.why())
                .param("draft", how.draft())
                .param("agreed", how.agreed().toArray(String[]::new))
                .param("by", how.by())
                .param("at", Timestamp.from(at))
                .update();
    }

    List<ReleaseMove> newest(int limit, long before) {
        return jdbc.sql("""
                SELECT id, release, before, kind, title, why, draft, agreed, moved_by, moved_at FROM release_move
                WHERE id < :before ORDER BY id DESC LIMIT :limit
                """)
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> new ReleaseMove(
                        row.getLong("id"),
                        row.getString("release"),
                        row.getString("before"),
                        row.getString("kind"),
                        row.getString("title"),
                        row.getString("why"),
                        row.getObject("draft", Long.class),
                        List.of((String[]) row.getArray("agreed").getArray()),
                        row.getString("moved_by"),
                        row.getTimestamp("moved_at").toInstant()))
                .list();
    }

    /** The release that the pointer named at a moment; empty before the first one. */
    Optional<String> liveAt(Instant at) {
        return jdbc.sql("SELECT release FROM release_move WHERE moved_at <= :at ORDER BY id DESC LIMIT 1")
                .param("at", Timestamp.from(at))
                .query(String.class)
                .optional();
    }

    /** The hash of each file by path, as they lay there when the server took them last. */
    Optional<SortedMap<String, String>> taken() {
        return jdbc.sql("SELECT files::text FROM content_taken")
                .query(String.class)
                .optional()
                .map(json -> Json.bulk().readValue(json, new TypeReference<TreeMap<String, String>>() {}));
    }

    void take(SortedMap<String, String> files, Instant at) {
        jdbc.sql("""
                INSERT INTO content_taken (files, taken_at) VALUES (:files::jsonb, :at)
                ON CONFLICT (one) DO UPDATE SET files = excluded.files, taken_at = excluded.taken_at
                """)
                .param("files", Json.bulk().writeValueAsString(files))
                .param("at", Timestamp.from(at))
                .update();
    }
}
