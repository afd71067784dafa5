package io.hearth.collaboration;

import io.hearth.platform.Json;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/**
 * What was said, offered, counted and paid in collaborations. Each row has the visit of the step that it comes from as its
 * key, so that a step that is done again writes nothing twice.
 */
@Repository
class Records {

    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};
    private static final int MOST = 200;

    private final JdbcClient sql;
    private final Clock clock;

    Records(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /** What somebody answered at a step. */
    record Act(String stage, String element, String by, Instant at, Map<String, Object> answers) {}

    /** @param side {@code us} or {@code partner} */
    record Offer(int round, String side, long amount, String by, Instant at) {}

    /** @param kind {@code fee}, or {@code settlement} where it ended early */
    record Payment(String kind, long amount, @Nullable String reference, String by, Instant at) {}

    /** @param kind {@code reported} by the platform, or {@code attributed} by the code */
    record Figures(String kind, Map<String, Object> figures, Instant at) {}

    /** False if this visit was recorded before. */
    boolean act(long collaboration, String visit, Act act) {
        return sql.sql("""
                        insert into collaboration_act (collaboration, visit, stage, element, by_whom, at, answers)
                        values (:collaboration, :visit, :stage, :element, :by, :at, :answers::jsonb) on conflict do nothing
                        """)
                        .param("collaboration", collaboration)
                        .param("visit", visit)
                        .param("stage", act.stage())
                        .param("element", act.element())
                        .param("by", act.by())
                        .param("at", column(act.at()))
                        .param("answers", Json.mapper().writeValueAsString(act.answers()))
                        .update()
                == 1;
    }

    void offer(long collaboration, String visit, String side, long amount, String by) {
        sql.sql("""
                insert into collaboration_offer (collaboration, visit, round, side, amount, by_whom, at)
                values (:collaboration, :visit,
                    1 + (select count(*) from collaboration_offer where collaboration = :collaboration and side = :side),
                    :side, :amount, :by, :now)
                on conflict do nothing
                """)
                .param("collaboration", collaboration)
                .param("visit", visit)
                .param("side", side)
                .param("amount", amount)
                .param("by", by)
                .param("now", column(clock.instant()))
                .update();
    }

    Optional<Long> lastOffer(long collaboration, String side) {
        return sql.sql("""
                        select amount from collaboration_offer where collaboration = :collaboration and side = :side
                        order by round desc limit 1
                        """)
                .param("collaboration", collaboration)
                .param("side", side)
                .query(Long.class)
                .optional();
    }

    /** False if it was paid or settled before: what is owed is paid once. */
    boolean pay(long collaboration, String visit, String kind, long amount, @Nullable String reference, String by) {
        return sql.sql("""
                        insert into collaboration_payment (collaboration, visit, kind, amount, reference, by_whom, at)
                        values (:collaboration, :visit, :kind, :amount, :reference, :by, :now) on conflict do nothing
                        """)
                        .param("collaboration", collaboration)
                        .param("visit", visit)
                        .param("kind", kind)
                        .param("amount", amount)
                        .param("reference", reference)
                        .param("by", by)
                        .param("now", column(clock.instant()))
                        .update()
                == 1;
    }

    void figures(long collaboration, String visit, String kind, Map<String, ?> figures) {
        sql.sql("""
                insert into collaboration_figures (collaboration, visit, kind, figures, at)
                values (:collaboration, :visit, :kind, :figures::jsonb, :now) on conflict do nothing
                """)
                .param("collaboration", collaboration)
                .param("visit", visit)
                .param("kind", kind)
                .param("figures", Json.mapper().writeValueAsString(figures))
                .param("now", column(clock.instant()))
                .update();
    }

    List<Act> acts(long collaboration) {
        return sql.sql("""
                        select stage, element, by_whom, at, answers from collaboration_act
                        where collaboration = :collaboration order by at, visit limit :most
                        """)
                .param("collaboration", collaboration)
                .param("most", MOST)
                .query((row, number) -> new Act(
                        row.getString("stage"),
                        row.getString("element"),
                        row.getString("by_whom"),
                        instant(row.getObject("at", OffsetDateTime.class)),
                        Json.mapper().readValue(row.getString("answers"), VALUES)))
                .list();
    }

    List<Offer> offers(long collaboration) {
        return sql.sql("""
                        select round, side, amount, by_whom, at from collaboration_offer
                        where collaboration = :collaboration order by at, round limit :most
                        """)
                .param("collaboration", collaboration)
                .param("most", MOST)
                .query((row, number) -> new Offer(
                        row.getInt("round"),
                        row.getString("side"),
                        row.getLong("amount"),
                        row.getString("by_whom"),
                        instant(row.getObject("at", OffsetDateTime.class))))
                .list();
    }

    Optional<Payment> payment(long collaboration) {
        return sql.sql("""
                        select kind, amount, reference, by_whom, at from collaboration_payment
                        where collaboration = :collaboration
                        """)
                .param("collaboration", collaboration)
                .query((row, number) -> new Payment(
                        row.getString("kind"),
                        row.getLong("amount"),
                        row.getString("reference"),
                        row.getString("by_whom"),
                        instant(row.getObject("at", OffsetDateTime.class))))
                .optional();
    }

    List<Figures> figures(long collaboration) {
        return sql.sql("""
                        select kind, figures, at from collaboration_figures
                        where collaboration = :collaboration order by at, visit limit :most
                        """)
                .param("collaboration", collaboration)
                .param("most", MOST)
                .query((row, number) -> new Figures(
                        row.getString("kind"),
                        Json.mapper().readValue(row.getString("figures"), VALUES),
                        instant(row.getObject("at", OffsetDateTime.class))))
                .list();
    }

    private static OffsetDateTime column(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Instant instant(OffsetDateTime time) {
        return time.toInstant();
    }
}
