package io.hearth.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import io.hearth.content.Release;
import io.hearth.content.Releases;
import io.hearth.member.Identity;
import io.hearth.member.Members;
import io.hearth.member.activity.ActivityState;
import io.hearth.member.activity.ActivityStore;
import io.hearth.member.activity.Collected.Need;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Figures that nobody collected are there before the first rule reads them. */
@HearthTest
class BackfillTest {

    private static final String CLUB = "running-club";

    @Autowired
    private Api api;

    @Autowired
    private Backfills backfills;

    @Autowired
    private BackfillTable table;

    @Autowired
    private Releases releases;

    @Autowired
    private Members members;

    @Autowired
    private ActivityStore activity;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private TransactionTemplate transaction;

    @Autowired
    private Clock clock;

    private final String run = UUID.randomUUID().toString().substring(0, 8);
    private final String type = "test-" + run + ".done";

    @Test
    void countsByDayWhatCameBeforeAnybodyAskedAndGoesOn() {
        send(5, type, 7);
        settled();
        assertThat(state().count(type)).isEqualTo(5);
        assertThat(lately()).as("not collected by day").isZero();

        fill(List.of(new Need(type, null, 40), new Need(type, "weight", 40)));
        assertThat(lately()).isEqualTo(5);
        assertThat(state().sum(type, "weight")).isEqualByComparingTo("35");

        send(2, type, 1);
        settled();
        assertThat(lately()).as("collected from then on").isEqualTo(7);
        assertThat(state().sum(type, "weight")).isEqualByComparingTo("37");

        fill(List.of(new Need(type, null, 41)));
        assertThat(lately()).as("read once more").isEqualTo(7);
        assertThat(state().sum(type, "weight")).isEqualByComparingTo("37");
        assertThat(state().count(type)).isEqualTo(7);
    }

    @Test
    void releaseThatNeedsMoreWaitsForIt() {
        send(3, "vote.cast", 1);
        settled();
        var files = new ArrayList<ContentFile>();
        releases.live().files().forEach(files::add);
        int days = 100 + (int) (System.nanoTime() % 200);
        files.add(new ContentFile(
                "rules/rewards/backfill-" + run + ".dslr", """
                rule "Who votes a lot"
                why: to be tested
                owner: tests
                how often: each time
                when
                    the member just voted
                    the member voted at least 2 times in the last %d days
                then
                    award 1 points for "votes"
                end
                """.formatted(days).getBytes(StandardCharsets.UTF_8)));
        var next = ContentFiles.of(files);
        assertThat(io.hearth.decision.language.RuleReader.read(next).findings())
                .noneMatch(io.hearth.content.Finding::isError);

        backfills.prepare(new Release(next.hash(), next, clock.instant(), "test"));

        int today = (int) (Instant.now().getEpochSecond() / 86_400);
        assertThat(state().count("vote.cast", today - 30, today + 1)).isEqualTo(3);
        var shown = api.as(Role.OPERATOR)
                .get("/backfills?limit=1")
                .json()
                .path("items")
                .get(0);
        assertThat(shown.path("release").asString()).isEqualTo(next.hash());
        assertThat(shown.path("state").asString()).isEqualTo("done");
        assertThat(shown.path("looked").asLong()).isPositive();
        assertThat(shown.path("oldest").asString()).isNotEmpty();
    }

    private void fill(List<Need> needs) {
        var id = io.hearth.platform.Ids.next();
        transaction.executeWithoutResult(status -> {
            table.collect(needs, false);
            table.add(id, "test", clock.instant());
        });
        backfills.lookAgain();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> table.find(id).orElseThrow().state().equals("done"));
    }

    private long lately() {
        int today = (int) (Instant.now().getEpochSecond() / 86_400);
        return state().count(type, today - 30, today + 1);
    }

    private ActivityState state() {
        var identity = new Identity("web", "backfill-" + run);
        return activity.find(members.resolve(Set.of(identity)).get(identity), CLUB)
                .orElseThrow();
    }

    private void send(int times, String what, int weight) {
        for (int i = 0; i < times; i++) {
            api.tell("web:backfill-" + run, what, CLUB, Map.of("weight", weight));
        }
    }

    private void settled() {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> jdbc.sql("""
                        select sum(h.next_position - 1 - l.position) from log_head h join log_lease l using (partition)
                        """).query(Long.class).single() == 0);
    }
}
