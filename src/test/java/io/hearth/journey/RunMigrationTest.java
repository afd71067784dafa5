package io.hearth.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import io.hearth.content.Releases;
import io.hearth.journey.engine.JourneyEngine;
import io.hearth.member.MemberId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Live runs come along to the versions of the live release, as far as the checked plan goes. */
@HearthTest
class RunMigrationTest {

    private static final AtomicLong MEMBERS =
            new AtomicLong(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50));
    /** Asks a person, then waits a day. */
    private static final String OLD = """
            <bpmn:startEvent id="start" />
            <bpmn:userTask id="ask" name="问 Ask" camunda:candidateGroups="volunteers" />
            <bpmn:intermediateCatchEvent id="pause" name="等 Pause"><bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
            <bpmn:endEvent id="end" />
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="ask" /><bpmn:sequenceFlow id="f2" sourceRef="ask" targetRef="pause" />
            <bpmn:sequenceFlow id="f3" sourceRef="pause" targetRef="end" />
            """;
    /** The same with the wait under another name. */
    private static final String NEW = OLD.replace("\"pause\"", "\"rest\"");

    @Autowired
    Journeys journeys;

    @Autowired
    WorkflowCheck check;

    @Autowired
    JourneyEngine engine;

    @Autowired
    RunMigrator migrator;

    @Autowired
    Releases releases;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    @Autowired
    Api api;

    private final String journey = "come-along-" + UUID.randomUUID();

    @AfterEach
    void forget() {
        sql.sql("delete from journey_release where journey = ?").param(journey).update();
    }

    @Test
    void bringsThoseThatCanAndSaysWhyOthersStay() {
        var old = UUID.randomUUID().toString();
        deploy(OLD, old);
        var asked = start(old);
        var resting = start(old);
        var volunteer = api.as(Set.of(Role.OPERATOR), Set.of("volunteers"));
        assertThat(volunteer
                        .post("/tasks/" + task(resting) + "/complete", Map.of("values", Map.of()))
                        .status())
                .isEqualTo(200);
        await().until(() -> volunteer
                .get("/runs/" + resting)
                .json()
                .path("tokens")
                .path(0)
                .asString("")
                .equals("pause"));
        var live = releases.live().hash();
        deploy(NEW, live);

        var plan = of(volunteer.get("/releases/" + live + "/run-plan").json());
        assertThat(plan.path("from").asInt()).isEqualTo(1);
        assertThat(plan.path("to").asInt()).isEqualTo(2);
        assertThat(plan.path("runs").asInt()).isEqualTo(2);
        assertThat(plan.path("stay").asInt()).isEqualTo(1);
        assertThat(volunteer
                        .post("/releases/" + old + "/run-migrations", Map.of("reason", "x"))
                        .status())
                .isEqualTo(404);
        assertThat(volunteer
                        .post("/releases/" + live + "/run-migrations", Map.of("reason", " "))
                        .status())
                .isEqualTo(400);

        var begun = volunteer.post("/releases/" + live + "/run-migrations", Map.of("reason", "a better wait"));
        assertThat(begun.status()).as(begun.body()).isEqualTo(202);
        migrator.goOn();
        var done = await().atMost(Duration.ofSeconds(10))
                .until(
                        () -> volunteer
                                .get("/releases/" + live + "/run-migrations")
                                .json()
                                .path(0),
                        one -> one.path("state").asString().equals("done"));
        assertThat(done.path("askedBy").asString()).isEqualTo(volunteer.name());
        var part = of(done.path("parts"));
        assertThat(part.path("migrated").asInt()).isEqualTo(1);
        assertThat(part.path("stayed").asInt()).isEqualTo(1);
        assertThat(volunteer.get("/runs/" + asked).json().path("version").asInt())
                .isEqualTo(2);
        assertThat(volunteer.get("/runs/" + resting).json().path("version").asInt())
                .isEqualTo(1);
        var stays = volunteer
                .get("/run-migrations/" + done.path("id").asString() + "/stays?limit=200")
                .json()
                .path("items");
        assertThat(stays).anySatisfy(stay -> {
            assertThat(stay.path("run").asString()).isEqualTo(resting.toString());
            assertThat(stay.path("step").asString()).isEqualTo("pause");
            assertThat(stay.path("why").asString()).isEqualTo("no-step");
        });
        assertThat(api.as(Role.ADMINISTRATOR)
                        .get("/audit?act=runs.migration-started&limit=1")
                        .json()
                        .path("items")
                        .path(0)
                        .path("by")
                        .asString())
                .isEqualTo(volunteer.name());
    }

    private JsonNode of(JsonNode all) {
        for (var one : all) {
            if (one.path("journey").asString().equals(journey)) {
                return one;
            }
        }
        throw new AssertionError("Expected " + journey + " in " + all);
    }

    private void deploy(String steps, String release) {
        var file = ContentFile.of("bpmn/%s/%s.bpmn".formatted(journey, journey), Workflows.bpmn(journey, steps));
        var drawing = check.drawing(ContentFiles.of(file), file).orElseThrow();
        transaction.executeWithoutResult(status -> engine.release(release, engine.deploy(file, drawing)));
    }

    private UUID start(String release) {
        var member = new MemberId(MEMBERS.incrementAndGet());
        transaction.executeWithoutResult(
                status -> journeys.start(List.of(new JourneyStart(journey, member, "running-club", release, null))));
        return sql.sql("select id from run where member = :member")
                .param("member", member.value())
                .query(UUID.class)
                .single();
    }

    private String task(UUID run) {
        return sql.sql("select id from task where origin = 'journey' and origin_id like :run and state = 'open'")
                .param("run", run + "/%")
                .query(String.class)
                .single();
    }
}
