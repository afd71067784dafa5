package io.hearth.studio.canary;

import io.hearth.community.Communities;
import io.hearth.content.Canary;
import io.hearth.task.Form;
import io.hearth.task.NewTask;
import io.hearth.task.Tasks;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells people in their inbox that a canary was halted. */
@Component
class CanaryTasks {

    private static final String ORIGIN = "canary";
    private static final Duration DUE = Duration.ofDays(1);

    private final Tasks tasks;
    private final Communities communities;
    private final JdbcClient jdbc;
    private final Clock clock;

    CanaryTasks(Tasks tasks, Communities communities, JdbcClient jdbc, Clock clock) {
        this.tasks = tasks;
        this.communities = communities;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Whoever wrote it, published it and agreed to it; in the caller's transaction. */
    void tell(Canary canary, String why) {
        for (var person : concerned(canary)) {
            tasks.open(new NewTask(
                    ORIGIN,
                    canary.id() + "/" + person,
                    "灰度发布已自动停止 Canary halted: " + canary.title(),
                    communities.usual(),
                    null,
                    Set.of(),
                    person,
                    Form.EMPTY,
                    clock.instant().plus(DUE),
                    Map.of(
                            "canary",
                            Long.toString(canary.id()),
                            "draft",
                            canary.draft() == null ? "" : Long.toString(canary.draft()),
                            "why",
                            why)));
        }
    }

    private Set<String> concerned(Canary canary) {
        var people = new LinkedHashSet<String>();
        people.add(canary.startedBy());
        people.addAll(canary.agreed());
        if (canary.draft() != null) {
            people.addAll(jdbc.sql("""
                            select created_by from draft where id = :draft
                            union select person from draft_person where draft = :draft and edited
                            """)
                    .param("draft", canary.draft())
                    .query(String.class)
                    .list());
        }
        return people;
    }
}
