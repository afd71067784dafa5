package io.hearth.collaboration;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code collaboration}. */
@Repository
class CollaborationTable {

    private static final String SELECT = """
            select c.id, c.community, c.partner, c.title, c.goal, c.owner, c.lead, c.page, c.code, c.window_days, c.publish_by,
                c.journey, c.run, c.run_number, c.stage, c.state, c.fee, c.link, c.disclosed, c.published_on, c.verified_by,
                c.rating, c.cancelled_by, c.reason, c.created_at, c.changed_at, c.ended_at
            from collaboration c
            """;

    private final JdbcClient sql;
    private final Clock clock;

    CollaborationTable(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** Who does it, by which workflow. */
    record Setting(String community, long partner, String owner, String lead, String journey, String code) {}

    long insert(Setting setting, Plan plan) {
        return sql.sql("""
                        insert into collaboration (community, partner, title, goal, owner, lead, page, code, window_days,
                            publish_by, journey, run_number, stage, state, created_at, changed_at)
                        values (:community, :partner, :title, :goal, :owner, :lead, :page, :code, :window, :publishBy, :journey,
                            nextval('collaboration_run'), 'planned', 'under-way', :now, :now)
                        returning id
                        """)
                .param("community", setting.community())
                .param("partner", setting.partner())
                .param("title", plan.title())
                .param("goal", plan.goal())
                .param("owner", setting.owner())
                .param("lead", setting.lead())
                .param("page", plan.page())
                .param("code", setting.code())
                .param("window", plan.windowDays())
                .param("publishBy", plan.publishBy())
                .param("journey", setting.journey())
                .param("now", now())
                .query(Long.class)
                .single();
    }

    Optional<Collaboration> find(long id) {
        return sql.sql(SELECT + "where c.id = :id")
                .param("id", id)
                .query((row, number) -> collaboration(row))
                .optional();
    }

    Optional<Collaboration> lock(long id) {
        return sql.sql(SELECT + "where c.id = :id for update")
                .param("id", id)
                .query((row, number) -> collaboration(row))
                .optional();
    }

    /** The one that a run carries, locked; nothing if the journey is about something else. */
    Optional<Collaboration> ofRun(String journey, int number) {
        return sql.sql(SELECT + "where c.journey = :journey and c.run_number = :number for update")
                .param("journey", journey)
                .param("number", number)
                .query((row, n) -> collaboration(row))
                .optional();
    }

    /** What a list is narrowed to. */
    record Narrowed(
            @Nullable String community,
            @Nullable Long partner,
            @Nullable String state,
            @Nullable String stage) {}

    List<Collaboration> list(Narrowed to, @Nullable Long before, int most) {
        return sql.sql(SELECT + """
                        where (:community::text is null or c.community = :community)
                            and (:partner::bigint is null or c.partner = :partner)
                            and (:state::text is null or c.state = :state)
                            and (:stage::text is null or c.state = 'under-way' and c.stage = :stage)
                            and (:before::bigint is null or c.id < :before)
                        order by c.id desc limit :most
                        """)
                .param("community", to.community())
                .param("partner", to.partner())
                .param("state", to.state())
                .param("stage", to.stage())
                .param("before", before)
                .param("most", most)
                .query((row, number) -> collaboration(row))
                .list();
    }

    /** How many are at each stage. */
    record AtStage(String stage, long collaborations) {}

    List<AtStage> stages(@Nullable String community) {
        return sql.sql("""
                        select stage, count(*) as collaborations from collaboration
                        where state = 'under-way' and (:community::text is null or community = :community)
                        group by stage order by stage
                        """).param("community", community).query(AtStage.class).list();
    }

    void runs(long id, UUID run) {
        sql.sql("update collaboration set run = :run where id = :id")
                .param("run", run)
                .param("id", id)
                .update();
    }

    void stage(long id, String stage) {
        set(id, "stage = :value", stage);
    }

    void agreed(long id, long fee) {
        set(id, "fee = :value", fee);
    }

    void rated(long id, int rating) {
        set(id, "rating = :value", rating);
    }

    void verified(long id, @Nullable String by) {
        set(id, "verified_by = :value::text", by);
    }

    void published(long id, String link, boolean disclosed, LocalDate on) {
        sql.sql("""
                update collaboration set link = :link, disclosed = :disclosed, published_on = :on, verified_by = null,
                    changed_at = :now
                where id = :id
                """)
                .param("link", link)
                .param("disclosed", disclosed)
                .param("on", on)
                .param("now", now())
                .param("id", id)
                .update();
    }

    void cancelled(long id, String by, String reason) {
        sql.sql("update collaboration set cancelled_by = :by, reason = :reason, changed_at = :now where id = :id")
                .param("by", by)
                .param("reason", reason)
                .param("now", now())
                .param("id", id)
                .update();
    }

    /** Once over, it stays as it ended. */
    boolean close(long id, Collaboration.State as) {
        return sql.sql("""
                        update collaboration set state = :state, stage = :state, ended_at = :now, changed_at = :now
                        where id = :id and state = 'under-way'
                        """)
                        .param("state", as.label())
                        .param("now", now())
                        .param("id", id)
                        .update()
                == 1;
    }

    private void set(long id, String what, @Nullable Object value) {
        sql.sql("update collaboration set " + what + ", changed_at = :now where id = :id")
                .param("value", value)
                .param("now", now())
                .param("id", id)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Collaboration collaboration(ResultSet row) throws SQLException {
        return new Collaboration(
                row.getLong("id"),
                row.getString("community"),
                row.getLong("partner"),
                row.getString("title"),
                row.getString("goal"),
                row.getString("owner"),
                row.getString("lead"),
                row.getString("page"),
                row.getString("code"),
                row.getInt("window_days"),
                row.getObject("publish_by", LocalDate.class),
                row.getString("journey"),
                row.getObject("run", UUID.class),
                row.getInt("run_number"),
                row.getString("stage"),
                Collaboration.State.of(row.getString("state")),
                row.getObject("fee", Long.class),
                row.getString("link"),
                row.getObject("disclosed", Boolean.class),
                row.getObject("published_on", LocalDate.class),
                row.getString("verified_by"),
                row.getObject("rating", Integer.class),
                row.getString("cancelled_by"),
                row.getString("reason"),
                instant(row, "created_at"),
                instant(row, "changed_at"),
                instantOrNull(row, "ended_at"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
