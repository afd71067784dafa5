package io.hearth.automation;

import io.hearth.member.MemberId;
import io.hearth.platform.Figures.Done;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Counts from PostgreSQL what {@link Tally} counts as it happens, for when Redis has forgotten it. */
@Component
class Recount {

    private static final int FETCHED = 5_000;

    private static final String BY_MINUTE = """
            SELECT community, 'events', date_trunc('minute', accepted_at) AS minute, count(*)
            FROM event WHERE accepted_at >= ? GROUP BY community, minute
            UNION ALL
            SELECT community, 'points', date_trunc('minute', at) AS minute, -sum(points)
            FROM ledger_entry WHERE account = 'issued' AND at >= ? GROUP BY community, minute
            UNION ALL
            SELECT community, 'messages', date_trunc('minute', planned_at) AS minute, count(*)
            FROM message WHERE planned_at >= ? GROUP BY community, minute
            UNION ALL
            SELECT community, 'cases', date_trunc('minute', opened_at) AS minute, count(*)
            FROM escalation_case WHERE opened_at >= ? GROUP BY community, minute
            UNION ALL
            SELECT community, 'segments', date_trunc('minute', at) AS minute, count(*)
            FROM segment_history WHERE at >= ? GROUP BY community, minute""";

    /** By quarters, since no zone begins its day anywhere else. */
    private static final String ACTIVE = """
            SELECT community, date_bin('15 minutes', accepted_at, timestamptz '2000-01-01 00:00:00+00') AS quarter,
                member_id
            FROM event WHERE accepted_at >= ? AND cause IS NULL GROUP BY community, quarter, member_id""";

    private final JdbcTemplate sql;

    Recount(JdbcTemplate sql) {
        this.sql = sql;
    }

    /** Who was active in one quarter of an hour in one community. */
    record Active(String community, Instant quarter, MemberId member) {}

    /** A row for each community, kind and minute in which something happened. */
    List<Done> byMinute(Instant since) {
        var from = since.atOffset(ZoneOffset.UTC);
        return sql.query(
                BY_MINUTE,
                (row, number) -> new Done(row.getString(1), row.getString(2), instant(row, 3), row.getLong(4)),
                from,
                from,
                from,
                from,
                from);
    }

    /** Hands over the active members in portions. */
    @Transactional(readOnly = true)
    void active(Instant since, Consumer<List<Active>> portion) {
        var streaming = new JdbcTemplate(Objects.requireNonNull(sql.getDataSource()));
        streaming.setFetchSize(FETCHED);
        var some = new ArrayList<Active>(FETCHED);
        streaming.query(
                ACTIVE,
                row -> {
                    some.add(new Active(row.getString(1), instant(row, 2), new MemberId(row.getLong(3))));
                    if (some.size() == FETCHED) {
                        portion.accept(some);
                        some.clear();
                    }
                },
                since.atOffset(ZoneOffset.UTC));
        portion.accept(some);
    }

    private static Instant instant(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }
}
