package io.hearth.journey.block;

import static io.hearth.journey.block.Shape.Type.NAME;
import static io.hearth.journey.block.Shape.Type.NUMBER;

import java.time.Clock;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts something for the journey's page: one for each visit of the step, or as much as the step says. */
@Component
class RecordFigure implements BuildingBlock {

    private static final String ONE = "1";

    private final JdbcClient sql;
    private final Clock clock;

    RecordFigure(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Override
    public Shape shape() {
        return Shape.of(
                        "record-figure",
                        "记录数字",
                        "Record a figure",
                        new Shape.Field("figure", NAME, true, "指标", "Figure"),
                        new Shape.Field("amount", NUMBER, false, "数量", "Amount"))
                .ofAnybody();
    }

    @Override
    public void perform(Visit visit) {
        sql.sql("""
                insert into journey_figure (run, visit, journey, name, amount, at)
                values (:run, :visit, :journey, :name, :amount, :at)
                on conflict do nothing
                """)
                .param("run", visit.run())
                .param("visit", visit.key())
                .param("journey", visit.journey())
                .param("name", visit.required("figure"))
                .param("amount", Long.parseLong(visit.field("amount").orElse(ONE)))
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
