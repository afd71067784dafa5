package io.hearth.contest.challenge;

import io.hearth.contest.challenge.Challenge.Measure;
import io.hearth.contest.challenge.Challenge.Place;
import io.hearth.platform.Json;
import io.hearth.platform.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.core.type.TypeReference;

/** The challenges; those that are not closed are kept at hand, as every batch of events asks for them. */
@Component
class ChallengeTable {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int MOST_OPEN = 1_000;

    private static final String SELECT = """
            select id, community, name_zh, name_en, about, segment, measure, event_type, field, rule, judges, judge_group,
                prizes, starts_at, ends_at, closed_at
            from challenge
            """;

    private final JdbcClient jdbc;
    private final Clock clock;
    private volatile Open open = new Open(Map.of(), Instant.MIN);

    ChallengeTable(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Open(Map<String, List<Challenge>> byCommunity, Instant until) {}

    /** Those of each community that are not closed; another node's change shows within a second. */
    Map<String, List<Challenge>> open() {
        var known = open;
        var now = clock.instant();
        if (now.isBefore(known.until())
                && known.until().isBefore(now.plus(LOOK_EVERY).plusMillis(1))) {
            return known.byCommunity();
        }
        var byCommunity = jdbc
                .sql(SELECT + "where closed_at is null order by id desc limit " + MOST_OPEN)
                .query((row, number) -> challenge(row))
                .list()
                .stream()
                .collect(Collectors.groupingBy(Challenge::community));
        open = new Open(byCommunity, now.plus(LOOK_EVERY));
        return byCommunity;
    }

    long insert(Challenge one, String by, Instant at) {
        lookAnewAfterCommit();
        return jdbc.sql("""
                insert into challenge (community, name_zh, name_en, about, segment, measure, event_type, field, rule,
                    judges, judge_group, prizes, starts_at, ends_at, created_by, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?, ?, ?) returning id
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
                        Timestamp.from(at)))
                .query(Long.class)
                .single();
    }

    /** Closes it; false where somebody else was faster. */
    boolean close(long id, String by, Instant at) {
        lookAnewAfterCommit();
        return jdbc.sql("update challenge set closed_at = ?, closed_by = ? where id = ? and closed_at is null")
                        .params(Timestamp.from(at), by, id)
                        .update()
                == 1;
    }

    private void lookAnewAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                open = new Open(Map.of(), Instant.MIN);
            }
        });
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
        var found = jdbc.sql(SELECT + """
                where (:community::text is null or community = :community) and id < :after
                order by id desc limit :limit
                """)
                .param("community", community)
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("limit", limit + 1)
                .query((row, number) -> challenge(row))
                .list();
        return Page.of(found, limit, one -> Long.toString(one.id()));
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
                row.getString(10),
                row.getInt(11),
                row.getString(12),
                Json.mapper().readValue(row.getString(13), new TypeReference<List<Place>>() {}),
                row.getTimestamp(14).toInstant(),
                row.getTimestamp(15).toInstant(),
                closed == null ? null : closed.toInstant());
    }
}
