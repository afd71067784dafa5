package io.hearth.reward;

import io.hearth.member.Erasure;
import io.hearth.member.MemberId;
import io.hearth.member.PersonalData;
import io.hearth.platform.Page;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the ledger and what else was given. */
@Component
class RewardHistory implements PersonalData, Erasure {

    private final JdbcClient jdbc;
    private final RewardSettings settings;
    private final Clock clock;

    RewardHistory(JdbcClient jdbc, RewardSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    record BadgeGiven(
            String badge,
            Instant at,
            @Nullable String rule,
            @Nullable UUID receipt) {}

    /** One line of a member's statement. */
    record Entry(
            String id,
            String community,
            long points,
            String reason,
            @Nullable String rule,
            @Nullable UUID receipt,
            @Nullable String event,
            Instant at) {}

    /** What was awarded for one reason on one day. */
    record Total(LocalDate day, String reason, long points, long awards) {}

    List<BadgeGiven> badges(MemberId member, String community) {
        return jdbc.sql("""
                select badge, given_at, rule, receipt from badge_grant
                where member = ? and community = ?
                order by given_at
                """)
                .params(member.value(), community)
                .query((row, number) -> new BadgeGiven(
                        row.getString("badge"),
                        row.getTimestamp("given_at").toInstant(),
                        row.getString("rule"),
                        row.getObject("receipt", UUID.class)))
                .list();
    }

    Page<Entry> ledger(MemberId member, @Nullable String community, int limit, @Nullable Long after) {
        var entries = jdbc.sql("""
                select id, community, points, reason, rule, receipt, event, at from ledger_entry
                where member = :member and account = 'available'
                  and (:community::text is null or community = :community) and id < :after
                order by id desc
                limit :limit
                """)
                .param("member", member.value())
                .param("community", community)
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("limit", limit + 1)
                .query((row, number) -> new Entry(
                        row.getString("id"),
                        row.getString("community"),
                        row.getLong("points"),
                        row.getString("reason"),
                        row.getString("rule"),
                        row.getObject("receipt", UUID.class),
                        row.getString("event"),
                        row.getTimestamp("at").toInstant()))
                .list();
        return Page.of(entries, limit, Entry::id);
    }

    List<Total> totals(@Nullable String community, int days) {
        return jdbc.sql("""
                select (at at time zone :zone)::date as day, reason, sum(points) as points, count(*) as awards
                from ledger_entry
                where account = 'available' and at >= :since
                  and (:community::text is null or community = :community)
                group by 1, 2
                order by 1 desc, 3 desc
                """)
                .param("zone", settings.zone().getId())
                .param("since", Timestamp.from(clock.instant().minus(Duration.ofDays(days))))
                .param("community", community)
                .query((row, number) -> new Total(
                        row.getDate("day").toLocalDate(),
                        row.getString("reason"),
                        row.getLong("points"),
                        row.getLong("awards")))
                .list();
    }

    /** All points that members could spend. */
    long outstanding(@Nullable String community) {
        return jdbc.sql("""
                select coalesce(sum(points), 0) from standing
                where :community::text is null or community = :community
                """).param("community", community).query(Long.class).single();
    }

    /** Whether all accounts together are zero, and every balance is what its entries add up to. */
    boolean balanced() {
        return jdbc.sql("""
                select coalesce((select sum(points) from ledger_entry), 0) = 0
                  and not exists (
                    select from (
                        select member, community, sum(points) as points from ledger_entry
                        where account = 'available'
                        group by member, community) e
                    full join standing s using (member, community)
                    where coalesce(e.points, 0) <> coalesce(s.points, 0))
                """).query(Boolean.class).single();
    }

    @Override
    public String section() {
        return "rewards";
    }

    @Override
    public Object of(MemberId member) {
        return Map.of(
                "ledger",
                jdbc.sql("""
                        select community, points, reason, at from ledger_entry
                        where member = ? and account = 'available' order by id
                        """).param(member.value()).query().listOfRows(),
                "badges",
                jdbc.sql("select community, badge, given_at from badge_grant where member = ?")
                        .param(member.value())
                        .query()
                        .listOfRows(),
                "levels",
                jdbc.sql("select community, level, at from level_history where member = ? order by id")
                        .param(member.value())
                        .query()
                        .listOfRows());
    }

    /** The ledger's entries stay, as they say nothing about the person and the sums must not change. */
    @Override
    public void erase(MemberId member) {
        jdbc.sql("delete from badge_grant where member = ?")
                .param(member.value())
                .update();
        jdbc.sql("delete from level_history where member = ?")
                .param(member.value())
                .update();
        jdbc.sql("update standing set badges = '{}', level = null where member = ?")
                .param(member.value())
                .update();
    }
}
