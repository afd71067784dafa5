package io.hearth.collaboration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tables {@code joint_event}, {@code joint_event_partner} and {@code joint_event_duty}. */
@Repository
class JointEventTable {

    private static final String SELECT = """
            select e.id, e.community, e.title, e.about, e.page, e.owner, e.lead, e.code, e.window_days, e.starts_at, e.ends_at,
                e.cancelled_by, e.reason, e.created_at, e.changed_at
            from joint_event e
            """;

    private final JdbcClient sql;
    private final Clock clock;

    JointEventTable(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Who takes part, with what is theirs of it. */
    record Part(String partner, String name, int share, String code) {}

    /** @param kept whether it was done as promised; absent until somebody says so */
    record Duty(
            String id,
            @Nullable String partner,
            @Nullable String partnerName,
            String what,
            Instant due,
            @Nullable Instant doneAt,
            @Nullable String doneBy,
            @Nullable Boolean kept,
            @Nullable String note) {}

    long insert(String community, JointPlan plan, String owner, String lead, String code) {
        return sql.sql("""
                        insert into joint_event (community, title, about, page, owner, lead, code, window_days, starts_at, ends_at,
                            created_at, changed_at)
                        values (:community, :title, :about, :page, :owner, :lead, :code, :window, :starts, :ends, :now, :now)
                        returning id
                        """)
                .param("community", community)
                .param("title", plan.title())
                .param("about", plan.about())
                .param("page", plan.page())
                .param("owner", owner)
                .param("lead", lead)
                .param("code", code)
                .param("window", plan.windowDays())
                .param("starts", plan.startsAt().atOffset(ZoneOffset.UTC))
                .param("ends", plan.endsAt().atOffset(ZoneOffset.UTC))
                .param("now", now())
                .query(Long.class)
                .single();
    }

    void add(long event, long partner, int share, String code) {
        sql.sql(
                        "insert into joint_event_partner (event, partner, share, code) values (:event, :partner, :share, :code)")
                .param("event", event)
                .param("partner", partner)
                .param("share", share)
                .param("code", code)
                .update();
    }

    long add(long event, JointPlan.Duty duty) {
        return sql.sql("""
                        insert into joint_event_duty (event, partner, what, due)
                        values (:event, :partner, :what, :due) returning id
                        """)
                .param("event", event)
                .param("partner", duty.partner() == null ? null : Long.valueOf(duty.partner()))
                .param("what", duty.what())
                .param("due", duty.due().atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    Optional<JointEvent> find(long id) {
        return sql.sql(SELECT + "where e.id = :id")
                .param("id", id)
                .query((row, number) -> event(row))
                .optional();
    }

    List<JointEvent> list(@Nullable String community, @Nullable Long partner, @Nullable Long before, int most) {
        return sql.sql(SELECT + """
                        where (:community::text is null or e.community = :community)
                            and (:partner::bigint is null or exists (
                                select 1 from joint_event_partner p where p.event = e.id and p.partner = :partner))
                            and (:before::bigint is null or e.id < :before)
                        order by e.id desc limit :most
                        """)
                .param("community", community)
                .param("partner", partner)
                .param("before", before)
                .param("most", most)
                .query((row, number) -> event(row))
                .list();
    }

    List<Part> parts(long event) {
        return sql.sql("""
                        select j.partner::text, p.profile ->> 'name' as name, j.share, j.code
                        from joint_event_partner j join partner p on p.id = j.partner
                        where j.event = :event order by j.share desc, j.partner
                        """).param("event", event).query(Part.class).list();
    }

    List<Duty> duties(long event) {
        return sql.sql("""
                        select d.id::text, d.partner::text, p.profile ->> 'name' as partner_name, d.what, d.due, d.done_at, d.done_by,
                            d.kept, d.note
                        from joint_event_duty d left join partner p on p.id = d.partner
                        where d.event = :event order by d.due, d.id
                        """)
                .param("event", event)
                .query((row, number) -> new Duty(
                        row.getString("id"),
                        row.getString("partner"),
                        row.getString("partner_name"),
                        row.getString("what"),
                        instant(row, "due"),
                        instantOrNull(row, "done_at"),
                        row.getString("done_by"),
                        row.getObject("kept", Boolean.class),
                        row.getString("note")))
                .list();
    }

    /** False if there is none, or somebody said so before. */
    boolean done(long duty, boolean kept, @Nullable String note, String by) {
        return sql.sql("""
                        update joint_event_duty set done_at = :now, done_by = :by, kept = :kept, note = :note
                        where id = :id and done_at is null
                        """)
                        .param("now", now())
                        .param("by", by)
                        .param("kept", kept)
                        .param("note", note)
                        .param("id", duty)
                        .update()
                == 1;
    }

    /** False if it is cancelled already, or over. */
    boolean cancel(long id, String by, String reason) {
        return sql.sql("""
                        update joint_event set cancelled_by = :by, reason = :reason, changed_at = :now
                        where id = :id and cancelled_by is null and ends_at > :now
                        """)
                        .param("by", by)
                        .param("reason", reason)
                        .param("now", now())
                        .param("id", id)
                        .update()
                == 1;
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static JointEvent event(ResultSet row) throws SQLException {
        return new JointEvent(
                row.getLong("id"),
                row.getString("community"),
                row.getString("title"),
                row.getString("about"),
                row.getString("page"),
                row.getString("owner"),
                row.getString("lead"),
                row.getString("code"),
                row.getInt("window_days"),
                instant(row, "starts_at"),
                instant(row, "ends_at"),
                row.getString("cancelled_by"),
                row.getString("reason"),
                instant(row, "created_at"),
                instant(row, "changed_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
