package io.hearth.message;

import io.hearth.member.MemberId;
import java.sql.Timestamp;
import java.time.Clock;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Addresses that are not to be tried again: they bounced, complained, or were blocked. */
@Component
class Suppressions {

    private final JdbcTemplate jdbc;
    private final Clock clock;

    Suppressions(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    void add(MemberId member, String channel, String reason) {
        jdbc.update(
                "INSERT INTO message_suppression (member_id, channel, reason, at) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
                member.value(),
                channel,
                reason.length() > 300 ? reason.substring(0, 300) : reason,
                Timestamp.from(clock.instant()));
    }

    void lift(MemberId member, String channel) {
        jdbc.update("DELETE FROM message_suppression WHERE member_id = ? AND channel = ?", member.value(), channel);
    }
}
