package io.hearth.studio.draft;

import io.hearth.platform.Json;
import io.hearth.studio.Found;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code draft_check}. Claims are on the database's clock: a node that stops loses its claim, and another goes on. */
@Repository
class CheckTable {

    private static final String SELECT = """
            select id, draft, hash, status, step, steps_done, publishable, passed, failed, findings, reason, asked_by,
                started_at, ended_at from draft_check
            """;

    private final JdbcClient sql;

    CheckTable(JdbcClient sql) {
        this.sql = sql;
    }

    /** Once for each state of the files while it runs. */
    boolean ask(Draft draft, String by, Instant at) {
        return sql.sql("""
                insert into draft_check (draft, hash, status, step, steps_done, publishable, passed, failed, findings, asked_by, started_at)
                values (:draft, :hash, 'running', 'waiting', 0, false, 0, 0, '[]', :by, :at) on conflict do nothing
                """)
                        .param("draft", draft.id())
                        .param("hash", draft.hash())
                        .param("by", by)
                        .param("at", DraftTable.time(at))
                        .update()
                == 1;
    }

    Optional<DraftCheck> latest(long draft) {
        return sql.sql(SELECT + " where draft = :draft order by id desc limit 1")
                .param("draft", draft)
                .query((row, n) -> read(row))
                .optional();
    }

    long running() {
        return sql.sql("select count(*) from draft_check where status = 'running'")
                .query(Long.class)
                .single();
    }

    Optional<DraftCheck> claim() {
        return sql.sql("""
                        update draft_check set claimed_until = now() + interval '2 minutes'
                        where id = (select id from draft_check where status = 'running' and claimed_until < now()
                                    order by id limit 1 for update skip locked)
                        returning id
                        """).query(Long.class).optional().flatMap(id -> sql.sql(SELECT + " where id = :id")
                .param("id", id)
                .query((row, n) -> read(row))
                .optional());
    }

    void step(long id, String step, int done) {
        sql.sql("""
                update draft_check set step = :step, steps_done = :done, claimed_until = now() + interval '2 minutes'
                where id = :id and status = 'running'
                """).param("step", step).param("done", done).param("id", id).update();
    }

    void done(long id, FullCheck.Result result, Instant at) {
        sql.sql("""
                update draft_check set status = 'done', step = 'done', steps_done = :steps, publishable = :publishable,
                    passed = :passed, failed = :failed, findings = :findings, ended_at = :at
                where id = :id and status = 'running'
                """)
                .param("steps", FullCheck.STEPS.size())
                .param("publishable", result.publishable())
                .param("passed", result.passed())
                .param("failed", result.failed())
                .param("findings", Json.bulk().writeValueAsString(result.findings()))
                .param("at", DraftTable.time(at))
                .param("id", id)
                .update();
    }

    void failed(long id, String reason, Instant at) {
        sql.sql("""
                update draft_check set status = 'failed', reason = :reason, ended_at = :at
                where id = :id and status = 'running'
                """)
                .param("reason", reason)
                .param("at", DraftTable.time(at))
                .param("id", id)
                .update();
    }

    private static DraftCheck read(ResultSet row) throws SQLException {
        return new DraftCheck(
                row.getLong("id"),
                row.getLong("draft"),
                row.getString("hash"),
                row.getString("status"),
                row.getString("step"),
                row.getInt("steps_done"),
                row.getBoolean("publishable"),
                row.getInt("passed"),
                row.getInt("failed"),
                List.of(Json.bulk().readValue(row.getString("findings"), Found[].class)),
                row.getString("reason"),
                row.getString("asked_by"),
                DraftTable.instant(row, "started_at"),
                DraftTable.maybe(row, "ended_at"));
    }
}
