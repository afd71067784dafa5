package io.hearth.reward.badge;

import io.hearth.member.MemberId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads who has which badge, and what became of it. */
@Component
class BadgeTable {

    private final JdbcClient jdbc;

    BadgeTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many members have a badge, by its level. */
    record Count(String badge, @Nullable String level, long members) {}

    /** One who has a badge. */
    record Holder(
            String member,
            @Nullable String level,
            Instant at,
            @Nullable String rule,
            @Nullable UUID receipt,
            @Nullable String by) {}

    /** One thing that happened to a member's badge. */
    record Act(
            String id,
            String badge,
            @Nullable String level,
            String act,
            Instant at,
            String cause,
            @Nullable String rule,
            @Nullable UUID receipt,
            @Nullable String by,
            @Nullable String reason) {}

    List<Count> counts(String community) {
        return jdbc.sql("""
                select badge, level, count(*) from badge_grant
                where community = ? and revoked_at is null group by badge, level
                """)
                .param(community)
                .query((row, number) -> new Count(row.getString(1), row.getString(2), row.getLong(3)))
                .list();
    }

    List<Holder> holders(String community, String badge, long after, int limit) {
        return jdbc.sql("""
                select member, level, given_at, rule, receipt, by_whom from badge_grant
                where community = ? and badge = ? and revoked_at is null and member > ?
                order by member limit ?
                """)
                .params(community, badge, after, limit)
                .query((row, number) -> new Holder(
                        new MemberId(row.getLong(1)).toString(),
                        row.getString(2),
                        row.getTimestamp(3).toInstant(),
                        row.getString(4),
                        row.getObject(5, UUID.class),
                        row.getString(6)))
                .list();
    }

    /** The newest first. */
    List<Act> acts(MemberId member, String community, long before, int limit) {
        return jdbc.sql("""
                select id, badge, level, act, at, cause, rule, receipt, by_whom, reason from badge_history
                where member = ? and community = ? and id < ? order by id desc limit ?
                """)
                .params(member.value(), community, before, limit)
                .query(BadgeTable::act)
                .list();
    }

    private static Act act(ResultSet row, int number) throws SQLException {
        return new Act(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getTimestamp(5).toInstant(),
                row.getString(6),
                row.getString(7),
                row.getObject(8, UUID.class),
                row.getString(9),
                row.getString(10));
    }

    /** Whether the badge was taken from the member for good. */
    boolean barred(MemberId member, String community, String badge) {
        return jdbc.sql("""
                select exists (select from badge_grant
                    where member = ? and community = ? and badge = ? and revoked_at is not null and not again)
                """)
                .params(member.value(), community, badge)
                .query(Boolean.class)
                .single();
    }

    /** Whether the member has the badge, or had it and lost it. */
    boolean known(MemberId member, String community, String badge) {
        return jdbc.sql("select exists (select from badge_grant where member = ? and community = ? and badge = ?)")
                .params(member.value(), community, badge)
                .query(Boolean.class)
                .single();
    }

    /** Whether the cause was carried out before. */
    boolean done(MemberId member, String community, String badge, String cause) {
        return jdbc.sql("""
                select exists (select from badge_history
                    where member = ? and community = ? and badge = ? and cause = ?)
                """)
                .params(member.value(), community, badge, cause)
                .query(Boolean.class)
                .single();
    }
}
