package io.hearth.member;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The table of merges. */
@Repository
class MergeTable {

    private static final String COLUMNS =
            "id, member, alias, reason, merged_by, merged_at, position, undone_at, undone_by, undone_why";

    private final JdbcTemplate jdbc;

    MergeTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A merge as people see it. */
    record Row(
            UUID id,
            MemberId member,
            MemberId alias,
            String reason,
            String by,
            Instant at,
            @Nullable Instant undoneAt,
            @Nullable String undoneBy,
            @Nullable String undoneWhy) {}

    void add(Merge merge) {
        jdbc.update(
                """
                INSERT INTO identity_merge (id, member, alias, reason, merged_by, merged_at, position)
                VALUES (?, ?, ?, ?, ?, ?, ?)
                """,
                merge.id(),
                merge.member().value(),
                merge.alias().value(),
                merge.reason(),
                merge.by(),
                Timestamp.from(merge.at()),
                merge.position());
    }

    void undo(Merge merge, String why) {
        jdbc.update(
                "UPDATE identity_merge SET undone_at = ?, undone_by = ?, undone_why = ? WHERE id = ? AND undone_at IS NULL",
                Timestamp.from(merge.at()),
                merge.by(),
                why,
                merge.id());
    }

    /** All merges that a member stayed in, or was merged by, the newest first. */
    List<Row> of(MemberId member) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM identity_merge WHERE member = ? OR alias = ? ORDER BY id DESC LIMIT 200",
                (row, n) -> row(row),
                member.value(),
                member.value());
    }

    /** The latest merge into the member that isn't undone. */
    Optional<Row> latest(MemberId member) {
        return of(member).stream()
                .filter(row -> row.member().equals(member) && row.undoneAt() == null)
                .findFirst();
    }

    long position(UUID id) {
        return Objects.requireNonNull(
                jdbc.queryForObject("SELECT position FROM identity_merge WHERE id = ?", Long.class, id));
    }

    private static Row row(ResultSet row) throws SQLException {
        var undone = row.getTimestamp("undone_at");
        return new Row(
                row.getObject("id", UUID.class),
                new MemberId(row.getLong("member")),
                new MemberId(row.getLong("alias")),
                row.getString("reason"),
                row.getString("merged_by"),
                row.getTimestamp("merged_at").toInstant(),
                undone == null ? null : undone.toInstant(),
                row.getString("undone_by"),
                row.getString("undone_why"));
    }
}
