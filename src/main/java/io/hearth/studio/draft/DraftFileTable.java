package io.hearth.studio.draft;

import io.hearth.content.ContentFile;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code draft_file}: the files in which a draft differs from its base. */
@Repository
class DraftFileTable {

    private static final String SELECT = """
            select path, coalesce(length(bytes), 0) as size, hash, base, changed_by, changed_at from draft_file
            """;

    private final JdbcClient sql;

    DraftFileTable(JdbcClient sql) {
        this.sql = sql;
    }

    List<Change> of(long draft) {
        return sql.sql(SELECT + " where draft = :draft order by path limit :most")
                .param("draft", draft)
                .param("most", Workbench.MOST_FILES + 1)
                .query((row, n) -> read(row))
                .list();
    }

    Optional<Change> find(long draft, String path) {
        return sql.sql(SELECT + " where draft = :draft and path = :path")
                .param("draft", draft)
                .param("path", path)
                .query((row, n) -> read(row))
                .optional();
    }

    /** The files that the draft adds or changes, with their bytes. */
    List<ContentFile> files(long draft) {
        return sql.sql("select path, bytes from draft_file where draft = :draft and bytes is not null")
                .param("draft", draft)
                .query((row, n) -> new ContentFile(row.getString(1), row.getBytes(2)))
                .list();
    }

    Optional<ContentFile> file(long draft, String path) {
        return sql.sql("select path, bytes from draft_file where draft = :draft and path = :path and bytes is not null")
                .param("draft", draft)
                .param("path", path)
                .query((row, n) -> new ContentFile(row.getString(1), row.getBytes(2)))
                .optional();
    }

    /** @param file null to take it away */
    void put(long draft, String path, @Nullable ContentFile file, @Nullable String base, String by, Instant at) {
        sql.sql("""
                insert into draft_file (draft, path, bytes, hash, base, changed_by, changed_at)
                values (:draft, :path, :bytes, :hash, :base, :by, :at)
                on conflict (draft, path) do update set bytes = excluded.bytes, hash = excluded.hash, base = excluded.base,
                    changed_by = excluded.changed_by, changed_at = excluded.changed_at
                """)
                .param("draft", draft)
                .param("path", path)
                .param("bytes", file == null ? null : file.bytes(), java.sql.Types.BINARY)
                .param("hash", file == null ? null : file.hash())
                .param("base", base)
                .param("by", by)
                .param("at", DraftTable.time(at))
                .update();
    }

    /** The same change, now over another release. */
    void rebase(long draft, String path, @Nullable String base) {
        sql.sql("update draft_file set base = :base where draft = :draft and path = :path")
                .param("base", base)
                .param("draft", draft)
                .param("path", path)
                .update();
    }

    void drop(long draft, String path) {
        sql.sql("delete from draft_file where draft = :draft and path = :path")
                .param("draft", draft)
                .param("path", path)
                .update();
    }

    private static Change read(ResultSet row) throws SQLException {
        return new Change(
                row.getString("path"),
                row.getInt("size"),
                row.getString("hash"),
                row.getString("base"),
                row.getString("changed_by"),
                DraftTable.instant(row, "changed_at"));
    }
}
