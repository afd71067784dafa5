package io.hearth.community;

import io.hearth.member.Erasure;
import io.hearth.member.MemberColumns;
import io.hearth.member.MemberFilter;
import io.hearth.member.MemberId;
import io.hearth.member.PersonalData;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** What memberships add to the list of members, to a member's export, and to their erasure. */
@Configuration(proxyBeanMethods = false)
class CommunityMembers {

    private record Narrowing(String parameter, String condition) implements MemberFilter {}

    @Bean
    MemberFilter inCommunity() {
        return new Narrowing(
                "community", "m.id IN (SELECT s.member_id FROM membership s WHERE s.community = :community)");
    }

    @Bean
    MemberFilter withStatus() {
        return new Narrowing("status", """
                m.id IN (SELECT s.member_id FROM membership s WHERE s.status = upper(:status)
                         AND (:community::text IS NULL OR s.community = :community))
                """);
    }

    @Bean
    MemberColumns membershipColumns(JdbcTemplate jdbc) {
        return (members, community) -> columns(jdbc, members, community);
    }

    /** Of several communities, the one that was joined first speaks for the member. */
    private static Map<MemberId, Map<String, Object>> columns(
            JdbcTemplate jdbc, Collection<MemberId> members, @Nullable String community) {
        Map<MemberId, Map<String, Object>> columns = new HashMap<>();
        jdbc.query(
                """
                SELECT member_id, community, status, role, level, joined_at, charter_version FROM membership
                WHERE member_id = ANY (?) AND (?::text IS NULL OR community = ?)
                ORDER BY member_id, joined_at NULLS LAST, community
                """,
                row -> {
                    var membership = Memberships.membership(row);
                    columns.computeIfAbsent(membership.key().member(), id -> shown(membership));
                },
                members.stream().map(MemberId::value).toArray(Long[]::new),
                community,
                community);
        return columns;
    }

    private static Map<String, Object> shown(Membership membership) {
        Map<String, Object> shown = new LinkedHashMap<>();
        shown.put("community", membership.key().community());
        shown.put("status", membership.status().word());
        shown.put("role", membership.role());
        if (membership.level() != null) {
            shown.put("level", membership.level());
        }
        if (membership.joined() != null) {
            shown.put("joined", membership.joined());
        }
        return shown;
    }

    @Bean
    Erasure membershipErasure(Memberships memberships) {
        return memberships::erase;
    }

    @Bean
    PersonalData membershipData(Memberships memberships) {
        return new PersonalData() {
            @Override
            public String section() {
                return "memberships";
            }

            @Override
            public List<Map<String, Object>> of(MemberId member) {
                return memberships.of(member).stream()
                        .map(CommunityMembers::shown)
                        .toList();
            }
        };
    }
}
