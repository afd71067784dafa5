package io.hearth.reward;

import io.hearth.member.MemberColumns;
import io.hearth.member.MemberId;
import java.util.HashMap;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** What rewards add to the list of members. */
@Configuration(proxyBeanMethods = false)
class RewardMembers {

    @Bean
    MemberColumns pointColumns(JdbcTemplate jdbc) {
        return (members, community) -> {
            Map<MemberId, Map<String, Object>> columns = new HashMap<>();
            jdbc.query(
                    """
                    SELECT member, sum(points)::bigint FROM standing
                    WHERE member = ANY (?) AND (?::text IS NULL OR community = ?)
                    GROUP BY member
                    """,
                    row -> {
                        columns.put(new MemberId(row.getLong(1)), Map.of("points", row.getLong(2)));
                    },
                    members.stream().map(MemberId::value).toArray(Long[]::new),
                    community,
                    community);
            return columns;
        };
    }
}
