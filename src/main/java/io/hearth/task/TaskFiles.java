package io.hearth.task;

import io.hearth.account.Caller;
import io.hearth.platform.Ids;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Files that people put beside a task, for whoever may see it. They are kept as they came, and never opened here. */
@Service
class TaskFiles {

    static final int LARGEST = 10 * 1024 * 1024;
    private static final int MOST = 20;
    private static final int LONGEST_NAME = 150;

    private final JdbcClient sql;
    private final TaskTable table;
    private final Workers workers;
    private final Clock clock;

    TaskFiles(JdbcClient sql, TaskTable table, Workers workers, Clock clock) {
        this.sql = sql;
        this.table = table;
        this.workers = workers;
        this.clock = clock;
    }

    /** A file as lists show it. */
    record Entry(UUID id, String name, long bytes, String by, Instant at) {}

    /** A file with what is in it. */
    record Content(String name, byte[] bytes) {}

    /** Keeps a file beside an open task. */
    @Transactional
    Entry attach(UUID id, String name, byte[] bytes, Caller caller) {
        var task = table.lock(id)
                .filter(found -> workers.maySee(caller, found))
                .orElseThrow(() -> Problem.notFound("task", id.toString()));
        if (task.state() != Task.State.OPEN) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "task.closed",
                    "Expected to attach a file to task %s, but it is not open.".formatted(id));
        }
        if (of(id).size() >= MOST) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "task.files",
                    "Expected at most %d files beside task %s, but it has as many.".formatted(MOST, id));
        }
        var entry = new Entry(Ids.next(), plain(name), bytes.length, caller.name(), clock.instant());
        sql.sql("insert into task_file (id, task, name, bytes, content, by_whom, at)"
                        + " values (:id, :task, :name, :bytes, :content, :by, :at)")
                .param("id", entry.id())
                .param("task", id)
                .param("name", entry.name())
                .param("bytes", entry.bytes())
                .param("content", bytes)
                .param("by", entry.by())
                .param("at", entry.at().atOffset(ZoneOffset.UTC))
                .update();
        table.note(id, "attached", caller.name(), entry.at(), entry.name());
        return entry;
    }

    List<Entry> of(UUID task) {
        return sql.sql("select id, name, bytes, by_whom, at from task_file where task = :task order by id")
                .param("task", task)
                .query((row, number) -> new Entry(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getLong("bytes"),
                        row.getString("by_whom"),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /** A file of a task that the caller may see. */
    Content read(UUID task, UUID file) {
        return sql.sql("select name, content from task_file where task = :task and id = :file")
                .param("task", task)
                .param("file", file)
                .query((row, number) -> new Content(row.getString("name"), row.getBytes("content")))
                .optional()
                .orElseThrow(() -> Problem.notFound("file", file.toString()));
    }

    /** The last part of a path, without what could deceive whoever reads or saves it. */
    private static String plain(String name) {
        var last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1)
                .replaceAll("[\\p{Cntrl}\\p{Cf}\"<>|*?:;]", "")
                .strip();
        if (last.isEmpty() || last.startsWith(".")) {
            last = "file" + last;
        }
        return last.length() > LONGEST_NAME ? last.substring(last.length() - LONGEST_NAME) : last;
    }
}
