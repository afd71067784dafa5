package io.hearth.referral;

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
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;

/** The programmes; those that are open are kept at hand, as every batch of events asks for them. */
@Component
class ProgrammeTable {

    private static final int MOST_OPEN = 1_000;

    private static final String SELECT = """
            select id, community, name, steps, page, within_days, inviter_points, invited_points, wait_days, most_an_hour,
                starts_at, ends_at, closed_at
            from referral_programme
            """;

    private final JdbcClient jdbc;
    private final AtHand<Programme> open;

    ProgrammeTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.open = new AtHand<>(clock, this::notClosed, Programme::community);
    }

    /** The programmes of each community that are not closed; another node's change shows within a second. */
    Map<String, List<Programme>> open() {
        return open.byCommunity();
    }

    private List<Programme> notClosed() {
        return jdbc.sql(SELECT + "where closed_at is null order by id desc limit " + MOST_OPEN)
                .query((row, number) -> programme(row))
                .list();
    }

    long insert(Programme programme, String by, Instant at) {
        open.lookAnewAfterCommit();
        return jdbc.sql("""
                insert into referral_programme (community, name, steps, page, within_days, inviter_points,
                    invited_points, wait_days, most_an_hour, starts_at, ends_at, created_by, created_at)
                values (?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
                """)
                .params(Arrays.asList(
                        programme.community(),
                        programme.name(),
                        Json.mapper().writeValueAsString(programme.steps()),
                        programme.page(),
                        programme.withinDays(),
                        programme.inviterPoints(),
                        programme.invitedPoints(),
                        programme.waitDays(),
                        programme.mostAnHour(),
                        time(programme.startsAt()),
                        time(programme.endsAt()),
                        by,
                        Timestamp.from(at)))
                .query(Long.class)
                .single();
    }

    void close(long id, Instant at) {
        open.lookAnewAfterCommit();
        jdbc.sql("update referral_programme set closed_at = ? where id = ? and closed_at is null")
                .params(Timestamp.from(at), id)
                .update();
    }

    Optional<Programme> find(long id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id)
                .query((row, number) -> programme(row))
                .optional();
    }

    Page<Programme> list(@Nullable String community, int limit, @Nullable Long after) {
        return NewestFirst.page(jdbc, SELECT, (row, number) -> programme(row), Programme::id, community, limit, after);
    }

    private static Programme programme(ResultSet row) throws SQLException {
        return new Programme(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                Json.mapper().readValue(row.getString(4), new TypeReference<List<Step>>() {}),
                row.getString(5),
                row.getInt(6),
                row.getLong(7),
                row.getLong(8),
                row.getInt(9),
                row.getInt(10),
                instant(row, 11),
                instant(row, 12),
                instant(row, 13));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Timestamp time(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
