package io.hearth.studio.draft;

import io.hearth.platform.Json;
import io.hearth.studio.draft.Asking.Approval;
import io.hearth.studio.draft.Asking.State;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** Tables {@code draft_asking} and {@code draft_approval}. */
@Repository
class AskingTable {

    private static final String SELECT = """
            select id, draft, hash, state, remark, facts, asked_by, asked_at, expires_at from draft_asking
            """;

    private final JdbcClient sql;

    AskingTable(JdbcClient sql) {
        this.sql = sql;
    }

    long add(
            Draft draft,
            String remark,
            Map<String, Object> facts,
            List<ReleaseRules.Wanted> wanted,
            String by,
            Instant at,
            Instant until) {
        long id = sql.sql("""
                insert into draft_asking (draft, hash, state, remark, facts, asked_by, asked_at, expires_at)
                values (:draft, :hash, 'waiting', :remark, :facts, :by, :at, :until) returning id
                """)
                .param("draft", draft.id())
                .param("hash", draft.hash())
                .param("remark", remark)
                .param("facts", Json.mapper().writeValueAsString(facts))
                .param("by", by)
                .param("at", DraftTable.time(at))
                .param("until", DraftTable.time(until))
                .query(Long.class)
                .single();
        sql.sql("""
                insert into draft_approval (asking, people, reasons)
                select :id, people, string_to_array(reasons, chr(10)) from unnest(:people, :reasons) as wanted (people, reasons)
                """)
                .param("id", id)
                .param(
                        "people",
                        wanted.stream().map(ReleaseRules.Wanted::people).toArray(String[]::new))
                .param(
                        "reasons",
                        wanted.stream()
                                .map(one -> String.join("\n", one.reasons()))
                                .toArray(String[]::new))
                .update();
        return id;
    }

    Optional<Asking> latest(long draft) {
        return sql.sql(SELECT + " where draft = :draft order by id desc limit 1")
                .param("draft", draft)
                .query((row, n) -> read(row))
                .optional()
                .map(this::withApprovals);
    }

    Optional<Asking> find(long id) {
        return sql.sql(SELECT + " where id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional()
                .map(this::withApprovals);
    }

    /** The newest first. */
    List<Asking> of(long draft) {
        return sql
                .sql(SELECT + " where draft = :draft order by id desc limit 20")
                .param("draft", draft)
                .query((row, n) -> read(row))
                .list()
                .stream()
                .map(this::withApprovals)
                .toList();
    }

    /** Those whose time is over, locked with their drafts by whoever ends them. */
    List<Long> over(Instant now) {
        return sql.sql("""
                select draft from draft_asking where state in ('waiting', 'approved') and expires_at <= :now
                order by expires_at limit 100
                """).param("now", DraftTable.time(now)).query(Long.class).list();
    }

    void end(long id, State state) {
        sql.sql("update draft_asking set state = :state where id = :id")
                .param("state", state.name().toLowerCase(Locale.ROOT))
                .param("id", id)
                .update();
    }

    void say(long asking, String people, boolean yes, String by, @Nullable String remark, Instant at) {
        sql.sql("""
                update draft_approval set said = :yes, by_whom = :by, at = :at, remark = :remark
                where asking = :asking and people = :people and said is null
                """)
                .param("yes", yes)
                .param("by", by)
                .param("at", DraftTable.time(at))
                .param("remark", remark)
                .param("asking", asking)
                .param("people", people)
                .update();
    }

    private Asking withApprovals(Asking asking) {
        var approvals = sql.sql("""
                select people, reasons, said, by_whom, at, remark from draft_approval where asking = :id order by people
                """)
                .param("id", asking.id())
                .query((row, n) -> new Approval(
                        row.getString("people"),
                        List.of((String[]) row.getArray("reasons").getArray()),
                        row.getObject("said", Boolean.class),
                        row.getString("by_whom"),
                        DraftTable.maybe(row, "at"),
                        row.getString("remark")))
                .list();
        return new Asking(
                asking.id(),
                asking.draft(),
                asking.hash(),
                asking.state(),
                asking.remark(),
                asking.facts(),
                asking.askedBy(),
                asking.askedAt(),
                asking.expiresAt(),
                approvals);
    }

    private static Asking read(ResultSet row) throws SQLException {
        return new Asking(
                row.getLong("id"),
                row.getLong("draft"),
                row.getString("hash"),
                State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("remark"),
                Json.mapper().readValue(row.getString("facts"), new TypeReference<Map<String, Object>>() {}),
                row.getString("asked_by"),
                DraftTable.instant(row, "asked_at"),
                DraftTable.instant(row, "expires_at"),
                List.of());
    }
}
