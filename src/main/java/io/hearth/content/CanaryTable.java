package io.hearth.content;

import io.hearth.content.Canary.Limits;
import io.hearth.content.Canary.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code canary}. */
@Component
class CanaryTable {

    private static final String SELECT = """
            SELECT id, release, base, percent, state, title, why, draft, agreed, most_errors, most_opt_outs, most_cases, most_points,
                started_by, started_at, ended_by, ended_at, note
            FROM canary
            """;

    private final JdbcClient jdbc;

    CanaryTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    long add(Release release, String base, int percent, Limits limits, Publication how, Instant at) {
        return jdbc.sql("""
                INSERT INTO canary (release, base, percent, state, title, why, draft, agreed, most_errors, most_opt_outs, most_cases,
                    most_points, started_by, started_at)
                VALUES (:release, :base, :percent, 'running', :title, :why, :draft, :agreed, :errors, :optOuts, :cases, :points, :by, :at)
                RETURNING id
                """)
                .param("release", release.hash())
                .param("base", base)
                .param("percent", percent)
                .param("title", how.title())
                .param("why", how.why())
                .param("draft", how.draft())
                .param("agreed", how.agreed().toArray(String[]::new))
                .param("errors", limits.errors())
                .param("optOuts", limits.optOuts())
                .param("cases", limits.cases())
                .param("points", limits.points())
                .param("by", how.by())
                .param("at", Timestamp.from(at))
                .query(Long.class)
                .single();
    }

    Optional<Canary> running() {
        return jdbc.sql(SELECT + " WHERE state = 'running'")
                .query((row, n) -> read(row))
                .optional();
    }

    Optional<Canary> find(long id) {
        return jdbc.sql(SELECT + " WHERE id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    List<Canary> newest(int limit, long before) {
        return jdbc.sql(SELECT + " WHERE id < :before ORDER BY id DESC LIMIT :limit")
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    /** Ends it if it runs; says whether it did. */
    boolean end(long id, State state, String by, String note, Instant at) {
        return jdbc.sql("""
                UPDATE canary SET state = :state, ended_by = :by, ended_at = :at, note = :note
                WHERE id = :id AND state = 'running'
                """)
                        .param("state", state.word())
                        .param("by", by)
                        .param("at", Timestamp.from(at))
                        .param("note", note)
                        .param("id", id)
                        .update()
                == 1;
    }

    private static Canary read(ResultSet row) throws SQLException {
        var ended = row.getTimestamp("ended_at");
        return new Canary(
                row.getLong("id"),
                row.getString("release"),
                row.getString("base"),
                row.getInt("percent"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("title"),
                row.getString("why"),
                row.getObject("draft", Long.class),
                List.of((String[]) row.getArray("agreed").getArray()),
                new Limits(
                        row.getObject("most_errors", Long.class),
                        row.getObject("most_opt_outs", Long.class),
                        row.getObject("most_cases", Long.class),
                        row.getObject("most_points", Long.class)),
                row.getString("started_by"),
                row.getTimestamp("started_at").toInstant(),
                row.getString("ended_by"),
                ended == null ? null : ended.toInstant(),
                row.getString("note"));
    }
}
