package io.hearth.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

@HearthTest
class InboxTest {

    private static final int GROUPS = 40;

    @Autowired
    private Tasks tasks;

    @Autowired
    private JdbcClient sql;

    @Autowired
    private Api api;

    private final String mark = "g" + UUID.randomUUID().toString().substring(0, 8) + "-";

    @Test
    void listsEveryOfferedTaskOfManyGroupsOncePageByPage() {
        var random = new Random(4711);
        var mine = new TreeSet<String>();
        for (int n = 0; n < GROUPS; n++) {
            mine.add(mark + n);
        }
        for (int n = 0; n < 150; n++) {
            // Some groups have most of the tasks, and many tasks are offered to several groups.
            var groups = new TreeSet<String>();
            for (int more = random.nextInt(4); more >= 0; more--) {
                groups.add(mark + (int) (GROUPS * 1.2 * Math.pow(random.nextDouble(), 3)));
            }
            open(groups);
        }
        var reader = api.as(Set.of(Role.APPROVER), mine);
        var expected = sql.sql("""
                select distinct t.id from task t join task_offer o on o.task = t.id
                where o.group_name in (:mine) and t.state = 'open' order by t.id desc""").param("mine", mine).query(UUID.class).list();
        assertThat(expected).hasSizeGreaterThan(100);

        for (int limit : List.of(1, 7, 50)) {
            assertThat(pages(reader, limit)).as("pages of " + limit).isEqualTo(expected);
        }
    }

    private List<UUID> pages(Api.Client reader, int limit) {
        var found = new ArrayList<UUID>();
        String next = null;
        do {
            var page = reader.get("/tasks?view=groups&limit=" + limit + (next == null ? "" : "&after=" + next))
                    .json();
            page.path("items")
                    .forEach(item -> found.add(UUID.fromString(item.path("id").asString())));
            next = page.path("next").asString(null);
        } while (next != null);
        return found;
    }

    private void open(Set<String> groups) {
        tasks.open(new NewTask(
                "test",
                UUID.randomUUID().toString(),
                "Greet",
                "running-club",
                null,
                groups,
                null,
                new Form(List.of()),
                null,
                Map.of()));
    }
}
