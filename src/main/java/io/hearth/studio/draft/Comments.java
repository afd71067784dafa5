package io.hearth.studio.draft;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code draft_comment}: what people say about a draft, a line of one of its files, or a step of a workflow. */
@Repository
class Comments {

    static final int MOST = 500;

    private final JdbcClient sql;

    Comments(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * What a comment is about; all null for the draft as a whole.
     *
     * @param line counted from 1
     * @param element id of a step of a workflow
     * @param quote what the line said then, by which it is found again after changes
     * @param answers the comment that this one answers
     */
    record About(
            @Nullable String path,
            @Nullable Integer line,
            @Nullable String element,
            @Nullable String quote,
            @Nullable Long answers) {}

    /**
     * One comment.
     *
     * @param hash of the draft's files as they were then
     * @param settledBy who said that nothing is left to be done about it; only of comments that answer none
     */
    record Comment(
            String id,
            String hash,
            @Nullable String path,
            @Nullable Integer line,
            @Nullable String element,
            @Nullable String quote,
            @Nullable String answers,
            String text,
            String by,
            Instant at,
            @Nullable String settledBy,
            @Nullable Instant settledAt) {}

    /** @return false where there are too many already */
    boolean add(Draft draft, About about, String text, String by, Instant at) {
        return sql.sql("""
                        insert into draft_comment (draft, hash, path, line, element, quote, answers, text, by_whom, at)
                        select :draft, :hash, :path, :line, :element, :quote, :answers, :text, :by, :at
                        where (select count(*) from draft_comment where draft = :draft) < :most
                        """)
                        .param("draft", draft.id())
                        .param("hash", draft.hash())
                        .param("path", about.path())
                        .param("line", about.line())
                        .param("element", about.element())
                        .param("quote", about.quote())
                        .param("answers", about.answers())
                        .param("text", text)
                        .param("by", by)
                        .param("at", DraftTable.time(at))
                        .param("most", MOST)
                        .update()
                == 1;
    }

    /** Says that nothing is left to be done about it, or that something is after all. */
    boolean settle(long draft, long id, boolean settled, String by, Instant at) {
        return sql.sql("""
                        update draft_comment set settled_by = :by, settled_at = :at
                        where draft = :draft and id = :id and answers is null
                        """)
                        .param("draft", draft)
                        .param("id", id)
                        .param("by", settled ? by : null)
                        .param("at", settled ? DraftTable.time(at) : null)
                        .update()
                == 1;
    }

    List<Comment> of(long draft) {
        return all(draft, null);
    }

    Optional<Comment> find(long draft, long id) {
        return all(draft, id).stream().findFirst();
    }

    private List<Comment> all(long draft, @Nullable Long id) {
        return sql.sql("""
                select id, hash, path, line, element, quote, answers, text, by_whom, at, settled_by, settled_at
                from draft_comment where draft = :draft and (cast(:id as bigint) is null or id = :id) order by id
                """)
                .param("draft", draft)
                .param("id", id)
                .query((row, n) -> new Comment(
                        row.getString("id"),
                        row.getString("hash"),
                        row.getString("path"),
                        row.getObject("line", Integer.class),
                        row.getString("element"),
                        row.getString("quote"),
                        row.getString("answers"),
                        row.getString("text"),
                        row.getString("by_whom"),
                        DraftTable.instant(row, "at"),
                        row.getString("settled_by"),
                        row.getTimestamp("settled_at") == null ? null : DraftTable.instant(row, "settled_at")))
                .list();
    }
}
