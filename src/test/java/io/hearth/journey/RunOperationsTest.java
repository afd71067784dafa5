package io.hearth.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import io.hearth.journey.engine.JourneyEngine;
import io.hearth.member.MemberId;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What people do to runs and journeys that are under way. */
@HearthTest
class RunOperationsTest {

    private static final String CLUB = "running-club";
    private static final AtomicLong MEMBERS =
            new AtomicLong(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50));
    /** Asks a person, who has three days; then waits a day. */
    private static final String OLD = """
            <bpmn:startEvent id="start" />
            <bpmn:userTask id="ask" name="问 Ask" camunda:candidateGroups="volunteers" />
            <bpmn:boundaryEvent id="late" name="三天后 After three days" attachedToRef="ask"><bpmn:timerEventDefinition><bpmn:timeDuration>P3D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:boundaryEvent>
            <bpmn:intermediateCatchEvent id="pause" name="等 Pause"><bpmn:timerEventDefinition><bpmn:timeDuration>P1D</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>
            <bpmn:endEvent id="endLate" /><bpmn:endEvent id="end" />
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="ask" /><bpmn:sequenceFlow id="f2" sourceRef="ask" targetRef="pause" />
            <bpmn:sequenceFlow id="f3" sourceRef="pause" targetRef="end" /><bpmn:sequenceFlow id="f4" sourceRef="late" targetRef="endLate" />
            """;
    /** The same with the task under another name, and an end by another name. */
    private static final String NEW = OLD.replace("\"ask\"", "\"question\"").replace("\"end\"", "\"finished\"");

    @Autowired
    Journeys journeys;

    @Autowired
    WorkflowCheck check;

    @Autowired
    JourneyEngine engine;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    @Autowired
    StepSweep sweep;

    @Autowired
    MovableClock clock;

    @Autowired
    Api api;

    private final String journey = "ops-" + MEMBERS.incrementAndGet();
    private Api.Client operator;

    @BeforeEach
    void anOperator() {
        operator = api.as(Role.OPERATOR);
    }

    @Test
    void holdsARunUpUntilItGoesOnAndSaysWhoAndWhy() {
        var run = start(deploy(OLD));
        operator.post("/runs/" + run + "/move", Map.of("from", "ask", "to", "pause", "reason", "asked by phone"));
        assertThat(one(run).path("tokens").path(0).asString()).isEqualTo("pause");
        assertThat(openTasks(run)).as("the task that nobody has to do any more").isZero();

        operator.post("/runs/" + run + "/suspend", Map.of("reason", "wrong text"));
        advance(25);
        assertThat(one(run).path("state").asString()).isEqualTo("suspended");
        assertThat(operator.post("/runs/" + run + "/suspend", Map.of("reason", "again"))
                        .status())
                .isEqualTo(409);
        operator.post("/runs/" + run + "/resume", Map.of("reason", "text is right"));

        await().untilAsserted(
                        () -> assertThat(one(run).path("endedBy").asString()).isEqualTo("end"));
        assertThat(sql.sql("select act from audit where subject = :run order by id")
                        .param("run", run.toString())
                        .query(String.class)
                        .list())
                .containsExactly("run.moved", "run.suspended", "run.resumed");
    }

    @Test
    void movesNoTokenThatIsNotThereNorToWhereNoneCanBe() {
        var run = start(deploy(OLD));

        assertThat(operator.post("/runs/" + run + "/move", Map.of("from", "pause", "to", "ask", "reason", "x"))
                        .status())
                .isEqualTo(409);
        assertThat(operator.post("/runs/" + run + "/move", Map.of("from", "ask", "to", "late", "reason", "x"))
                        .status())
                .isEqualTo(400);
        assertThat(operator.post("/runs/" + run + "/move", Map.of("from", "ask", "to", "pause", "reason", " "))
                        .json()
                        .path("field")
                        .asString())
                .isEqualTo("reason");
        assertThat(api.as(Role.APPROVER)
                        .post("/runs/" + run + "/move", Map.of("from", "ask", "to", "pause", "reason", "x"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void holdsUpAWholeJourney() {
        var run = start(deploy(OLD));
        var volunteer = api.as(Set.of(Role.OPERATOR), Set.of("volunteers"));
        operator.post("/journeys/" + journey + "/suspend", Map.of("reason", "a crisis"));

        assertThat(journeys.suspended()).contains(journey);
        assertThat(volunteer
                        .post("/tasks/" + task(run) + "/complete", Map.of("values", Map.of()))
                        .status())
                .isEqualTo(409);
        advance(73);
        assertThat(operator.get("/journeys/" + journey + "/suspension")
                        .json()
                        .path("reason")
                        .asString())
                .isEqualTo("a crisis");
        assertThat(one(run).path("state").asString()).isEqualTo("running");
        operator.post("/journeys/" + journey + "/resume", Map.of("reason", "it is over"));

        await().untilAsserted(
                        () -> assertThat(one(run).path("endedBy").asString()).isEqualTo("endLate"));
    }

    @Test
    void bringsRunsToANewVersionAndBackWithTheirTasksAndTimers() {
        var run = start(deploy(OLD));
        var task = task(run);
        deploy(NEW);
        var steps = Map.of("ask", "question");

        var without = preview(Map.of("from", 1, "to", 2));
        assertThat(without.path("possible").asBoolean()).isFalse();
        assertThat(without.path("steps").path(0).path("from").asString()).isEqualTo("ask");
        assertThat(without.path("steps").path(0).path("tokens").asLong()).isEqualTo(1);
        assertThat(operator.post("/journeys/" + journey + "/migrations", Map.of("from", 1, "to", 2, "reason", "x"))
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("migration.impossible");
        var with = preview(Map.of("from", 1, "to", 2, "steps", steps));
        assertThat(with.path("possible").asBoolean()).as(with.toString()).isTrue();
        var done = operator.post(
                "/journeys/" + journey + "/migrations",
                Map.of("from", 1, "to", 2, "steps", steps, "reason", "a better name"));

        assertThat(done.json().path("migrated").asInt()).as(done.toString()).isEqualTo(1);
        assertThat(done.json().path("left").asInt()).isZero();
        assertThat(one(run).path("version").asInt()).isEqualTo(2);
        assertThat(one(run).path("tokens").path(0).asString()).isEqualTo("question");
        assertThat(task(run)).as("the same task").isEqualTo(task);
        operator.post(
                "/journeys/" + journey + "/migrations",
                Map.of("from", 2, "to", 1, "steps", Map.of("question", "ask"), "reason", "back"));
        assertThat(one(run).path("version").asInt()).isEqualTo(1);
        operator.post(
                "/journeys/" + journey + "/migrations", Map.of("from", 1, "to", 2, "steps", steps, "reason", "forth"));
        var volunteer = api.as(Set.of(Role.OPERATOR), Set.of("volunteers"));
        assertThat(volunteer
                        .post("/tasks/" + task + "/complete", Map.of("values", Map.of()))
                        .status())
                .isEqualTo(200);
        advance(25);
        await().untilAsserted(
                        () -> assertThat(one(run).path("endedBy").asString()).isEqualTo("finished"));
        assertThat(operator.get("/journeys/" + journey + "/versions")
                        .json()
                        .path(0)
                        .path("ended")
                        .asLong())
                .isEqualTo(1);
    }

    @Test
    void keepsTheDueTimeOfATimerThatGoesAlong() {
        var run = start(deploy(OLD));
        deploy(NEW);
        advance(71);

        operator.post(
                "/journeys/" + journey + "/migrations",
                Map.of("from", 1, "to", 2, "steps", Map.of("ask", "question"), "reason", "a better name"));
        advance(2);

        await().untilAsserted(
                        () -> assertThat(one(run).path("endedBy").asString()).isEqualTo("endLate"));
    }

    /** Sessions end meanwhile, so that somebody else looks from then on. */
    @Test
    void forgetsTheStepsOfRunsThatEndedLongerAgoThanTheirJourneyKeepsThem() {
        var release = deploy(OLD);
        var old = cancelled(release, 31);
        var recent = cancelled(release, 29);
        var living = start(release);
        assertThat(steps(old)).isPositive();

        sweep.sweep();
        sweep.sweep();

        assertThat(steps(old)).isZero();
        assertThat(one(old).path("state").asString()).as("the run itself").isEqualTo("cancelled");
        assertThat(steps(recent)).isPositive();
        assertThat(steps(living)).isPositive();
    }

    private UUID cancelled(String release, int daysAgo) {
        var run = start(release);
        operator.post("/runs/" + run + "/cancel", Map.of("reason", "a trial"));
        assertThat(sql.sql("update run set ended_at = ended_at - :days * interval '1 day' where id = :run")
                        .param("days", daysAgo)
                        .param("run", run)
                        .update())
                .isEqualTo(1);
        return run;
    }

    private int steps(UUID run) {
        return sql.sql("select count(*) from run_step where run = :run")
                .param("run", run)
                .query(Integer.class)
                .single();
    }

    private void advance(int hours) {
        clock.advance(Duration.ofHours(hours));
        operator = api.as(Role.OPERATOR);
    }

    private JsonNode preview(Map<String, Object> asked) {
        return operator.post("/journeys/" + journey + "/migrations/preview", asked)
                .json();
    }

    private String deploy(String steps) {
        var release = UUID.randomUUID().toString();
        var file = ContentFile.of("bpmn/%s/%s.bpmn".formatted(journey, journey), Workflows.bpmn(journey, steps));
        var drawing = check.drawing(ContentFiles.of(file), file).orElseThrow();
        transaction.executeWithoutResult(status -> engine.release(release, engine.deploy(file, drawing)));
        return release;
    }

    private UUID start(String release) {
        var member = new MemberId(MEMBERS.incrementAndGet());
        transaction.executeWithoutResult(
                status -> journeys.start(List.of(new JourneyStart(journey, member, CLUB, release, null))));
        return sql.sql("select id from run where member = :member")
                .param("member", member.value())
                .query(UUID.class)
                .single();
    }

    private JsonNode one(UUID run) {
        return operator.get("/runs/" + run).json();
    }

    private String task(UUID run) {
        return sql.sql("select id from task where origin = 'journey' and origin_id like :run and state = 'open'")
                .param("run", run + "/%")
                .query(String.class)
                .single();
    }

    private int openTasks(UUID run) {
        return sql.sql("select count(*) from task where origin = 'journey' and origin_id like :run and state = 'open'")
                .param("run", run + "/%")
                .query(Integer.class)
                .single();
    }
}
