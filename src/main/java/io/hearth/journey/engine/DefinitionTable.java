package io.hearth.journey.engine;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Tables {@code journey_version} and {@code journey_release}: which file a release starts, as which definition. */
public final class DefinitionTable {

    private static final String COLUMNS =
            "v.definition, v.journey, v.version, v.hash, v.file, v.name, v.keep_days, v.awaits, v.exits, v.reenters, v.bpmn, v.deployed_at";

    private final JdbcClient sql;

    public DefinitionTable(JdbcTemplate jdbc) {
        this.sql = JdbcClient.create(jdbc);
    }

    /** One distinct content of a journey's file. */
    public record Version(
            String definition,
            String journey,
            int version,
            String hash,
            String file,
            String name,
            int keepDays,
            Set<String> awaits,
            Set<String> exits,
            boolean reenters,
            String bpmn,
            Instant deployedAt) {}

    /** Two nodes may prepare the same release at once. */
    void lock() {
        sql.sql("select pg_advisory_xact_lock(hashtext('journey_version'))").query(rs -> {});
    }

    Optional<Version> byHash(String journey, String hash) {
        return sql.sql("select " + COLUMNS + " from journey_version v where v.journey = :journey and v.hash = :hash")
                .param("journey", journey)
                .param("hash", hash)
                .query((row, number) -> version(row))
                .optional();
    }

    public Optional<Version> byDefinition(String definition) {
        return sql.sql("select " + COLUMNS + " from journey_version v where v.definition = :definition")
                .param("definition", definition)
                .query((row, number) -> version(row))
                .optional();
    }

    public Optional<Version> ofRelease(String release, String journey) {
        return sql.sql(
                        "select " + COLUMNS
                                + " from journey_release r join journey_version v using (definition) where r.release = :release and r.journey = :journey")
                .param("release", release)
                .param("journey", journey)
                .query((row, number) -> version(row))
                .optional();
    }

    public List<Version> ofRelease(String release) {
        return sql.sql(
                        "select " + COLUMNS
                                + " from journey_release r join journey_version v using (definition) where r.release = :release order by v.journey")
                .param("release", release)
                .query((row, number) -> version(row))
                .list();
    }

    public Optional<Version> newest(String journey) {
        return sql.sql("select " + COLUMNS
                        + " from journey_version v where v.journey = :journey order by v.version desc limit 1")
                .param("journey", journey)
                .query((row, number) -> version(row))
                .optional();
    }

    public Optional<Version> byNumber(String journey, int version) {
        return sql.sql("select " + COLUMNS
                        + " from journey_version v where v.journey = :journey and v.version = :version")
                .param("journey", journey)
                .param("version", version)
                .query((row, number) -> version(row))
                .optional();
    }

    int nextVersion(String journey) {
        return sql.sql("select coalesce(max(version), 0) + 1 from journey_version where journey = :journey")
                .param("journey", journey)
                .query(Integer.class)
                .single();
    }

    void insert(Version version) {
        sql.sql("""
                insert into journey_version (definition, journey, version, hash, file, name, keep_days, awaits, exits, reenters, bpmn, deployed_at)
                values (:definition, :journey, :version, :hash, :file, :name, :keep, :awaits, :exits, :reenters, :bpmn, :at)
                """)
                .param("definition", version.definition())
                .param("journey", version.journey())
                .param("version", version.version())
                .param("hash", version.hash())
                .param("file", version.file())
                .param("name", version.name())
                .param("keep", version.keepDays())
                .param("awaits", version.awaits().toArray(String[]::new))
                .param("exits", version.exits().toArray(String[]::new))
                .param("reenters", version.reenters())
                .param("bpmn", version.bpmn())
                .param("at", Times.column(version.deployedAt()))
                .update();
    }

    void release(String release, Version version) {
        sql.sql(
                        "insert into journey_release (release, journey, definition) values (:release, :journey, :definition) on conflict (release, journey) do update set definition = excluded.definition")
                .param("release", release)
                .param("journey", version.journey())
                .param("definition", version.definition())
                .update();
    }

    /** Every type of event that a run of any version can wait for. */
    public Set<String> awaited() {
        return new TreeSet<>(sql.sql("select distinct unnest(awaits) from journey_version")
                .query(String.class)
                .list());
    }

    private static Version version(ResultSet row) throws SQLException {
        return new Version(
                row.getString("definition"),
                row.getString("journey"),
                row.getInt("version"),
                row.getString("hash"),
                row.getString("file"),
                row.getString("name"),
                row.getInt("keep_days"),
                Set.of((String[]) row.getArray("awaits").getArray()),
                Set.of((String[]) row.getArray("exits").getArray()),
                row.getBoolean("reenters"),
                row.getString("bpmn"),
                Times.instant(row, "deployed_at"));
    }
}
