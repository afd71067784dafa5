package io.hearth.journey.engine;

import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Table {@code journey_suspension}: journeys that people hold up. */
public final class SuspensionTable {

    /** What is added to a query for what is due, of runs {@code r}. */
    static final String NONE = " and not exists (select 1 from journey_suspension s where s.journey = r.journey) ";

    private final JdbcClient sql;

    public SuspensionTable(JdbcTemplate jdbc) {
        this.sql = JdbcClient.create(jdbc);
    }

    /** Who holds a journey up since when, and why. */
    public record Suspension(String by, String reason, Instant at) {}

    /** False if it is held up already. */
    public boolean add(String journey, String by, String reason, Instant now) {
        return sql.sql("""
                        insert into journey_suspension (journey, by, reason, at) values (:journey, :by, :reason, :now)
                        on conflict do nothing
                        """)
                        .param("journey", journey)
                        .param("by", by)
                        .param("reason", reason)
                        .param("now", Times.column(now))
                        .update()
                == 1;
    }

    /** False if it is not held up. */
    public boolean remove(String journey) {
        return sql.sql("delete from journey_suspension where journey = :journey")
                        .param("journey", journey)
                        .update()
                == 1;
    }

    /** All of them, by journey. */
    public Map<String, Suspension> all() {
        var all = new TreeMap<String, Suspension>();
        sql.sql("select journey, by, reason, at from journey_suspension").query(row -> {
            all.put(
                    row.getString("journey"),
                    new Suspension(row.getString("by"), row.getString("reason"), Times.instant(row, "at")));
        });
        return all;
    }
}
