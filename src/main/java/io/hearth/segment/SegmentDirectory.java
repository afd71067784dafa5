package io.hearth.segment;

import io.hearth.member.Erasure;
import io.hearth.member.MemberId;
import io.hearth.member.PersonalData;
import io.hearth.platform.Page;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads segments, those in them, and who came and went. */
@Component
class SegmentDirectory implements PersonalData, Erasure {

    private final JdbcClient jdbc;
    private final Clock clock;

    SegmentDirectory(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    record Size(String name, long size, long entered24h, long left24h) {}

    record MemberIn(
            MemberId member,
            String community,
            Instant enteredAt,
            boolean byHand,
            @Nullable UUID receipt,
            @Nullable String rule,
            @Nullable String by) {}

    record Change(
            String id,
            MemberId member,
            String community,
            String segment,
            boolean entered,
            boolean byHand,
            Instant at,
            @Nullable UUID receipt,
            @Nullable String rule,
            @Nullable String by) {}

    List<Size> sizes(@Nullable String community, @Nullable String segment) {
        return jdbc.sql("""
                with now as (
                    select segment, count(distinct (member, community)) as size from segment_member
                    where (:community::text is null or community = :community)
                      and (:segment::text is null or segment = :segment)
                    group by segment),
                lately as (
                    select segment, count(*) filter (where entered) as entered, count(*) filter (where not entered) as gone
                    from segment_history
                    where at >= :since and (:community::text is null or community = :community)
                      and (:segment::text is null or segment = :segment)
                    group by segment)
                select segment, coalesce(size, 0) as size, coalesce(entered, 0) as entered, coalesce(gone, 0) as gone
                from now full join lately using (segment)
                order by segment
                """)
                .param("community", community)
                .param("segment", segment)
                .param("since", Timestamp.from(clock.instant().minus(Duration.ofDays(1))))
                .query((row, number) -> new Size(
                        row.getString("segment"), row.getLong("size"), row.getLong("entered"), row.getLong("gone")))
                .list();
    }

    Page<MemberIn> members(String segment, @Nullable String community, int limit, long after) {
        var members = jdbc.sql("""
                select member, community, entered_at, by_hand, receipt, rule, put_by from segment_member
                where segment = :segment and (:community::text is null or community = :community) and member > :after
                order by member, community, by_hand
                limit :limit
                """)
                .param("segment", segment)
                .param("community", community)
                .param("after", after)
                .param("limit", limit + 1)
                .query((row, number) -> new MemberIn(
                        new MemberId(row.getLong("member")),
                        row.getString("community"),
                        row.getTimestamp("entered_at").toInstant(),
                        row.getBoolean("by_hand"),
                        row.getObject("receipt", UUID.class),
                        row.getString("rule"),
                        row.getString("put_by")))
                .list();
        return Page.of(members, limit, last -> last.member().toString());
    }

    Page<Change> history(
            @Nullable String segment, @Nullable MemberId member, @Nullable String community, int limit, long before) {
        var changes = jdbc.sql("""
                select id, member, community, segment, entered, by_hand, at, receipt, rule, put_by from segment_history
                where (:segment::text is null or segment = :segment) and (:member::bigint is null or member = :member)
                  and (:community::text is null or community = :community) and id < :before
                order by id desc
                limit :limit
                """)
                .param("segment", segment)
                .param("member", member == null ? null : member.value())
                .param("community", community)
                .param("before", before)
                .param("limit", limit + 1)
                .query((row, number) -> new Change(
                        row.getString("id"),
                        new MemberId(row.getLong("member")),
                        row.getString("community"),
                        row.getString("segment"),
                        row.getBoolean("entered"),
                        row.getBoolean("by_hand"),
                        row.getTimestamp("at").toInstant(),
                        row.getObject("receipt", UUID.class),
                        row.getString("rule"),
                        row.getString("put_by")))
                .list();
        return Page.of(changes, limit, Change::id);
    }

    @Override
    public String section() {
        return "segments";
    }

    @Override
    public Object of(MemberId member) {
        return Map.of(
                "now",
                jdbc.sql("select community, segment, entered_at, by_hand from segment_member where member = ?")
                        .param(member.value())
                        .query()
                        .listOfRows(),
                "history",
                jdbc.sql("select community, segment, entered, at from segment_history where member = ? order by id")
                        .param(member.value())
                        .query()
                        .listOfRows());
    }

    @Override
    public void erase(MemberId member) {
        jdbc.sql("delete from segment_member where member = ?")
                .param(member.value())
                .update();
        jdbc.sql("delete from segment_history where member = ?")
                .param(member.value())
                .update();
    }
}
