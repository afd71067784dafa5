package io.hearth.promotion;

import io.hearth.platform.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code promotion}. */
@Repository
class PromotionTable {

    private static final String COLUMNS = """
            p.id, p.community, p.plan, p.hash, p.author, p.state, p.paused_by, p.paused_at, p.run, p.run_number, p.work, p.element, \
            p.stage, p.failure, p.members, p.held_out, p.waves, p.reacted_upto, p.created_at, p.changed_at
            """;

    private final JdbcClient sql;
    private final Clock clock;

    PromotionTable(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    long insert(String community, Plan plan, String author) {
        return sql.sql("""
                        insert into promotion (community, title, plan, hash, author, state, created_at, changed_at)
                        values (:community, :title, :plan::jsonb, :hash, :author, 'draft', :now, :now) returning id
                        """)
                .param("community", community)
                .param("title", plan.title())
                .param("plan", Json.mapper().writeValueAsString(plan))
                .param("hash", plan.hash())
                .param("author", author)
                .param("now", now())
                .query(Long.class)
                .single();
    }

    /** A new plan makes a draft of it again, whatever was said about the old one. */
    void plan(long id, Plan plan, String author) {
        sql.sql("""
                update promotion set title = :title, plan = :plan::jsonb, hash = :hash, author = :author, state = 'draft',
                    run = null, run_number = null, work = null, element = null, stage = null, failure = null, members = null,
                    held_out = null, waves = null, reacted_upto = null, changed_at = :now
                where id = :id
                """)
                .param("title", plan.title())
                .param("plan", Json.mapper().writeValueAsString(plan))
                .param("hash", plan.hash())
                .param("author", author)
                .param("now", now())
                .param("id", id)
                .update();
    }

    Optional<Promotion> find(long id) {
        return sql.sql("select " + COLUMNS + "from promotion p where p.id = :id")
                .param("id", id)
                .query((row, number) -> promotion(row))
                .optional();
    }

    Optional<Promotion> lock(long id) {
        return sql.sql("select " + COLUMNS + "from promotion p where p.id = :id for update")
                .param("id", id)
                .query((row, number) -> promotion(row))
                .optional();
    }

    /** The one that a run with this number carries, locked. */
    Promotion ofRun(int number) {
        return carriedBy(number)
                .orElseThrow(() -> new IllegalStateException(
                        "Expected a promotion that run number %d carries, but there is none".formatted(number)));
    }

    /** The same, if there is one. */
    Optional<Promotion> carriedBy(int number) {
        return sql.sql("select " + COLUMNS + "from promotion p where p.run_number = :number for update")
                .param("number", number)
                .query((row, n) -> promotion(row))
                .optional();
    }

    List<Promotion> list(@Nullable String community, @Nullable String state, @Nullable Long before, int most) {
        return sql.sql("select " + COLUMNS + """
                        from promotion p
                        where (:community::text is null or p.community = :community)
                            and (:state::text is null or p.state = :state) and (:before::bigint is null or p.id < :before)
                        order by p.id desc limit :most
                        """)
                .param("community", community)
                .param("state", state)
                .param("before", before)
                .param("most", most)
                .query((row, number) -> promotion(row))
                .list();
    }

    /** One that has work to do, locked; none that is paused while it sends. */
    Optional<Promotion> claim(@Nullable Long only) {
        return sql.sql("select " + COLUMNS + """
                        from promotion p
                        where p.work is not null and (p.work <> 'send' or p.paused_at is null and exists (
                            select 1 from promotion_wave w where w.promotion = p.id and w.stage = p.stage
                                and w.done_at is null and w.due <= :now))
                            and (:only::bigint is null or p.id = :only)
                        order by p.id limit 1 for update skip locked
                        """)
                .param("now", now())
                .param("only", only)
                .query((row, number) -> promotion(row))
                .optional();
    }

    int nextRun() {
        return sql.sql("select nextval('promotion_run')").query(Integer.class).single();
    }

    void submitted(long id, int runNumber) {
        sql.sql("update promotion set state = 'approval', run_number = :number, changed_at = :now where id = :id")
                .param("number", runNumber)
                .param("now", now())
                .param("id", id)
                .update();
    }

    void runs(long id, UUID run) {
        sql.sql("update promotion set run = :run where id = :id")
                .param("run", run)
                .param("id", id)
                .update();
    }

    void state(long id, Promotion.State state) {
        sql.sql("update promotion set state = :state, changed_at = :now where id = :id")
                .param("state", state.label())
                .param("now", now())
                .param("id", id)
                .update();
    }

    void work(long id, Promotion.@Nullable Work work, @Nullable String element, @Nullable Stage stage) {
        sql.sql("update promotion set work = :work, element = :element, stage = :stage, failure = null where id = :id")
                .param("work", work == null ? null : work.label())
                .param("element", element)
                .param("stage", stage == null ? null : stage.label())
                .param("id", id)
                .update();
    }

    void failed(long id, String reason) {
        sql.sql("update promotion set failure = :reason where id = :id")
                .param("reason", reason)
                .param("id", id)
                .update();
    }

    void paused(long id, @Nullable String by) {
        sql.sql("update promotion set paused_by = :by, paused_at = :at, changed_at = :now where id = :id")
                .param("by", by)
                .param("at", by == null ? null : now())
                .param("now", now())
                .param("id", id)
                .update();
    }

    void selected(long id, long members, long heldOut, int waves) {
        sql.sql("update promotion set members = :members, held_out = :held, waves = :waves where id = :id")
                .param("members", members)
                .param("held", heldOut)
                .param("waves", waves)
                .param("id", id)
                .update();
    }

    void reactedUpto(long id, Instant upto) {
        sql.sql("update promotion set reacted_upto = :upto where id = :id")
                .param("upto", upto.atOffset(ZoneOffset.UTC))
                .param("id", id)
                .update();
    }

    void settled(long id, PromotionReport report) {
        sql.sql("update promotion set state = 'settled', report = :report::jsonb, changed_at = :now where id = :id")
                .param("report", Json.mapper().writeValueAsString(report))
                .param("now", now())
                .param("id", id)
                .update();
    }

    /** The report as it was settled. */
    Optional<PromotionReport> report(long id) {
        return sql.sql("select report from promotion where id = :id and report is not null")
                .param("id", id)
                .query((row, number) -> Json.mapper().readValue(row.getString("report"), PromotionReport.class))
                .optional();
    }

    /** Whether somebody's promotion was ever carried through. */
    boolean isFirstOf(String author, long except) {
        return sql.sql(
                        "select not exists (select 1 from promotion where author = :author and id <> :id and state in ('running', 'settled'))")
                .param("author", author)
                .param("id", except)
                .query(Boolean.class)
                .single();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Promotion promotion(ResultSet row) throws SQLException {
        var work = row.getString("work");
        var stage = row.getString("stage");
        return new Promotion(
                row.getLong("id"),
                row.getString("community"),
                Json.mapper().readValue(row.getString("plan"), Plan.class),
                row.getString("hash"),
                row.getString("author"),
                Promotion.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                row.getString("paused_by"),
                instant(row, "paused_at"),
                row.getObject("run", UUID.class),
                row.getObject("run_number", Integer.class),
                work == null ? null : Promotion.Work.valueOf(work.toUpperCase(Locale.ROOT)),
                row.getString("element"),
                stage == null ? null : Stage.of(stage),
                row.getString("failure"),
                row.getObject("members", Long.class),
                row.getObject("held_out", Long.class),
                row.getObject("waves", Integer.class),
                instant(row, "reacted_upto"),
                row.getObject("created_at", OffsetDateTime.class).toInstant(),
                row.getObject("changed_at", OffsetDateTime.class).toInstant());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }
}
