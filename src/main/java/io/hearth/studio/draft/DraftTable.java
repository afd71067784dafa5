package io.hearth.studio.draft;

import io.hearth.studio.draft.Draft.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables {@code draft} and {@code draft_person}. */
@Repository
class DraftTable {

    private static final String SELECT = """
            select d.id, d.title, d.why, d.base, d.hash, d.state, d.created_by, d.created_at, d.changed_by, d.changed_at,
                (select count(*) from draft_file f where f.draft = d.id) as changed,
                (select a.state from draft_asking a where a.draft = d.id order by a.id desc limit 1) as asking
            from draft d
            """;

    private final JdbcClient sql;

    DraftTable(JdbcClient sql) {
        this.sql = sql;
    }

    /** @param path the file that the person looks at, if any */
    record Present(String person, Instant at, @Nullable String path, boolean edited) {}

    long add(String title, String why, String base, String by, Instant at) {
        return sql.sql("""
                insert into draft (title, why, base, hash, state, created_by, created_at, changed_by, changed_at)
                values (:title, :why, :base, :base, 'open', :by, :at, :by, :at) returning id
                """)
                .param("title", title)
                .param("why", why)
                .param("base", base)
                .param("by", by)
                .param("at", time(at))
                .query(Long.class)
                .single();
    }

    Optional<Draft> find(long id) {
        return sql.sql(SELECT + " where d.id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional();
    }

    /** Until the end of the transaction nobody else changes it. */
    Optional<Draft> lock(long id) {
        return sql.sql("select id from draft where id = :id for update")
                .param("id", id)
                .query(Long.class)
                .optional()
                .flatMap(this::find);
    }

    List<Draft> newest(@Nullable State state, long before, int limit) {
        return sql.sql(SELECT + """
                where (:state::text is null or d.state = :state) and d.id < :before order by d.id desc limit :limit
                """)
                .param("state", state == null ? null : word(state))
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> read(row))
                .list();
    }

    long openOf(String person) {
        return sql.sql("select count(*) from draft where created_by = :person and state = 'open'")
                .param("person", person)
                .query(Long.class)
                .single();
    }

    void describe(long id, String title, String why, String by, Instant at) {
        sql.sql("update draft set title = :title, why = :why, changed_by = :by, changed_at = :at where id = :id")
                .param("title", title)
                .param("why", why)
                .param("by", by)
                .param("at", time(at))
                .param("id", id)
                .update();
    }

    void changed(long id, String base, String hash, String by, Instant at) {
        sql.sql("""
                update draft set base = :base, hash = :hash, changed_by = :by, changed_at = :at where id = :id
                """)
                .param("base", base)
                .param("hash", hash)
                .param("by", by)
                .param("at", time(at))
                .param("id", id)
                .update();
        seen(id, by, null, true, at);
    }

    void end(long id, State state) {
        sql.sql("update draft set state = :state where id = :id")
                .param("state", word(state))
                .param("id", id)
                .update();
    }

    void seen(long id, String person, @Nullable String path, boolean edits, Instant at) {
        sql.sql("""
                insert into draft_person (draft, person, seen_at, path, edited) values (:id, :person, :at, :path, :edits)
                on conflict (draft, person) do update set seen_at = excluded.seen_at,
                    path = coalesce(excluded.path, draft_person.path), edited = draft_person.edited or excluded.edited
                """)
                .param("id", id)
                .param("person", person)
                .param("at", time(at))
                .param("path", path)
                .param("edits", edits)
                .update();
    }

    List<Present> present(long id, Instant since) {
        return sql.sql("""
                select person, seen_at, path, edited from draft_person
                where draft = :id and seen_at >= :since order by person limit 50
                """)
                .param("id", id)
                .param("since", time(since))
                .query((row, n) -> new Present(
                        row.getString(1), instant(row, "seen_at"), row.getString("path"), row.getBoolean("edited")))
                .list();
    }

    /** Everybody who ever changed the draft: nobody of them may agree to it. */
    Set<String> authors(long id) {
        return Set.copyOf(sql.sql("""
                select person from draft_person where draft = :id and edited
                union select created_by from draft where id = :id
                """).param("id", id).query(String.class).list());
    }

    static OffsetDateTime time(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    static @Nullable Instant maybe(ResultSet row, String column) throws SQLException {
        var at = row.getObject(column, OffsetDateTime.class);
        return at == null ? null : at.toInstant();
    }

    private static String word(State state) {
        return state.name().toLowerCase(Locale.ROOT);
    }

    private static Draft read(ResultSet row) throws SQLException {
        return new Draft(
                row.getLong("id"),
                row.getString("title"),
                row.getString("why"),
                row.getString("base"),
                row.getString("hash"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("created_by"),
                instant(row, "created_at"),
                row.getString("changed_by"),
                instant(row, "changed_at"),
                row.getInt("changed"),
                row.getString("asking"));
    }
}
