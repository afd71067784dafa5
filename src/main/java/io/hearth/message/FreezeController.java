package io.hearth.message;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.platform.Problem;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The switch for a crisis: nothing, or nothing of one purpose, leaves until it is lifted. */
@RestController
@RequestMapping("/api/v1/messages/freezes")
class FreezeController {

    private final JdbcTemplate jdbc;
    private final Audit audit;
    private final Clock clock;

    FreezeController(JdbcTemplate jdbc, Audit audit, Clock clock) {
        this.jdbc = jdbc;
        this.audit = audit;
        this.clock = clock;
    }

    record Freeze(String purpose, String reason, String by, Instant at) {}

    record Why(String reason) {}

    @GetMapping
    List<Freeze> list() {
        return jdbc.query(
                "SELECT purpose, reason, by, at FROM message_freeze ORDER BY purpose",
                (row, n) -> new Freeze(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getTimestamp(4).toInstant()));
    }

    /** {@code *} or {@code all} freezes everything. */
    @PutMapping("/{purpose}")
    @PreAuthorize("hasAnyRole('OPERATOR', 'APPROVER', 'ADMINISTRATOR')")
    @Transactional
    public List<Freeze> freeze(@PathVariable String purpose, @RequestBody Why why) {
        var name = name(purpose);
        if (why.reason().isBlank() || why.reason().length() > 300) {
            throw Problem.caller("request.invalid", "Expected a reason of up to 300 characters.")
                    .field("reason");
        }
        jdbc.update(
                "INSERT INTO message_freeze (purpose, reason, by, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                name,
                why.reason(),
                Caller.current().name(),
                Timestamp.from(clock.instant()));
        audit.record("message.freeze", name, null, why);
        return list();
    }

    @DeleteMapping("/{purpose}")
    @PreAuthorize("hasAnyRole('OPERATOR', 'APPROVER', 'ADMINISTRATOR')")
    @Transactional
    public List<Freeze> lift(@PathVariable String purpose) {
        var name = name(purpose);
        jdbc.update("DELETE FROM message_freeze WHERE purpose = ?", name);
        jdbc.update(
                "UPDATE message SET due = ? WHERE status = 'held' AND reason = ?",
                Timestamp.from(clock.instant()),
                Reason.FROZEN.code());
        audit.record("message.freeze.lift", name, null, null);
        return list();
    }

    private static String name(String purpose) {
        if (purpose.equals("all") || purpose.equals("*")) {
            return "*";
        }
        if (!purpose.matches("[a-z][a-z-]{0,31}")) {
            throw Problem.caller(
                            "request.invalid",
                            "Expected a purpose such as 'marketing', or 'all', but got '" + purpose + "'.")
                    .field("purpose");
        }
        return purpose;
    }
}
