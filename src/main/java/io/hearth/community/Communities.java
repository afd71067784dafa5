package io.hearth.community;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hearth.event.KnownCommunities;
import io.hearth.platform.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The communities, with their charters. What other nodes change is seen within seconds. */
@Service
public class Communities implements KnownCommunities {

    private static final String SELECT = """
            SELECT slug, name_zh, name_en, purpose, join_policy, zone, objectives, charter_version, created_at
            FROM community
            """;

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final CommunityProperties properties;
    private final Cache<String, Optional<Community>> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(Duration.ofSeconds(5))
            .build();

    Communities(JdbcTemplate jdbc, Clock clock, CommunityProperties properties) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.properties = properties;
    }

    @Override
    public boolean knows(String slug) {
        return find(slug).isPresent();
    }

    @Override
    public String usual() {
        return properties.usual();
    }

    public Optional<Community> find(String slug) {
        return Objects.requireNonNull(known.get(
                slug, wanted -> jdbc.query(SELECT + " WHERE slug = ?", (row, n) -> community(row), wanted).stream()
                        .findFirst()));
    }

    public List<Community> all() {
        return jdbc.query(SELECT + " ORDER BY slug", (row, n) -> community(row));
    }

    /** Whether it is new; an existing one stays as it is. */
    @Transactional
    public boolean create(Community community) {
        int made = jdbc.update(
                """
                INSERT INTO community (slug, name_zh, name_en, purpose, join_policy, zone, objectives, created_at)
                VALUES (?, ?, ?, ?, ?, ?, ?::jsonb, ?) ON CONFLICT DO NOTHING
                """,
                community.slug(),
                community.nameZh(),
                community.nameEn(),
                community.purpose(),
                community.joinPolicy().name(),
                community.zone().getId(),
                Json.mapper().writeValueAsString(community.objectives()),
                Timestamp.from(community.createdAt()));
        forget(community.slug());
        return made == 1;
    }

    @Transactional
    public void update(Community community) {
        jdbc.update(
                """
                UPDATE community SET name_zh = ?, name_en = ?, purpose = ?, join_policy = ?, zone = ?, objectives = ?::jsonb
                WHERE slug = ?
                """,
                community.nameZh(),
                community.nameEn(),
                community.purpose(),
                community.joinPolicy().name(),
                community.zone().getId(),
                Json.mapper().writeValueAsString(community.objectives()),
                community.slug());
        forget(community.slug());
    }

    /** Puts a new version of the charter in force. */
    @Transactional
    public int publishCharter(String slug, String zh, String en, String by) {
        int version = Objects.requireNonNull(jdbc.queryForObject(
                "UPDATE community SET charter_version = charter_version + 1 WHERE slug = ? RETURNING charter_version",
                Integer.class,
                slug));
        jdbc.update("""
                INSERT INTO charter (community, version, text_zh, text_en, written_by, written_at)
                VALUES (?, ?, ?, ?, ?, ?)
                """, slug, version, zh, en, by, Timestamp.from(clock.instant()));
        forget(slug);
        return version;
    }

    /** All versions of a charter, the newest first. */
    public List<Charter> charters(String slug) {
        return jdbc.query(
                """
                SELECT version, text_zh, text_en, written_by, written_at FROM charter
                WHERE community = ? ORDER BY version DESC
                """,
                (row, n) -> new Charter(
                        row.getInt(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getTimestamp(5).toInstant()),
                slug);
    }

    private void forget(String slug) {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                known.invalidate(slug);
            }
        });
    }

    private static Community community(ResultSet row) throws SQLException {
        return new Community(
                row.getString("slug"),
                row.getString("name_zh"),
                row.getString("name_en"),
                row.getString("purpose"),
                JoinPolicy.valueOf(row.getString("join_policy")),
                ZoneId.of(row.getString("zone")),
                List.of(Json.mapper().readValue(row.getString("objectives"), String[].class)),
                row.getInt("charter_version"),
                row.getTimestamp("created_at").toInstant());
    }
}
