package io.hearth.escalation;

import io.hearth.member.Erasure;
import io.hearth.member.MemberId;
import io.hearth.member.PersonalData;
import io.hearth.platform.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads and changes single cases. Each change states what it expects, so that two people can't both do it. */
@Component
class CaseFile implements PersonalData, Erasure {

    private static final String COLUMNS = """
            id, member, community, kind, severity, reason, rule, object, event, receipt, route, status, assignee,
            opened_at, due_at, closed_at, closed_by, resolution, decision
            """;

    private final JdbcClient jdbc;

    CaseFile(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Case(
            String id,
            MemberId member,
            String community,
            String kind,
            String severity,
            String reason,
            String rule,
            String object,
            @Nullable String event,
            @Nullable UUID receipt,
            String route,
            String status,
            @Nullable String assignee,
            Instant openedAt,
            Instant dueAt,
            @Nullable Instant closedAt,
            @Nullable String closedBy,
            @Nullable String resolution,
            @Nullable String decision) {}

    record Comment(String by, Instant at, String text) {}

    Page<Case> list(
            @Nullable String status,
            @Nullable String kind,
            @Nullable String community,
            @Nullable MemberId member,
            int limit,
            long before) {
        var cases = jdbc.sql("select " + COLUMNS + """
                from escalation_case
                where (:status::text is null or status = :status) and (:kind::text is null or kind = :kind)
                  and (:community::text is null or community = :community)
                  and (:member::bigint is null or member = :member) and id < :before
                order by id desc
                limit :limit
                """)
                .param("status", status)
                .param("kind", kind)
                .param("community", community)
                .param("member", member == null ? null : member.value())
                .param("before", before)
                .param("limit", limit + 1)
                .query((row, number) -> read(row))
                .list();
        return Page.of(cases, limit, Case::id);
    }

    Optional<Case> find(long id) {
        return jdbc.sql("select " + COLUMNS + " from escalation_case where id = ?")
                .param(id)
                .query((row, number) -> read(row))
                .optional();
    }

    List<Comment> comments(long id) {
        return jdbc.sql("select written_by, written_at, text from escalation_comment where case_id = ? order by id")
                .param(id)
                .query((row, number) -> new Comment(
                        row.getString("written_by"),
                        row.getTimestamp("written_at").toInstant(),
                        row.getString("text")))
                .list();
    }

    boolean claim(long id, String by) {
        return jdbc.sql("""
                update escalation_case set status = 'claimed', assignee = :by
                where id = :id and (status = 'open' or status = 'claimed' and assignee = :by)
                """).param("id", id).param("by", by).update() > 0;
    }

    boolean close(long id, String by, Instant at, @Nullable String resolution, @Nullable String decision) {
        return jdbc.sql("""
                update escalation_case set status = 'closed', closed_at = ?, closed_by = ?, resolution = ?, decision = ?
                where id = ? and status <> 'closed'
                """)
                        .params(Timestamp.from(at), by)
                        .param(resolution)
                        .param(decision)
                        .param(id)
                        .update()
                > 0;
    }

    /** Not while the same rule has opened another case about the same thing since. */
    boolean reopen(long id) {
        return jdbc.sql("""
                update escalation_case c set status = 'open', assignee = null, closed_at = null, closed_by = null,
                    resolution = null
                where id = ? and status = 'closed' and not exists (
                    select from escalation_case o
                    where o.member = c.member and o.community = c.community and o.rule = c.rule
                      and o.object = c.object and o.status <> 'closed')
                """).param(id).update() > 0;
    }

    void comment(long id, String by, Instant at, String text) {
        jdbc.sql("insert into escalation_comment (case_id, written_by, written_at, text) values (?, ?, ?, ?)")
                .params(id, by, Timestamp.from(at), text)
                .update();
    }

    private static Case read(ResultSet row) throws SQLException {
        var closed = row.getTimestamp("closed_at");
        return new Case(
                row.getString("id"),
                new MemberId(row.getLong("member")),
                row.getString("community"),
                row.getString("kind"),
                row.getString("severity"),
                row.getString("reason"),
                row.getString("rule"),
                row.getString("object"),
                row.getString("event"),
                row.getObject("receipt", UUID.class),
                row.getString("route"),
                row.getString("status"),
                row.getString("assignee"),
                row.getTimestamp("opened_at").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                closed == null ? null : closed.toInstant(),
                row.getString("closed_by"),
                row.getString("resolution"),
                row.getString("decision"));
    }

    @Override
    public String section() {
        return "cases";
    }

    @Override
    public Object of(MemberId member) {
        return jdbc.sql("""
                select kind, severity, reason, status, opened_at, closed_at, resolution from escalation_case
                where member = ? order by id
                """).param(member.value()).query().listOfRows();
    }

    @Override
    public void erase(MemberId member) {
        jdbc.sql("delete from escalation_comment where case_id in (select id from escalation_case where member = ?)")
                .param(member.value())
                .update();
        jdbc.sql("delete from escalation_case where member = ?")
                .param(member.value())
                .update();
    }
}
