package io.hearth.task;

import io.hearth.member.MemberId;
import io.hearth.platform.Ids;
import io.hearth.platform.Json;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;

/** Tables {@code task}, {@code task_offer} and {@code task_act}. */
@Repository
class TaskTable {

    private static final String COLUMNS = """
            t.id, t.origin, t.origin_id, t.title, t.about, t.community, t.member, t.groups, t.assignee, t.owner, t.form, t.state, \
            t.due, t.created_at, t.done_at, t.done_by, t.answers, t.reminded_at, t.escalated_at, \
            t.follow_up
            """;
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<Map<String, Object>> VALUES = new TypeReference<>() {};

    private final JdbcClient sql;

    TaskTable(JdbcClient sql) {
        this.sql = sql;
    }

    /** What somebody did with a task. */
    record Act(String act, String by, Instant at, @Nullable String detail) {}

    /** Writes a task that is not there yet; false if the origin has opened it before. */
    boolean insert(UUID id, NewTask task, Instant now) {
        int written = sql.sql("""
                        insert into task (id, origin, origin_id, title, about, community, member, groups, assignee, form, state, due, created_at,
                            remind_at, escalate_at, escalate_to, escalate_by, escalate_every, news)
                        values (:id, :origin, :originId, :title, :about::jsonb, :community, :member, :groups, :assignee, :form::jsonb, 'open', :due, :now,
                            :remindAt, :escalateAt, :escalateTo, :escalateBy, :escalateEvery, 'opened')
                        on conflict (origin, origin_id) do nothing
                        """)
                .param("id", id)
                .param("origin", task.origin())
                .param("originId", task.originId())
                .param("title", task.title())
                .param("about", Json.mapper().writeValueAsString(task.about()))
                .param("community", task.community())
                .param("member", task.member() == null ? null : task.member().value())
                .param("groups", task.candidateGroups().toArray(String[]::new))
                .param("assignee", task.assignee())
                .param("form", Json.mapper().writeValueAsString(task.form()))
                .param("due", column(task.due()))
                .param("now", column(now))
                .param("remindAt", column(task.urging().remindAt()))
                .param("escalateAt", column(task.urging().escalateAt()))
                .param("escalateTo", task.urging().escalateTo())
                .param("escalateBy", task.urging().escalateBy())
                .param(
                        "escalateEvery",
                        task.urging().escalateBy() == null || task.urging().escalateAt() == null
                                ? null
                                : Duration.between(now, task.urging().escalateAt())
                                        .toSeconds())
                .update();
        if (written == 1 && task.assignee() == null) {
            offer(id, task.candidateGroups());
        }
        return written == 1;
    }

    Optional<Task> find(UUID id) {
        return sql.sql("select " + COLUMNS + "from task t where t.id = :id")
                .param("id", id)
                .query((row, number) -> task(row))
                .optional();
    }

    /** The task, locked until the transaction ends. */
    Optional<Task> lock(UUID id) {
        return sql.sql("select " + COLUMNS + "from task t where t.id = :id for update")
                .param("id", id)
                .query((row, number) -> task(row))
                .optional();
    }

    Optional<UUID> open(String origin, String originId) {
        return sql.sql("select id from task where origin = :origin and origin_id = :originId and state = 'open'")
                .param("origin", origin)
                .param("originId", originId)
                .query(UUID.class)
                .optional();
    }

    /** @param news what whoever has it now is to be told */
    void assign(
            UUID id,
            @Nullable String assignee,
            @Nullable String owner,
            Collection<String> offeredTo,
            @Nullable String news) {
        sql.sql("update task set assignee = :assignee, owner = :owner, news = :news where id = :id")
                .param("assignee", assignee)
                .param("news", news)
                .param("owner", owner)
                .param("id", id)
                .update();
        withdraw(id);
        if (assignee == null) {
            offer(id, offeredTo);
        }
    }

