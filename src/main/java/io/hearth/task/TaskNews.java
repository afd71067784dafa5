package io.hearth.task;

import io.hearth.member.MemberId;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Tells people of tasks that became theirs, or that are late: whoever has the task, or its groups while nobody has it. What is
 * to be told is a mark on the task, set by whatever changed it and taken away in the transaction that tells.
 */
@Component
class TaskNews {

    private static final Logger log = LoggerFactory.getLogger(TaskNews.class);
    private static final int MOST = 500;

    /** Of a group; others look into the inbox. */
    private static final int LISTENERS = 20;

    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final List<Teller> tellers;
    private final Clock clock;

    TaskNews(JdbcClient sql, TransactionTemplate transaction, List<Teller> tellers, Clock clock) {
        this.sql = sql;
        this.transaction = transaction;
        this.tellers = tellers;
        this.clock = clock;
    }

    @Scheduled(fixedDelayString = "PT1S")
    void look() {
        try {
            transaction.executeWithoutResult(status -> {
                var news = fresh();
                if (!news.isEmpty()) {
                    tellers.forEach(teller -> teller.tell(news));
                }
            });
        } catch (RuntimeException fault) {
            log.warn("Expected to tell people of their tasks, but {}", fault.toString());
        }
    }

    private List<Teller.Telling> fresh() {
        var now = clock.instant();
        return sql.sql("""
                with fresh as (
                    select id, news, title, about ->> 'subject' as subject, community, due, assignee, groups, state
                    from task where news is not null order by id limit :most for update skip locked),
                told as (update task t set news = null from fresh where t.id = fresh.id)
                select f.id, f.news, f.title, f.subject, f.community, f.due, i.member_id
                from fresh f
                cross join lateral (
                    select f.assignee as name where f.assignee is not null
                    union
                    (select m.person from people_group_member m
                     where f.assignee is null and m.people_group = any (f.groups) order by m.person limit :listeners)) who
                join person p on p.name = who.name and p.active
                join identity i on i.platform = 'hearth' and i.external_id = p.name
                where f.state = 'open'
                """)
                .param("most", MOST)
                .param("listeners", LISTENERS)
                .query((row, number) -> new Teller.Telling(
                        row.getObject("id", UUID.class),
                        row.getString("news"),
                        row.getString("subject") == null
                                ? row.getString("title")
                                : row.getString("title") + ": " + row.getString("subject"),
                        row.getString("community"),
                        row.getObject("due") == null
                                ? null
                                : row.getObject("due", OffsetDateTime.class).toInstant(),
                        new MemberId(row.getLong("member_id")),
                        now))
                .list();
    }
}
