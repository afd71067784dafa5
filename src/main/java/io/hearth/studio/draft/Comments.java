package io.hearth.studio.draft;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code draft_comment}: what people say about a draft, or about a line of one of its files. */
@Repository
class Comments {

    static final int MOST = 500;

    private final JdbcClient sql;

    Comments(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * One comment.
     *
     * @param hash of the draft's files as they were then
     * @param line counted from 1; null for the file or the draft as a whole
     */
    record Comment(
            String id,
            String hash,
            @Nullable String path,
            @Nullable Integer line,
            String text,
            String by,
            Instant at) {}

    /** @return false where there are too many already */
    boolean add(Draft draft, @Nullable String path, @Nullable Integer line, String text, String by, Instant at) {
        return sql.sql("""
                        insert into draft_comment (draft, hash, path, line, text, by_whom, at)
                        select :draft, :hash, :path, :line, :text, :by, :at
                        where (select count(*) from draft_comment where draft = :draft) < :most
                        """)
                        .param("draft", draft.id())
                        .param("hash", draft.hash())
                        .param("path", path)
                        .param("line", line)
                        .param("text", text)
                        .param("by", by)
                        .param("at", DraftTable.time(at))
                        .param("most", MOST)
                        .update()
                == 1;
    }

    List<Comment> of(long draft) {
        return sql.sql("""
                select id, hash, path, line, text, by_whom, at from draft_comment where draft = :draft order by id
                """)
                .param("draft", draft)
                .query((row, n) -> new Comment(
                        row.getString("id"),
                        row.getString("hash"),
                        row.getString("path"),
                        row.getObject("line", Integer.class),
                        row.getString("text"),
                        row.getString("by_whom"),
                        DraftTable.instant(row, "at")))
                .list();
    }
}
