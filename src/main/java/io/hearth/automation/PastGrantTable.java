package io.hearth.automation;

import io.hearth.member.MemberId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of badges for the past. */
@Component
class PastGrantTable {

    private static final String ROWS = """
            select id, community, release, rule, badge, level, tell, state, members, looked, found, given, samples, problem,
                asked_by, asked_at, counted_at, granted_by, ended_at
            from past_grant
            """;

    private final JdbcClient jdbc;

    PastGrantTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(
            UUID id,
            String community,
            String release,
            String rule,
            String badge,
            @Nullable String level,
            boolean tell,
            String by,
            Instant now) {
        jdbc.sql("""
                insert into past_grant (id, community, release, rule, badge, level, tell, state, members, asked_by, asked_at)
                values (?, ?, ?, ?, ?, ?, ?, 'counting', (select count(*) from activity where community = ?), ?, ?)
                """)
                .params(Arrays.asList(
                        id, community, release, rule, badge, level, tell, community, by, Timestamp.from(now)))
                .update();
    }

    Optional<PastGrant> find(UUID id) {
        return jdbc.sql(ROWS + "where id = ?")
                .param(id)
                .query(PastGrantTable::grant)
                .optional();
    }

    /** The newest first. */
    List<PastGrant> list(String community, @Nullable UUID before, int limit) {
        return jdbc.sql(ROWS + """
                where community = :community and (:before::uuid is null or id < :before::uuid) order by id desc limit :limit
                """)
                .param("community", community)
                .param("before", before)
                .param("limit", limit)
                .query(PastGrantTable::grant)
                .list();
    }

    /** One that is to go on, held for this transaction; what another node works on is passed by. */
    Optional<PastGrant> hold() {
        return jdbc.sql(ROWS + """
                where state in ('counting', 'granting') order by asked_at limit 1 for update skip locked
                """).query(PastGrantTable::grant).optional();
    }

    /** The next members that did anything in the community. */
    List<MemberId> next(PastGrant grant, int limit) {
        return jdbc.sql("""
                select member from activity
                where community = ? and member > (select position from past_grant where id = ?)
                order by member limit ?
                """)
                .params(grant.community(), grant.id(), limit)
                .query((row, number) -> new MemberId(row.getLong(1)))
                .list();
    }

    void advance(UUID id, MemberId last, int looked, int found, int given, List<MemberId> samples, int mostSamples) {
        jdbc.sql("""
                update past_grant set position = ?, looked = looked + ?, found = found + ?, given = given + ?,
                    samples = (samples || ?::bigint[])[1:?]
                where id = ?
                """)
                .params(
                        last.value(),
                        looked,
                        found,
                        given,
                        samples.stream().mapToLong(MemberId::value).toArray(),
                        mostSamples,
                        id)
                .update();
    }

    /** Returns whether it was in that state. */
    boolean move(UUID id, String from, String to, @Nullable String by, @Nullable String problem, Instant now) {
        return jdbc.sql("""
                update past_grant set state = :to, problem = :problem,
                    counted_at = case when :to = 'counted' then :now else counted_at end,
                    ended_at = case when :to in ('done', 'cancelled', 'failed') then :now else ended_at end,
                    granted_by = case when :to = 'granting' then :by else granted_by end,
                    position = case when :to = 'granting' then 0 else position end,
                    looked = case when :to = 'granting' then 0 else looked end
                where id = :id and state = :from
                """)
                        .param("to", to)
                        .param("problem", problem)
                        .param("now", Timestamp.from(now))
                        .param("by", by)
                        .param("id", id)
                        .param("from", from)
                        .update()
                == 1;
    }

    private static PastGrant grant(ResultSet row, int number) throws SQLException {
        return new PastGrant(
                row.getObject("id", UUID.class),
                row.getString("community"),
                row.getString("release"),
                row.getString("rule"),
                row.getString("badge"),
                row.getString("level"),
                row.getBoolean("tell"),
                row.getString("state"),
                row.getLong("members"),
                row.getLong("looked"),
                row.getLong("found"),
                row.getLong("given"),
                Arrays.stream((Long[]) row.getArray("samples").getArray())
                        .map(number0 -> new MemberId(number0).toString())
                        .toList(),
                row.getString("problem"),
                row.getString("asked_by"),
                row.getTimestamp("asked_at").toInstant(),
                instant(row, "counted_at"),
                row.getString("granted_by"),
                instant(row, "ended_at"));
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        var at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }
}
