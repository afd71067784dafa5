package io.hearth.journey;

import io.hearth.journey.engine.Times;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The tasks that runs wait for; not those of steps that ask several people. */
@Component
public class RunTasks {

    private static final int MOST = 50;

    private final JdbcClient sql;

    RunTasks(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * An open task.
     *
     * @param element the step that it belongs to
     * @param groups who may do it while nobody has claimed it
     */
    public record Waiting(
            UUID task,
            String element,
            String title,
            @Nullable String assignee,
            List<String> groups,
            @Nullable Instant due,
            @Nullable Instant remindedAt,
            @Nullable Instant escalatedAt) {}

    public List<Waiting> of(UUID run) {
        return sql.sql("""
                        select t.id, s.element, t.title, t.assignee, t.groups, t.due, t.reminded_at, t.escalated_at
                        from run_step s join task t on t.origin = 'journey' and t.origin_id = s.run || '/' || s.visit
                        where s.run = :run and s.until is null and t.state = 'open'
                        order by t.id limit :most
                        """)
                .param("run", run)
                .param("most", MOST)
                .query((row, number) -> new Waiting(
                        row.getObject("id", UUID.class),
                        row.getString("element"),
                        row.getString("title"),
                        row.getString("assignee"),
                        List.of((String[]) row.getArray("groups").getArray()),
                        Times.instantOrNull(row, "due"),
                        Times.instantOrNull(row, "reminded_at"),
                        Times.instantOrNull(row, "escalated_at")))
                .list();
    }
}
