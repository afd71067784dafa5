package io.hearth.segment;

import io.hearth.member.MemberColumns;
import io.hearth.member.MemberFilter;
import io.hearth.member.MemberId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** What segments add to the list of members. */
@Configuration(proxyBeanMethods = false)
class SegmentMembers {

    private record Narrowing(String parameter, String condition) implements MemberFilter {}

    @Bean
    MemberFilter inSegment() {
        return new Narrowing("segment", """
                m.id IN (SELECT s.member FROM segment_member s WHERE s.segment = :segment
                         AND (:community::text IS NULL OR s.community = :community))
                """);
    }

    @Bean
    MemberColumns segmentColumns(JdbcTemplate jdbc) {
        return (members, community) -> {
            Map<MemberId, Map<String, Object>> columns = new HashMap<>();
            jdbc.query(
                    """
                    SELECT member, array_agg(DISTINCT segment ORDER BY segment) FROM segment_member
                    WHERE member = ANY (?) AND (?::text IS NULL OR community = ?)
                    GROUP BY member
                    """,
                    row -> {
                        var segments = List.of((String[]) row.getArray(2).getArray());
                        columns.put(new MemberId(row.getLong(1)), Map.of("segments", segments));
                    },
                    members.stream().map(MemberId::value).toArray(Long[]::new),
                    community,
                    community);
            return columns;
        };
    }
}
