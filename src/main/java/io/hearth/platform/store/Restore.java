package io.hearth.platform.store;

import io.hearth.platform.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipFile;
import org.postgresql.PGConnection;

/** Fills a database, whose schema is there but which nobody has used, from a backup: everything or nothing. */
final class Restore {

    private final Connection connection;

    Restore(Connection connection) {
        this.connection = connection;
    }

    BackupManifest readFrom(Path file) throws SQLException, IOException {
        try (var archive = new ZipFile(file.toFile())) {
            var manifest = manifest(archive, file);
            requireSameSchema(manifest);
            connection.setAutoCommit(false);
            var references = dropReferences();
            for (var partition : manifest.partitions()) {
                run("CREATE TABLE IF NOT EXISTS " + BackupManifest.quoted(partition.name()) + " PARTITION OF "
                        + BackupManifest.quoted(partition.parent()) + " " + partition.bound());
            }
            for (var table : manifest.tables()) {
                fill(archive, table);
            }
            for (var sequence : manifest.sequences().entrySet()) {
                run("SELECT setval('" + BackupManifest.quoted(sequence.getKey()).replace("'", "''") + "', "
                        + sequence.getValue() + ")");
            }
            for (var reference : references) {
                run("ALTER TABLE " + reference.table() + " ADD CONSTRAINT " + BackupManifest.quoted(reference.name())
                        + " " + reference.definition());
            }
            connection.commit();
            connection.setAutoCommit(true);
            run("ANALYZE");
            return manifest;
        }
    }

    private static BackupManifest manifest(ZipFile archive, Path file) throws IOException {
        var entry = archive.getEntry(BackupManifest.FILE);
        if (entry == null) {
            throw new StoreUnavailable("Expected " + file + " to be a backup, but it has no manifest.");
        }
        try (var content = archive.getInputStream(entry)) {
            var manifest = Json.bulk().readValue(content, BackupManifest.class);
            if (manifest.format() != BackupManifest.FORMAT) {
                throw new StoreUnavailable("Expected backup format " + BackupManifest.FORMAT + ", but " + file
                        + " has format " + manifest.format() + ".");
            }
            return manifest;
        }
    }

    /** Data fit the schema they were written under; a newer server upgrades them afterwards, when it starts. */
    private void requireSameSchema(BackupManifest manifest) throws SQLException {
        var here = Backup.migrations(connection);
        if (!here.equals(manifest.migrations())) {
            throw new StoreUnavailable("Expected a backup of this version's schema " + here.keySet()
                    + ", but it is of another " + manifest.migrations().keySet()
                    + ". Restore it with the version that made it; a newer one then upgrades it at its start.");
        }
    }

    private void fill(ZipFile archive, BackupManifest.Table table) throws SQLException, IOException {
        var name = table.quotedName();
        run("ALTER TABLE " + name + " DISABLE TRIGGER USER");
        run("TRUNCATE " + name);
        var entry = archive.getEntry(table.file());
        try (var rows = archive.getInputStream(entry)) {
            long copied = connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("COPY " + name + " (" + table.quotedColumns() + ") FROM STDIN", rows);
            if (copied != table.rows()) {
                throw new StoreUnavailable("Expected " + table.rows() + " rows of " + table.name()
                        + ", but the backup holds " + copied + ". It is damaged.");
            }
        }
        run("ALTER TABLE " + name + " ENABLE TRIGGER USER");
    }

    private record Reference(String table, String name, String definition) {}

    /** References are checked once at the end, so that the order of tables doesn't matter. */
    private List<Reference> dropReferences() throws SQLException {
        var references = new ArrayList<Reference>();
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint
                        WHERE contype = 'f' AND conparentid = 0 AND connamespace = 'public'::regnamespace""")) {
            while (rows.next()) {
                references.add(new Reference(rows.getString(1), rows.getString(2), rows.getString(3)));
            }
        }
        for (var reference : references) {
            run("ALTER TABLE " + reference.table() + " DROP CONSTRAINT " + BackupManifest.quoted(reference.name()));
        }
        return references;
    }

    private void run(String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
