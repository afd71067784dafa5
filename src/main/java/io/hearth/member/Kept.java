package io.hearth.member;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.namedparam.NamedParameterJdbcTemplate;
import org.springframework.stereotype.Repository;

/** What a merge moved and how it was before, by kind; in the merge's transaction. */
@Repository
public class Kept {

    private final JdbcTemplate jdbc;
    private final NamedParameterJdbcTemplate named;

    Kept(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
        this.named = new NamedParameterJdbcTemplate(jdbc);
    }

    public void keep(Merge merge, String kind, String id, @Nullable String data) {
        jdbc.update(
                "INSERT INTO identity_merge_kept (merge, kind, id, data) VALUES (?, ?, ?, ?)",
                merge.id(),
                kind,
                id,
                data);
    }

    public void keep(Merge merge, String kind, Collection<String> ids) {
        jdbc.update(
                "INSERT INTO identity_merge_kept (merge, kind, id) SELECT ?, ?, id FROM unnest(?) AS k (id)",
                merge.id(),
                kind,
                ids.toArray(String[]::new));
    }

    public List<String> ids(Merge merge, String kind) {
        return jdbc.queryForList(
                "SELECT id FROM identity_merge_kept WHERE merge = ? AND kind = ? ORDER BY id",
                String.class,
                merge.id(),
                kind);
    }

    /**
     * Gives rows of the alias to the member who stays, and keeps which.
     *
     * @param update with {@code :to} and {@code :from}, returning the rows' ids as text
     */
    public void move(Merge merge, String kind, String update) {
        keep(
                merge,
                kind,
                named.queryForList(
                        update,
                        Map.of(
                                "to",
                                merge.member().value(),
                                "from",
                                merge.alias().value()),
                        String.class));
    }

    /**
     * Gives them back to the alias.
     *
     * @param update with {@code :to}, {@code :from} and {@code :ids}, an array of text
     */
    public void back(Merge merge, String kind, String update) {
        named.update(
                update,
                Map.of(
                        "to", merge.alias().value(),
                        "from", merge.member().value(),
                        "ids", ids(merge, kind).toArray(String[]::new)));
    }

    /** What was kept with data, by id. */
    public Map<String, String> data(Merge merge, String kind) {
        Map<String, String> found = new TreeMap<>();
        jdbc.query(
                "SELECT id, data FROM identity_merge_kept WHERE merge = ? AND kind = ? AND data IS NOT NULL",
                row -> {
                    found.put(row.getString(1), row.getString(2));
                },
                merge.id(),
                kind);
        return found;
    }
}
