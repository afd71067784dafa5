package io.hearth.reward;

import io.hearth.member.Erasure;
import io.hearth.member.MemberId;
import io.hearth.member.PersonalData;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
            @Nullable String level,
            Instant at,
            @Nullable String rule,
            @Nullable UUID receipt) {}

    /** A level that a member will fall to, unless the present one is reached again by then. */
    record Grace(String level, Instant until) {}

    /** What was awarded for one reason on one day. */
    record Total(LocalDate day, String reason, long points, long awards) {}

    List<BadgeGiven> badges(MemberId member, String community) {
        return jdbc.sql("""
                select badge, level, given_at, rule, receipt from badge_grant
                where member = ? and community = ? and revoked_at is null
                order by given_at
                """)
                .params(member.value(), community)
                .query((row, number) -> new BadgeGiven(
                        row.getString("badge"),
                        row.getString("level"),
                        row.getTimestamp("given_at").toInstant(),
                        row.getString("rule"),
                        row.getObject("receipt", UUID.class)))
                .list();
    }

    Optional<Grace> grace(MemberId member, String community) {
        return jdbc.sql("""
                select grace_level, grace_until from standing
                where member = ? and community = ? and grace_until is not null
                """)
                .params(member.value(), community)
                .query((row, number) ->
                        new Grace(row.getString(1), row.getTimestamp(2).toInstant()))
                .optional();
    }

    List<String> plans(MemberId member, String community) {
        return jdbc.sql("select unnest(plans) from standing where member = ? and community = ?")
                .params(member.value(), community)
                .query(String.class)
                .list();
    }

    List<Total> totals(@Nullable String community, int days) {
        return jdbc.sql("""
                select (at at time zone :zone)::date as day, reason, sum(points) as points, count(*) as awards
                from ledger_entry
                where account = 'available' and kind in ('earn', 'release') and at >= :since
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

    @Override
    public String section() {
        return "rewards";
    }

    @Override
    public Object of(MemberId member) {
        return Map.of(
                "ledger",
                jdbc.sql("""
                        select community, account, kind, points, reason, at from ledger_entry
                        where member = ? order by id
                        """).param(member.value()).query().listOfRows(),
                "badges",
                jdbc.sql("select community, badge, level, act, at from badge_history where member = ? order by id")
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
        jdbc.sql("delete from badge_history where member = ?")
                .param(member.value())
                .update();
        jdbc.sql("delete from level_history where member = ?")
                .param(member.value())
                .update();
        jdbc.sql("update standing set badges = '{}', barred = '{}', level = null where member = ?")
                .param(member.value())
                .update();
    }
}
