package io.hearth.task;

import io.hearth.member.MemberId;
import io.hearth.platform.Json;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.type.TypeReference;

/**
 * Offers late tasks to the group that a rulebook says is next, level by level, until it says nothing more or somebody of them
 * does the task. Whoever had it answers for it still, and those who could do it before can.
 */
@Component
class GoingUp {

    private static final Logger log = LoggerFactory.getLogger(GoingUp.class);
    private static final int MOST = 50;
    private static final TypeReference<Map<String, String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient sql;
    private final TaskTable table;
    private final List<NextLevel> levels;
    private final TransactionTemplate transaction;
    private final Clock clock;

    GoingUp(JdbcClient sql, TaskTable table, List<NextLevel> levels, TransactionTemplate transaction, Clock clock) {
        this.sql = sql;
        this.table = table;
        this.levels = levels;
        this.transaction = transaction;
        this.clock = clock;
    }

    private record Waiting(UUID id, Set<String> groups, NextLevel.Late late) {}

    @Scheduled(fixedDelayString = "PT1S")
    void look() {
        try {
            transaction.executeWithoutResult(status -> {
                var now = clock.instant();
                late(now).forEach(task -> goUp(task, now));
            });
        } catch (RuntimeException fault) {
            log.warn("Expected to offer late tasks to others, but {}", fault.toString());
        }
    }

    private void goUp(Waiting task, Instant now) {
        var next = levels.stream()
                .flatMap(level -> level.next(task.late()).stream())
                .findFirst()
                .filter(group -> !task.groups().contains(group));
        next.ifPresentOrElse(group -> offer(task, group, now), () -> stay(task));
        table.note(task.id(), "escalated", "hearth", now, next.orElse(null));
    }

    private void offer(Waiting task, String group, Instant now) {
        var groups = new TreeSet<>(task.groups());
        groups.add(group);
        sql.sql("""
                update task set groups = :groups, level = level + 1, escalated_at = :now,
                    escalate_at = :now::timestamptz + escalate_every * interval '1 second'
                where id = :id
                """)
                .param("groups", groups.toArray(String[]::new))
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("id", task.id())
                .update();
        var before = table.find(task.id()).orElseThrow();
        var answers = Optional.ofNullable(before.assignee()).or(() -> Optional.ofNullable(before.owner()));
        table.assign(task.id(), null, answers.orElse(null), groups, "escalated");
    }

    private void stay(Waiting task) {
        sql.sql("update task set escalate_at = null where id = :id")
                .param("id", task.id())
                .update();
    }

    private List<Waiting> late(Instant now) {
        return sql.sql("""
                select id, groups, escalate_by, community, member, about, level, created_at from task
                where state = 'open' and escalate_at <= :now and escalate_by is not null
                order by escalate_at limit :most for update skip locked
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", MOST)
                .query((row, number) -> {
                    long member = row.getLong("member");
                    var about = row.wasNull() ? null : new MemberId(member);
                    return new Waiting(
                            row.getObject("id", UUID.class),
                            Set.of((String[]) row.getArray("groups").getArray()),
                            new NextLevel.Late(
                                    row.getString("escalate_by"),
                                    row.getString("community"),
                                    about,
                                    Json.mapper().readValue(row.getString("about"), TEXTS),
                                    row.getInt("level"),
                                    Duration.between(
                                            row.getObject("created_at", OffsetDateTime.class)
                                                    .toInstant(),
                                            now)));
                })
                .list();
    }
}
