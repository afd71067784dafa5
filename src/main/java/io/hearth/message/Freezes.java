package io.hearth.message;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What must not leave during a crisis: everything, or all of some purposes. */
@Component
class Freezes {

    static final String EVERYTHING = "*";

    private final JdbcTemplate jdbc;

    Freezes(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    record Freeze(String purpose, String reason, String by, Instant at) {}

    List<Freeze> list() {
        return jdbc.query(
                "SELECT purpose, reason, by, at FROM message_freeze ORDER BY purpose",
                (row, n) -> new Freeze(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getTimestamp(4).toInstant()));
    }

    Set<String> purposes() {
        return new HashSet<>(jdbc.queryForList("SELECT purpose FROM message_freeze", String.class));
    }

    boolean holds(String purpose) {
        var frozen = purposes();
        return frozen.contains(purpose) || frozen.contains(EVERYTHING);
    }

    /** Whether it was not frozen before. */
    boolean freeze(Freeze freeze) {
        return jdbc.update(
                        "INSERT INTO message_freeze (purpose, reason, by, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                        freeze.purpose(),
                        freeze.reason(),
                        freeze.by(),
                        Timestamp.from(freeze.at()))
                == 1;
    }

    /** Whether it was frozen; what was held by it is looked at again at once. */
    boolean lift(String purpose, Instant now) {
        var lifted = jdbc.update("DELETE FROM message_freeze WHERE purpose = ?", purpose) == 1;
        jdbc.update(
                "UPDATE message SET due = ? WHERE status = 'held' AND reason = ?",
                Timestamp.from(now),
                Reason.FROZEN.code());
        return lifted;
    }
}
