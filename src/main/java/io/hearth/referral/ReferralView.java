package io.hearth.referral;

import io.hearth.member.MemberId;
import io.hearth.platform.Json;
import io.hearth.platform.Page;
import io.hearth.referral.Referral.Taken;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** What people see of referrals: who invited how many, and each of them with what became of it. */
@Component
class ReferralView {

    private static final int MOST_COUNTED = 1_000;

    private final JdbcClient jdbc;

    ReferralView(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One inviter in a programme, and how many of those who came by the code are how far. */
    record Inviter(
            MemberId member,
            long invited,
            long underWay,
            long held,
            long rewarded,
            long refused,
            long expired,
            long points) {}

    /** @param invites how many the invited member brought in turn, at most a thousand */
    record One(
            String id,
            String programme,
            MemberId inviter,
            MemberId invited,
            String state,
            List<Taken> done,
            @Nullable Instant visitedAt,
            @Nullable Instant joinedAt,
            @Nullable Instant qualifiedAt,
            Instant expiresAt,
            List<String> suspicions,
            long inviterPoints,
            long invitedPoints,
            @Nullable Instant settledAt,
            @Nullable String settledBy,
            @Nullable String note,
            long invites) {}

    /** Those with most rewarded first; the next page begins after so many. */
    Page<Inviter> inviters(long programme, int limit, long after) {
        var found = jdbc.sql("""
                select inviter, count(*) as invited,
                    count(*) filter (where state in ('visited', 'joined', 'qualified')) as under_way,
                    count(*) filter (where state = 'held') as held,
                    count(*) filter (where state = 'rewarded') as rewarded,
                    count(*) filter (where state = 'refused') as refused,
                    count(*) filter (where state = 'expired') as expired,
                    sum(inviter_points) as points
                from referral where programme = ?
                group by inviter order by rewarded desc, invited desc, inviter limit ? offset ?
                """)
                .params(programme, limit + 1, after)
                .query((row, number) -> new Inviter(
                        new MemberId(row.getLong(1)),
                        row.getLong(2),
                        row.getLong(3),
                        row.getLong(4),
                        row.getLong(5),
                        row.getLong(6),
                        row.getLong(7),
                        row.getLong(8)))
                .list();
        return Page.of(found, limit, unused -> Long.toString(after + limit));
    }

    Page<One> list(
            @Nullable Long programme,
            @Nullable MemberId inviter,
            @Nullable MemberId invited,
            @Nullable String state,
            int limit,
            @Nullable Long after) {
        var found = jdbc.sql("""
                select r.id, r.programme, r.inviter, r.invited, r.state, r.done, r.visited_at, r.joined_at, r.qualified_at,
                    r.expires_at, r.suspicions, r.inviter_points, r.invited_points, r.settled_at, r.settled_by, r.note,
                    (select count(*) from (
                        select from referral o where o.programme = r.programme and o.inviter = r.invited
                        limit :counted) i)
                from referral r
                where (:programme::bigint is null or r.programme = :programme)
                  and (:inviter::bigint is null or r.inviter = :inviter)
                  and (:invited::bigint is null or r.invited = :invited)
                  and (:state::text is null or r.state = :state) and r.id < :after
                order by r.id desc limit :limit
                """)
                .param("counted", MOST_COUNTED)
                .param("programme", programme)
                .param("inviter", inviter == null ? null : inviter.value())
                .param("invited", invited == null ? null : invited.value())
                .param("state", state)
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("limit", limit + 1)
                .query((row, number) -> one(row))
                .list();
        return Page.of(found, limit, One::id);
    }

    private static One one(ResultSet row) throws SQLException {
        return new One(
                row.getString(1),
                row.getString(2),
                new MemberId(row.getLong(3)),
                new MemberId(row.getLong(4)),
                row.getString(5),
                Json.mapper().readValue(row.getString(6), new TypeReference<List<Taken>>() {}),
                instant(row, 7),
                instant(row, 8),
                instant(row, 9),
                row.getTimestamp(10).toInstant(),
                Arrays.asList((String[]) row.getArray(11).getArray()),
                row.getLong(12),
                row.getLong(13),
                instant(row, 14),
                row.getString(15),
                row.getString(16),
                row.getLong(17));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