    void close(UUID id, Task.State state, @Nullable String by, @Nullable Map<String, Object> answers, Instant now) {
        sql.sql(
                        "update task set state = :state, done_at = :now, done_by = :by, answers = :answers::jsonb where id = :id")
                .param("state", state.name().toLowerCase(Locale.ROOT))
                .param("now", column(now))
                .param("by", by)
                .param("answers", answers == null ? null : Json.mapper().writeValueAsString(answers))
                .param("id", id)
                .update();
        withdraw(id);
    }

    void followUp(UUID id, @Nullable Instant at) {
        sql.sql("update task set follow_up = :at where id = :id")
                .param("at", column(at))
                .param("id", id)
                .update();
    }

    void note(UUID id, String act, String by, Instant now, @Nullable String detail) {
        sql.sql(
                        "insert into task_act (task, id, act, by_whom, at, detail) values (:task, :id, :act, :by, :at, :detail)")
                .param("task", id)
                .param("id", Ids.next())
                .param("act", act)
                .param("by", by)
                .param("at", column(now))
                .param("detail", detail)
                .update();
    }

    List<Act> acts(UUID id) {
        return sql.sql("select act, by_whom, at, detail from task_act where task = :task order by at, id")
                .param("task", id)
                .query((row, number) -> new Act(
                        row.getString("act"), row.getString("by_whom"), instant(row, "at"), row.getString("detail")))
                .list();
    }

    List<Task> ofMember(MemberId member) {
        return sql.sql("select " + COLUMNS + "from task t where t.member = :member order by t.id")
                .param("member", member.value())
                .query((row, number) -> task(row))
                .list();
    }

    /** Takes the member and every free text about it out of the tasks; who did what stays. */
    void forget(MemberId member) {
        sql.sql("delete from task_act where act = 'comment' and task in (select id from task where member = :member)")
                .param("member", member.value())
                .update();
        sql.sql("delete from task_file where task in (select id from task where member = :member)")
                .param("member", member.value())
                .update();
        sql.sql("update task set answers = null where member = :member")
                .param("member", member.value())
                .update();
    }

    List<Task> read(String from, Map<String, Object> parameters) {
        return sql.sql("select " + COLUMNS + from)
                .params(parameters)
                .query((row, number) -> task(row))
                .list();
    }

    private void offer(UUID id, Collection<String> groups) {
        sql.sql(
                        "insert into task_offer (group_name, task) select g, :task from unnest(:groups) g on conflict do nothing")
                .param("task", id)
                .param("groups", groups.toArray(String[]::new))
                .update();
    }

    private void withdraw(UUID id) {
        sql.sql("delete from task_offer where task = :task").param("task", id).update();
    }

    private static Task task(ResultSet row) throws SQLException {
        long member = row.getLong("member");
        var withMember = !row.wasNull();
        var answers = row.getString("answers");
        return new Task(
                row.getObject("id", UUID.class),
                row.getString("origin"),
                row.getString("origin_id"),
                row.getString("title"),
                Json.mapper().readValue(row.getString("about"), TEXTS),
                row.getString("community"),
                withMember ? new MemberId(member) : null,
                new TreeSet<>(List.of((String[]) row.getArray("groups").getArray())),
                row.getString("assignee"),
                row.getString("owner"),
                Json.mapper().readValue(row.getString("form"), Form.class),
                Task.State.valueOf(row.getString("state").toUpperCase(Locale.ROOT)),
                instantOrNull(row, "due"),
                instant(row, "created_at"),
                instantOrNull(row, "done_at"),
                row.getString("done_by"),
                answers == null ? null : Json.mapper().readValue(answers, VALUES),
                instantOrNull(row, "reminded_at"),
                instantOrNull(row, "escalated_at"),
                instantOrNull(row, "follow_up"));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Instant instantOrNull(ResultSet row, String column) throws SQLException {
        var time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable OffsetDateTime column(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
