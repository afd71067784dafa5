package io.hearth.promotion;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code promotion_wave}: which wave of which stage is due when, and how far it has come. */
@Repository
class Waves {

    private static final OffsetDateTime AFTER_ANOTHER = OffsetDateTime.of(9999, 1, 1, 0, 0, 0, 0, ZoneOffset.UTC);

    private final JdbcClient sql;
    private final Clock clock;

    Waves(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * One wave of one stage.
     *
     * @param due absent until the wave before is over
     * @param cursor the last member whose message is planned
     */
    record Wave(
            String stage,
            int wave,
            @Nullable Instant due,
            long cursor,
            long planned,
            @Nullable Instant begunAt,
            @Nullable Instant doneAt) {}

    /** The waves of a stage, the first of them due now, each other after the one before. */
    void open(long promotion, Stage stage, int waves) {
        sql.sql("""
                insert into promotion_wave (promotion, stage, wave, due)
                select :promotion, :stage, w, case when w = 1 then :now::timestamptz else :later::timestamptz end
                from generate_series(1, :waves) w
                on conflict do nothing
                """)
                .param("promotion", promotion)
                .param("stage", stage.label())
                .param("now", now())
                .param("later", AFTER_ANOTHER)
                .param("waves", waves)
                .update();
    }

    Optional<Wave> due(long promotion, Stage stage) {
        return sql.sql("""
                        select stage, wave, due, cursor, planned, begun_at, done_at from promotion_wave
                        where promotion = :promotion and stage = :stage and done_at is null and due <= :now
                        order by wave limit 1
                        """)
                .param("promotion", promotion)
                .param("stage", stage.label())
                .param("now", now())
                .query((row, number) -> wave(row))
                .optional();
    }

    void advanced(long promotion, Stage stage, int wave, long cursor, int planned) {
        sql.sql("""
                update promotion_wave set cursor = :cursor, planned = planned + :planned, begun_at = coalesce(begun_at, :now)
                where promotion = :promotion and stage = :stage and wave = :wave
                """)
                .param("cursor", cursor)
                .param("planned", planned)
                .param("now", now())
                .param("promotion", promotion)
                .param("stage", stage.label())
                .param("wave", wave)
                .update();
    }

    /** Over; the next one is due after a pause. True if there is none. */
    boolean done(long promotion, Stage stage, int wave, Duration pause) {
        sql.sql("""
                update promotion_wave set done_at = :now, begun_at = coalesce(begun_at, :now)
                where promotion = :promotion and stage = :stage and wave = :wave
                """)
                .param("now", now())
                .param("promotion", promotion)
                .param("stage", stage.label())
                .param("wave", wave)
                .update();
        return sql.sql("""
                        update promotion_wave set due = :due
                        where promotion = :promotion and stage = :stage and wave = :wave
                        """)
                        .param("due", now().plus(pause))
                        .param("promotion", promotion)
                        .param("stage", stage.label())
                        .param("wave", wave + 1)
                        .update()
                == 0;
    }

    List<Wave> of(long promotion) {
        return sql.sql("""
                        select stage, wave, due, cursor, planned, begun_at, done_at from promotion_wave
                        where promotion = :promotion
                        order by array_position(array['warm-up', 'offer', 'reminder'], stage), wave limit 1000
                        """)
                .param("promotion", promotion)
                .query((row, number) -> wave(row))
                .list();
    }

    void forget(long promotion) {
        sql.sql("delete from promotion_wave where promotion = :promotion")
                .param("promotion", promotion)
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static Wave wave(java.sql.ResultSet row) throws java.sql.SQLException {
        var due = row.getObject("due", OffsetDateTime.class);
        return new Wave(
                row.getString("stage"),
                row.getInt("wave"),
                due.isBefore(AFTER_ANOTHER) ? due.toInstant() : null,
                row.getLong("cursor"),
                row.getLong("planned"),
                instant(row.getObject("begun_at", OffsetDateTime.class)),
                instant(row.getObject("done_at", OffsetDateTime.class)));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
