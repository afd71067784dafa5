package io.hearth.contest.challenge;

import io.hearth.contest.challenge.Challenge.Measure;
import io.hearth.contest.challenge.Challenge.Place;
import io.hearth.platform.AtHand;
import io.hearth.platform.Json;
import io.hearth.platform.NewestFirst;
import io.hearth.platform.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** The challenges; those that are not closed are kept at hand, as every batch of events asks for them. */
@Component
class ChallengeTable {

    private static final int MOST_OPEN = 1_000;

    private static final String SELECT = """
            select id, community, name_zh, name_en, about, segment, measure, event_type, field, rule, judges, judge_group,
                prizes, starts_at, ends_at, closed_at, most_per_day
            from challenge
            """;

    private final JdbcClient jdbc;
    private final AtHand<Challenge> open;

    ChallengeTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.open = new AtHand<>(clock, this::notClosed, Challenge::community);
    }

    /** Those of each community that are not closed; another node's change shows within a second. */
    Map<String, List<Challenge>> open() {
        return open.byCommunity();
    }

    private List<Challenge> notClosed() {
        return jdbc.sql(SELECT + "where closed_at is null order by id desc limit " + MOST_OPEN)
                .query((row, number) -> challenge(row))
                .list();
    }

    long insert(Challenge one, String by, Instant at) {
        open.lookAnewAfterCommit();
        return jdbc.sql("""
                insert into challenge (community, name_zh, name_en, about, segment, measure, event_type, field, rule,
                    judges, judge_group, prizes, starts_at, ends_at, created_by, created_at, most_per_day)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?, ?) returning id
                """)
                .params(Arrays.asList(
                        one.community(),
                        one.nameZh(),
                        one.nameEn(),
                        one.about(),
                        one.segment(),
                        one.measure().word(),
                        one.eventType(),
                        one.field(),
                        one.rule(),
                        one.judges(),
                        one.judgeGroup(),
                        Json.mapper().writeValueAsString(one.prizes()),
                        Timestamp.from(one.startsAt()),
                        Timestamp.from(one.endsAt()),
                        by,
                        Timestamp.from(at),
                        one.mostPerDay()))
                .query(Long.class)
                .single();
    }

    /** Closes it; false where somebody else was faster. */
    boolean close(long id, String by, Instant at) {
        open.lookAnewAfterCommit();
        return jdbc.sql("update challenge set closed_at = ?, closed_by = ? where id = ? and closed_at is null")
                        .params(Timestamp.from(at), by, id)
                        .update()
                == 1;
    }

    Optional<Challenge> find(long id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id)
                .query((row, number) -> challenge(row))
                .optional();
    }

    /** Those that ended before a moment and are not closed. */
    List<Challenge> ended(Instant before, int most) {
        return jdbc.sql(SELECT + "where closed_at is null and ends_at <= ? order by ends_at limit ?")
                .params(Timestamp.from(before), most)
                .query((row, number) -> challenge(row))
                .list();
    }

    Page<Challenge> list(@Nullable String community, int limit, @Nullable Long after) {
        return NewestFirst.page(jdbc, SELECT, (row, number) -> challenge(row), Challenge::id, community, limit, after);
    }

    private static Challenge challenge(ResultSet row) throws SQLException {
        var closed = row.getTimestamp(16);
        return new Challenge(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getString(6),
                Measure.valueOf(row.getString(7).toUpperCase(Locale.ROOT)),
                row.getString(8),
                row.getString(9),
                row.getBigDecimal(17),
                row.getString(10),
                row.getInt(11),
                row.getString(12),
                Json.mapper().readValue(row.getString(13), new TypeReference<List<Place>>() {}),
                row.getTimestamp(14).toInstant(),
                row.getTimestamp(15).toInstant(),
                closed == null ? null : closed.toInstant());
    }
}
