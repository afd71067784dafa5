package io.hearth.content;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tables of releases. */
@Component
class ReleaseTable {

    /** A release without its files. */
    record Row(String hash, Instant publishedAt, String publishedBy) {}

    private final JdbcClient jdbc;

    ReleaseTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    Optional<String> liveHash() {
        return jdbc.sql("SELECT release FROM live_release").query(String.class).optional();
    }

    Optional<Release> find(String hash) {
        return jdbc.sql("SELECT hash, published_at, published_by FROM release WHERE hash = :hash")
                .param("hash", hash)
                .query((rs, n) -> new Row(rs.getString(1), rs.getTimestamp(2).toInstant(), rs.getString(3)))
                .optional()
                .map(row -> new Release(row.hash(), files(hash), row.publishedAt(), row.publishedBy()));
    }

    private ContentFiles files(String hash) {
        return ContentFiles.of(jdbc.sql("""
                        SELECT f.path, b.bytes
                        FROM release_file f JOIN content_blob b ON b.hash = f.blob
                        WHERE f.release = :hash
                        """)
                .param("hash", hash)
                .query((rs, n) -> new ContentFile(rs.getString(1), rs.getBytes(2)))
                .list());
    }

    /** The hash of each file of a release, by path; empty where there is no such release. */
    SortedMap<String, String> hashes(String release) {
        var hashes = new TreeMap<String, String>();
        jdbc.sql("SELECT path, blob FROM release_file WHERE release = :release")
                .param("release", release)
                .query((RowCallbackHandler) row -> hashes.put(row.getString(1), row.getString(2)));
        return hashes;
    }

    Optional<ContentFile> file(String release, String path) {
        return jdbc.sql("""
                        SELECT f.path, b.bytes FROM release_file f JOIN content_blob b ON b.hash = f.blob
                        WHERE f.release = :release AND f.path = :path
                        """)
                .param("release", release)
                .param("path", path)
                .query((row, n) -> new ContentFile(row.getString(1), row.getBytes(2)))
                .optional();
    }

    List<Row> newest(int limit, @Nullable Instant before) {
        return jdbc.sql("""
                        SELECT hash, published_at, published_by FROM release
                        WHERE published_at < coalesce(CAST(:before AS timestamptz), 'infinity')
                        ORDER BY published_at DESC LIMIT :limit
                        """)
                .param("before", before == null ? null : Timestamp.from(before))
                .param("limit", limit)
                .query((rs, n) -> new Row(rs.getString(1), rs.getTimestamp(2).toInstant(), rs.getString(3)))
                .list();
    }

    /** Until the end of the transaction nobody else moves the pointer; answers what it names. */
    Optional<String> lockLive() {
        jdbc.sql("LOCK TABLE live_release IN EXCLUSIVE MODE").update();
        return liveHash();
    }

    /** Stores the release, where it isn't known yet. The pointer is locked already. */
    void store(Release release) {
        int added = jdbc.sql("""
                        INSERT INTO release (hash, published_at, published_by) VALUES (:hash, :at, :by)
                        ON CONFLICT (hash) DO NOTHING
                        """)
                .param("hash", release.hash())
                .param("at", Timestamp.from(release.publishedAt()))
                .param("by", release.publishedBy())
                .update();
        if (added > 0) {
            release.files().forEach(file -> store(release.hash(), file));
        }
    }

    /** Stores the release, where it isn't known yet, and makes it the live one. The pointer is locked already. */
    void goLive(Release release, String by, Instant at) {
        store(release);
        jdbc.sql("""
                        INSERT INTO live_release (release, moved_at, moved_by) VALUES (:hash, :at, :by)
                        ON CONFLICT (one) DO UPDATE SET release = excluded.release, moved_at = excluded.moved_at, moved_by = excluded.moved_by
                        """)
                .param("hash", release.hash())
                .param("at", Timestamp.from(at))
                .param("by", by)
                .update();
    }

    private void store(String release, ContentFile file) {
        jdbc.sql("INSERT INTO content_blob (hash, bytes) VALUES (:hash, :bytes) ON CONFLICT (hash) DO NOTHING")
                .param("hash", file.hash())
                .param("bytes", file.bytes())
                .update();
        jdbc.sql("INSERT INTO release_file (release, path, blob) VALUES (:release, :path, :blob)")
                .param("release", release)
                .param("path", file.path())
                .param("blob", file.hash())
                .update();
    }
}
