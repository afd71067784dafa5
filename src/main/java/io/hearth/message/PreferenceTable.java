package io.hearth.message;

import io.hearth.member.MemberId;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The channel that a member likes best. */
@Component
class PreferenceTable {

    private final JdbcTemplate jdbc;

    PreferenceTable(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    Optional<String> of(MemberId member) {
        return jdbc
                .queryForList(
                        "SELECT channel FROM message_preference WHERE member_id = ?", String.class, member.value())
                .stream()
                .findFirst();
    }

    void set(MemberId member, String channel, Instant at) {
        jdbc.update("""
                INSERT INTO message_preference (member_id, channel, at) VALUES (?, ?, ?)
                ON CONFLICT (member_id) DO UPDATE SET channel = excluded.channel, at = excluded.at
                """, member.value(), channel, Timestamp.from(at));
    }
}
