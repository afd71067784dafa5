package io.hearth.journey.engine;

import io.hearth.platform.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code run_incident}: what could not be done and waits for a person. */
public final class IncidentTable {

    private static final int LONGEST = 2_000;

    private final JdbcClient sql;

    public IncidentTable(JdbcTemplate jdbc) {
        this.sql = JdbcClient.create(jdbc);
    }

    /** What failed: a timer's step, a step after an event, the start of a called journey, or the run took too many steps. */
    public enum Kind {
        TIMER,
        WAKE,
        STEPS,
        CALL
    }

    /** One of them, open while nobody has resolved it. */
    public record Incident(UUID id, @Nullable String element, Kind kind, String reference, String cause, Instant at) {}

    void open(UUID run, @Nullable String element, Kind kind, String reference, String cause, Instant now) {
        sql.sql(
                        "insert into run_incident (id, run, element, kind, reference, cause, at) values (:id, :run, :element, :kind, :reference, :cause, :at)")
                .param("id", Ids.next())
                .param("run", run)
                .param("element", element)
                .param("kind", kind.name().toLowerCase(Locale.ROOT))
                .param("reference", reference)
                .param("cause", cause.length() > LONGEST ? cause.substring(0, LONGEST) : cause)
                .param("at", Times.column(now))
                .update();
    }

    public List<Incident> openOf(UUID run) {
        return sql.sql(
                        "select id, element, kind, reference, cause, at from run_incident where run = :run and resolved_at is null order by id")
                .param("run", run)
                .query((row, number) -> new Incident(
                        row.getObject("id", UUID.class),
                        row.getString("element"),
                        Kind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                        row.getString("reference"),
                        row.getString("cause"),
                        Times.instant(row, "at")))
                .list();
    }

    void resolve(UUID run, String by, Instant now) {
        sql.sql("update run_incident set resolved_at = :at, resolved_by = :by where run = :run and resolved_at is null")
                .param("at", Times.column(now))
                .param("by", by)
                .param("run", run)
                .update();
    }
}
