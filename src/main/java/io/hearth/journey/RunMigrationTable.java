package io.hearth.journey;

import io.hearth.journey.RunMigration.Part;
import io.hearth.journey.RunMigration.Stay;
import io.hearth.journey.engine.DefinitionTable.Version;
import io.hearth.journey.engine.Times;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tables {@code run_migration}, {@code run_migration_part} and {@code run_migration_stay}. */
@Component
class RunMigrationTable {

    private final JdbcClient sql;

    RunMigrationTable(JdbcClient sql) {
        this.sql = sql;
    }

    /** A part at work, held for this transaction. */
    record Work(long migration, String from, String to, UUID position) {}

    long add(String release, String reason, String by, Instant at) {
        return sql.sql("""
                insert into run_migration (release, state, reason, asked_by, asked_at)
                values (:release, 'running', :reason, :by, :at) returning id
                """)
                .param("release", release)
                .param("reason", reason)
                .param("by", by)
                .param("at", Times.column(at))
                .query(Long.class)
                .single();
    }

    boolean isRunning() {
        return sql.sql("select exists (select from run_migration where state = 'running')")
                .query(Boolean.class)
                .single();
    }

    void part(long migration, Version from, Version to, long runs) {
        sql.sql("""
                insert into run_migration_part
                    (migration, journey, from_definition, to_definition, from_version, to_version, runs)
                values (:migration, :journey, :from, :to, :fromVersion, :toVersion, :runs)
                """)
                .param("migration", migration)
                .param("journey", from.journey())
                .param("from", from.definition())
                .param("to", to.definition())
                .param("fromVersion", from.version())
                .param("toVersion", to.version())
                .param("runs", runs)
                .update();
    }

    /** Some part that is not done, which no other node works on. */
    Optional<Work> hold() {
        return sql.sql("""
                select p.migration, p.from_definition, p.to_definition, p.position
                from run_migration_part p join run_migration m on m.id = p.migration and m.state = 'running'
                where not p.done order by p.journey, p.from_version limit 1 for update of p skip locked
                """)
                .query((row, n) -> new Work(
                        row.getLong("migration"),
                        row.getString("from_definition"),
                        row.getString("to_definition"),
                        row.getObject("position", UUID.class)))
                .optional();
    }

    /** Living runs of the version after the last one that was looked at. */
    List<UUID> next(Work work, int limit) {
        return sql.sql("""
                select id from run where definition = :from and state in ('running', 'suspended') and id > :position
                order by id limit :limit
                """)
                .param("from", work.from())
                .param("position", work.position())
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    void advance(Work work, UUID run, boolean migrated, boolean stayed) {
        sql.sql("""
                update run_migration_part set position = :run, migrated = migrated + :migrated, stayed = stayed + :stayed
                where migration = :migration and from_definition = :from and position < :run
                """)
                .param("run", run)
                .param("migrated", migrated ? 1 : 0)
                .param("stayed", stayed ? 1 : 0)
                .param("migration", work.migration())
                .param("from", work.from())
                .update();
    }

    void stay(Work work, UUID run, @Nullable String step, String why) {
        sql.sql("""
                insert into run_migration_stay (migration, run, journey, step, why)
                select :migration, :run, journey, :step, :why from run where id = :run on conflict do nothing
                """)
                .param("migration", work.migration())
                .param("run", run)
                .param("step", step)
                .param("why", why)
                .update();
    }

    /** Ends the part, and with the last one the migration. */
    void done(Work work, Instant at) {
        sql.sql("update run_migration_part set done = true where migration = :id and from_definition = :from")
                .param("id", work.migration())
                .param("from", work.from())
                .update();
        endIfDone(work.migration(), at);
    }

    void endIfDone(long migration, Instant at) {
        sql.sql("""
                update run_migration set state = 'done', ended_at = :at where id = :id and state = 'running'
                  and not exists (select from run_migration_part where migration = :id and not done)
                """).param("at", Times.column(at)).param("id", migration).update();
    }

    /** The newest of a release first. */
    List<RunMigration> of(String release) {
        return sql.sql("""
                select id, release, state, reason, asked_by, asked_at, ended_at from run_migration
                where release = :release order by id desc limit 20
                """)
                .param("release", release)
                .query((row, n) -> new RunMigration(
                        row.getString("id"),
                        row.getString("release"),
                        row.getString("state"),
                        row.getString("reason"),
                        row.getString("asked_by"),
                        Times.instant(row, "asked_at"),
                        Times.instantOrNull(row, "ended_at"),
                        parts(row.getLong("id"))))
                .list();
    }

    private List<Part> parts(long migration) {
        return sql.sql("""
                select journey, from_version, to_version, runs, migrated, stayed, done from run_migration_part
                where migration = :id order by journey, from_version
                """)
                .param("id", migration)
                .query((row, n) -> new Part(
                        row.getString("journey"),
                        row.getInt("from_version"),
                        row.getInt("to_version"),
                        row.getLong("runs"),
                        row.getLong("migrated"),
                        row.getLong("stayed"),
                        row.getBoolean("done")))
                .list();
    }

    List<Stay> stays(long migration, long after, int limit) {
        return sql.sql("""
                select id, run, journey, step, why from run_migration_stay
                where migration = :migration and id > :after order by id limit :limit
                """)
                .param("migration", migration)
                .param("after", after)
                .param("limit", limit)
                .query((row, n) -> new Stay(
                        Long.toString(row.getLong("id")),
                        row.getObject("run", UUID.class),
                        row.getString("journey"),
                        row.getString("step"),
                        row.getString("why")))
                .list();
    }
}
