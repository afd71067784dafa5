package io.hearth.event.imports;

import io.hearth.event.Refusal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** Imports and the records that they refused. */
@Repository
class ImportTable {

    /** A record that made no event. */
    record RefusedRecord(
            long record, long line, String code, @Nullable String field, String detail, String text) {

        static RefusedRecord of(long record, long line, Refusal refusal, String text) {
            return new RefusedRecord(record, line, refusal.code(), refusal.field(), refusal.detail(), text);
        }
    }

    /** What one chunk came to. */
    record Chunk(long records, long bytes, long accepted, long duplicate, List<RefusedRecord> refused) {}

    private static final String COLUMNS = """
            id, name, file_name, file_hash, size, mapping, state, problem, records, bytes, accepted, duplicate, refused,
            started_by, created_at, changed_at
            """;

    private static final int LEASE_SECONDS = 10;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    ImportTable(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(UUID id, String file, String hash, long size, String mapping, String name, String by) {
        var now = Timestamp.from(clock.instant());
        jdbc.update("""
                INSERT INTO import (id, name, file_name, file_hash, size, mapping, state, started_by, created_at, changed_at)
                VALUES (?, ?, ?, ?, ?, ?, 'WAITING', ?, ?, ?)
                """, id, name, file, hash, size, mapping, by, now, now);
    }

    Optional<Import> find(UUID id) {
        return jdbc.query("SELECT " + COLUMNS + " FROM import WHERE id = ?", (row, n) -> read(row), id).stream()
                .findFirst();
    }

    List<Import> list(@Nullable UUID after, int limit) {
        return jdbc.query(
                "SELECT " + COLUMNS + " FROM import WHERE ?::uuid IS NULL OR id < ?::uuid ORDER BY id DESC LIMIT ?",
                (row, n) -> read(row),
                after,
                after,
                limit);
    }

    List<RefusedRecord> refusals(UUID id, long after, int limit) {
        return jdbc.query(
                """
                SELECT record, line, code, field, detail, text FROM import_refusal
                WHERE import_id = ? AND record > ? ORDER BY record LIMIT ?
                """,
                (row, n) -> new RefusedRecord(
                        row.getLong(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)),
                id,
                after,
                limit);
    }

    /** Those that nobody works on, the oldest first. */
    List<UUID> free() {
        return jdbc.queryForList("""
                SELECT id FROM import WHERE state IN ('WAITING', 'RUNNING') AND owned_until < clock_timestamp()
                ORDER BY created_at LIMIT 20
                """, UUID.class);
    }

    boolean claim(UUID id, String node) {
        return jdbc.update("""
                        UPDATE import SET state = 'RUNNING', owner = ?,
                            owned_until = clock_timestamp() + make_interval(secs => ?)
                        WHERE id = ? AND state IN ('WAITING', 'RUNNING') AND owned_until < clock_timestamp()
                        """, node, LEASE_SECONDS, id) == 1;
    }

    /** In the transaction that appends; false if the import was paused or taken over. */
    boolean advance(UUID id, String node, long from, Chunk chunk) {
        int own = jdbc.update(
                """
                UPDATE import SET records = records + ?, bytes = ?, accepted = accepted + ?, duplicate = duplicate + ?,
                    refused = refused + ?, changed_at = ?, owned_until = clock_timestamp() + make_interval(secs => ?)
                WHERE id = ? AND owner = ? AND state = 'RUNNING' AND records = ?
                """,
                chunk.records(),
                chunk.bytes(),
                chunk.accepted(),
                chunk.duplicate(),
                chunk.refused().size(),
                Timestamp.from(clock.instant()),
                LEASE_SECONDS,
                id,
                node,
                from);
        if (own == 1) {
            jdbc.batchUpdate(
                    "INSERT INTO import_refusal (import_id, record, line, code, field, detail, text) VALUES (?, ?, ?, ?, ?, ?, ?)",
                    chunk.refused().stream()
                            .map(one -> new Object[] {
                                id, one.record(), one.line(), one.code(), one.field(), one.detail(), one.text()
                            })
                            .toList());
        }
        return own == 1;
    }

    void end(UUID id, String node, String state, @Nullable String problem) {
        jdbc.update("""
                UPDATE import SET state = ?, problem = ?, changed_at = ?, owner = NULL, owned_until = '-infinity',
                    bytes = CASE WHEN ? = 'DONE' THEN size ELSE bytes END
                WHERE id = ? AND owner = ? AND state = 'RUNNING'
                """, state, problem, Timestamp.from(clock.instant()), state, id, node);
    }

    /** Lets another, or this node later, go on with it. */
    void release(UUID id, String node) {
        jdbc.update("UPDATE import SET owner = NULL, owned_until = '-infinity' WHERE id = ? AND owner = ?", id, node);
    }

    boolean move(UUID id, String state, String... from) {
        return jdbc.update("""
                        UPDATE import SET state = ?, changed_at = ?, owner = NULL, owned_until = '-infinity'
                        WHERE id = ? AND state = ANY (?)
                        """, state, Timestamp.from(clock.instant()), id, from) == 1;
    }

    private static Import read(ResultSet row) throws SQLException {
        return new Import(
                row.getObject("id", UUID.class),
                row.getString("name"),
                row.getString("file_name"),
                row.getString("file_hash"),
                row.getLong("size"),
                row.getString("mapping"),
                row.getString("state").toLowerCase(java.util.Locale.ROOT),
                row.getString("problem"),
                row.getLong("records"),
                row.getLong("bytes"),
                row.getLong("accepted"),
                row.getLong("duplicate"),
                row.getLong("refused"),
                row.getString("started_by"),
                row.getTimestamp("created_at").toInstant(),
                row.getTimestamp("changed_at").toInstant());
    }
}
