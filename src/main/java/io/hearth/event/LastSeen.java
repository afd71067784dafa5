package io.hearth.event;

import io.hearth.member.MemberColumns;
import io.hearth.member.MemberId;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** When and in which community members last did something by themselves, for the list of members. */
@Component
class LastSeen implements MemberColumns {

    private final JdbcTemplate jdbc;

    LastSeen(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Map<MemberId, Map<String, Object>> columns(Collection<MemberId> members, @Nullable String community) {
        Map<MemberId, Map<String, Object>> columns = new HashMap<>();
        jdbc.query(
                """
                SELECT m.id, e.time, e.community FROM unnest(?::bigint[]) AS m (id), LATERAL (
                    SELECT time, community FROM event
                    WHERE member_id = m.id AND cause IS NULL AND (?::text IS NULL OR community = ?)
                    ORDER BY time DESC LIMIT 1) AS e
                """,
                row -> {
                    var time = row.getObject(2, OffsetDateTime.class).toInstant();
                    columns.put(new MemberId(row.getLong(1)), Map.of("lastSeen", time, "lastSeenIn", row.getString(3)));
                },
                members.stream().map(MemberId::value).toArray(Long[]::new),
                community,
                community);
        return columns;
    }
}
