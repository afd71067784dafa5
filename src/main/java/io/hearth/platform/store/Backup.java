package io.hearth.platform.store;

import io.hearth.platform.Json;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.postgresql.PGConnection;

/**
 * Writes the whole database into one file, as it was at one moment, while the server goes on.
 *
 * <p>PostgreSQL's own tools aren't part of the embedded binaries; this needs nothing but a connection.
 */
final class Backup {

    private final Connection connection;

    Backup(Connection connection) {
        this.connection = connection;
    }

    BackupManifest writeTo(Path file) throws SQLException, IOException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setReadOnly(true);
        var unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        try (var archive = new ZipOutputStream(Files.newOutputStream(unfinished))) {
            archive.setLevel(Deflater.BEST_SPEED);
            var manifest = write(archive);
            archive.putNextEntry(new ZipEntry(BackupManifest.FILE));
            archive.write(Json.bulk().writeValueAsBytes(manifest));
            archive.closeEntry();
            archive.finish();
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
            return manifest;
        } finally {
            connection.rollback();
            Files.deleteIfExists(unfinished);
        }
    }

    private BackupManifest write(ZipOutputStream archive) throws SQLException, IOException {
        var tables = new ArrayList<BackupManifest.Table>();
        for (var table : tables()) {
            archive.putNextEntry(new ZipEntry(table.file()));
            long rows = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyOut(
                            "COPY (SELECT " + table.quotedColumns() + " FROM " + table.quotedName() + ") TO STDOUT",
                            unclosed(archive));
            archive.closeEntry();
            tables.add(new BackupManifest.Table(table.name(), table.columns(), rows));
        }
        return new BackupManifest(
                BackupManifest.FORMAT, now(), migrations(connection), tables, partitions(), sequences());
    }

    /** Without generated columns, which the database computes again. */
    private List<BackupManifest.Table> tables() throws SQLException {
        return query(
                """
                SELECT c.relname, array_agg(a.attname::text ORDER BY a.attnum)
                FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
                WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT c.relispartition
                  AND c.relname <> 'flyway_schema_history'
                  AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = ''
                GROUP BY c.relname ORDER BY c.relname""",
                row -> new BackupManifest.Table(
                        row.getString(1),
                        Arrays.asList((String[]) row.getArray(2).getArray()),
                        0));
    }

    private List<BackupManifest.Partition> partitions() throws SQLException {
        return query("""
                WITH RECURSIVE tree AS (
                    SELECT i.inhrelid AS id, i.inhparent AS parent, 1 AS depth FROM pg_inherits i
                    JOIN pg_class p ON p.oid = i.inhparent
                    WHERE p.relkind = 'p' AND NOT p.relispartition AND p.relnamespace = 'public'::regnamespace
                    UNION ALL
                    SELECT i.inhrelid, i.inhparent, t.depth + 1 FROM pg_inherits i JOIN tree t ON t.id = i.inhparent)
                SELECT c.relname, p.relname, pg_get_expr(c.relpartbound, c.oid)
                FROM tree t JOIN pg_class c ON c.oid = t.id JOIN pg_class p ON p.oid = t.parent
                WHERE c.relkind IN ('r', 'p') ORDER BY t.depth, c.relname""", row -> new BackupManifest.Partition(row.getString(1), row.getString(2), row.getString(3)));
    }

    private Map<String, Long> sequences() throws SQLException {
        var values = new LinkedHashMap<String, Long>();
        query("""
                SELECT sequencename, last_value FROM pg_sequences
                WHERE schemaname = 'public' AND last_value IS NOT NULL ORDER BY sequencename""", row -> values.put(row.getString(1), row.getLong(2)));
        return values;
    }

    static Map<String, String> migrations(Connection connection) throws SQLException {
        var applied = new LinkedHashMap<String, String>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT version, checksum FROM flyway_schema_history
                        WHERE success AND version IS NOT NULL ORDER BY version""")) {
            while (rows.next()) {
                applied.put(rows.getString(1), rows.getString(2));
            }
        }
        return applied;
    }

    private String now() throws SQLException {
        return query(
                        "SELECT to_char(now() AT TIME ZONE 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS\"Z\"')",
                        row -> row.getString(1))
                .get(0);
    }

    private interface Reads<T> {
        T from(ResultSet row) throws SQLException;
    }

    private <T> List<T> query(String sql, Reads<T> reads) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            var found = new ArrayList<T>();
            while (rows.next()) {
                found.add(reads.from(rows));
            }
            return found;
        }
    }

    private static OutputStream unclosed(OutputStream stream) {
        return new FilterOutputStream(stream) {
            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                out.write(bytes, offset, length);
            }

            @Override
            public void close() {
                // The archive goes on with the next table.
            }
        };
    }
}
