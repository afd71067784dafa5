package io.hearth.task;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Reminds of tasks that stay undone, and hands them on to whoever was named for that, while that one works here. Each
 * happens once for a task, however many nodes look; what is done just now is left alone.
 */
@Component
class LateTasks {

    private static final Logger log = LoggerFactory.getLogger(LateTasks.class);
    private static final int MOST = 500;

    private final JdbcClient sql;
    private final Clock clock;

    LateTasks(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void look() {
        try {
            var now = clock.instant();
            remind(now);
            escalate(now);
            followUp(now);
        } catch (RuntimeException fault) {
            log.warn("Expected to look for tasks to urge, but {}", fault.toString());
        }
    }

    int remind(Instant now) {
        return mark("remind_at", "reminded_at = :now, news = 'reminded'", "reminded", now);
    }

    int followUp(Instant now) {
        return mark("follow_up", "news = 'follow-up'", "looked-at-again", now);
    }

    /** Notes that a task's time has come, which then is over. */
    private int mark(String time, String changes, String act, Instant now) {
        return sql.sql("""
                with late as (
                    select id from task where state = 'open' and %1$s <= :now
                    order by %1$s limit :most for update skip locked),
                marked as (
                    update task t set %1$s = null, %2$s from late where t.id = late.id
                    returning t.id, t.assignee)
                insert into task_act (task, id, act, by_whom, at, detail)
                select id, gen_random_uuid(), :act, 'hearth', :now, assignee from marked
                """.formatted(time, changes))
                .param("act", act)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", MOST)
                .update();
    }

    int escalate(Instant now) {
        return sql.sql("""
                with late as (
                    select t.id, p.name as lead from task t
                    left join person p on p.name = t.escalate_to and p.active
                    where t.state = 'open' and t.escalate_at <= :now and t.escalate_by is null
                    order by t.escalate_at limit :most for update of t skip locked),
                moved as (
                    update task t set escalate_at = null, escalated_at = :now, news = 'escalated',
                        owner = case when late.lead is null then t.owner else coalesce(t.assignee, t.owner) end,
                        assignee = coalesce(late.lead, t.assignee)
                    from late where t.id = late.id
                    returning t.id, late.lead),
                taken as (
                    delete from task_offer o using moved where o.task = moved.id and moved.lead is not null)
                insert into task_act (task, id, act, by_whom, at, detail)
                select id, gen_random_uuid(), 'escalated', 'hearth', :now, lead from moved
                """)
                .param("now", now.atOffset(ZoneOffset.UTC))
                .param("most", MOST)
                .update();
    }
}
