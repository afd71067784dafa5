package io.hearth.member;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Repository;

/** The table of identities, read and written in sets. */
@Repository
class IdentityTable {

    private static final String FIND = """
            SELECT i.platform, i.external_id, i.member_id
            FROM unnest(?, ?) AS wanted (platform, external_id)
            JOIN identity i ON i.platform = wanted.platform AND i.external_id = wanted.external_id
            """;

    /** In one order, so that two appenders that make the same members don't wait for each other crosswise. */
    private static final String CREATE = """
            WITH wanted AS MATERIALIZED (
                SELECT platform, external_id, nextval('member_id') AS member_id
                FROM (SELECT platform, external_id FROM unnest(?, ?) AS w (platform, external_id)
                      ORDER BY platform COLLATE "C", external_id COLLATE "C") AS sorted
            ), made AS (
                INSERT INTO identity (platform, external_id, member_id, since)
                SELECT platform, external_id, member_id, ? FROM wanted
                ON CONFLICT DO NOTHING
                RETURNING member_id, since
            )
            INSERT INTO member (id, created_at) SELECT member_id, since FROM made
            """;

    private final JdbcTemplate jdbc;
    private final Clock clock;

    IdentityTable(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    Map<Identity, MemberId> find(Collection<Identity> wanted) {
        if (wanted.isEmpty()) {
            return new HashMap<>();
        }
        ConnectionCallback<Map<Identity, MemberId>> read = connection -> {
            Map<Identity, MemberId> found = new HashMap<>(wanted.size() * 2);
            try (var select = connection.prepareStatement(FIND)) {
                bind(select, wanted);
                var rows = select.executeQuery();
                while (rows.next()) {
                    found.put(new Identity(rows.getString(1), rows.getString(2)), new MemberId(rows.getLong(3)));
                }
            }
            return found;
        };
        return Objects.requireNonNull(jdbc.execute(read));
    }

    void create(Collection<Identity> unknown) {
        ConnectionCallback<Integer> write = connection -> {
            try (var insert = connection.prepareStatement(CREATE)) {
                bind(insert, unknown);
                insert.setTimestamp(3, Timestamp.from(clock.instant()));
                return insert.executeUpdate();
            }
        };
        jdbc.execute(write);
    }

    Map<MemberId, List<Identity>> of(Collection<MemberId> members) {
        Map<MemberId, List<Identity>> found = new HashMap<>();
        jdbc.query(
                "SELECT member_id, platform, external_id FROM identity WHERE member_id = ANY (?) ORDER BY since, platform",
                rows -> {
                    found.computeIfAbsent(new MemberId(rows.getLong(1)), id -> new ArrayList<>())
                            .add(new Identity(rows.getString(2), rows.getString(3)));
                },
                (Object) members.stream().map(MemberId::value).toArray(Long[]::new));
        return found;
    }

    void delete(MemberId member) {
        jdbc.update("DELETE FROM identity WHERE member_id = ?", member.value());
    }

    private static void bind(PreparedStatement statement, Collection<Identity> identities) throws SQLException {
        var platforms = new String[identities.size()];
        var externalIds = new String[identities.size()];
        int n = 0;
        for (var identity : identities) {
            platforms[n] = identity.platform();
            externalIds[n++] = identity.externalId();
        }
        statement.setObject(1, platforms);
        statement.setObject(2, externalIds);
    }
}
