package io.hearth.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import io.hearth.event.Effects;
import io.hearth.event.EventLog;
import io.hearth.event.EventRef;
import io.hearth.event.LoggedEvent;
import io.hearth.event.NewEvent;
import io.hearth.journey.Workflows.Deployed;
import io.hearth.journey.engine.JourneyEngine;
import io.hearth.member.MemberId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@HearthTest
class JourneysTest {

    @Autowired
    Journeys journeys;

    @Autowired
    Waits waits;

    @Autowired
    EventLog eventLog;

    @Autowired
    WorkflowCheck check;

    @Autowired
    JourneyEngine engine;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    @Autowired
    MovableClock clock;

    @Autowired
    Api api;

    MemberId member = new MemberId(1);
    Deployed journey = new Deployed("", "");

    @BeforeEach
    void deploy() {
        member = new MemberId(ThreadLocalRandom.current().nextLong(1_000_000, 1_000_000_000_000L));
        journey = new Workflows(check, engine, transaction).deploy(Workflows.FIRST_POST);
        waits.learn();
    }

    @Test
    void startsOnceHoweverOftenItIsAsked() throws Exception {
        var pool = Executors.newFixedThreadPool(8);
        Callable<Boolean> start = () -> {
            start();
            return true;
        };

        for (var done : pool.invokeAll(List.of(start, start, start, start, start, start, start, start))) {
            done.get();
        }

        pool.shutdown();
        start();
        assertThat(sql.sql("select count(*) from run where member = :m")
                        .param("m", member.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(sql.sql(
                                "select count(*) from act_ru_execution where business_key_ in (select id::text from run where member = :m)")
                        .param("m", member.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        assertThat(tokens()).containsExactly("awaitPost");
    }

    @Test
    void startsNothingWhenTheTransactionThatAskedRollsBack() {
        transaction.executeWithoutResult(status -> {
            journeys.start(
                    List.of(new JourneyStart(journey.journey(), member, "running-club", journey.release(), null)));
            status.setRollbackOnly();
        });

        assertThat(sql.sql("select count(*) from run where member = :m")
                        .param("m", member.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void goesOnWhenTheEventComes() {
        start();

        wake("charter.accepted", 7);

        await().untilAsserted(() -> assertThat(tokens()).containsExactly("greet"));
        assertThat(sql.sql("select count(*) from wait w join run r on r.id = w.run where r.member = :m")
                        .param("m", member.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void wakesOnceForManyEvents() {
        start();

        wake("charter.accepted", 7);
        wake("charter.accepted", 8);
        wake("member.muted", 9);

        await().untilAsserted(() -> assertThat(tokens()).containsExactly("greet"));
        assertThat(sql.sql(
                                "select count(*) from run_step s join run r on r.id = s.run where r.member = :m and s.element = 'greet'")
                        .param("m", member.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void ignoresAnEventOfAnotherCommunity() {
        start();

        transaction.executeWithoutResult(status -> waits.wake(List.of(event("charter.accepted", 7, "other"))));

        assertThat(sql.sql("select count(*) from wake k join run r on r.id = k.run where r.member = :m")
                        .param("m", member.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void firesItsTimerWhenTimeHasPassed() {
        start();

        clock.advance(Duration.ofDays(3).plusMinutes(1));

        await().untilAsserted(() -> assertThat(state()).isEqualTo("ended"));
        assertThat(sql.sql("select ended_by from run where member = :m")
                        .param("m", member.value())
                        .query(String.class)
                        .single())
                .isEqualTo("endLate");
        assertThat(sql.sql("select count(*) from wait w join run r on r.id = w.run where r.member = :m")
                        .param("m", member.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void leavesATaskInTheInboxAndGoesOnByItsAnswer() {
        start();
        wake("charter.accepted", 7);
        var volunteer = api.as(Set.of(Role.MARKETER), Set.of("volunteers"));
        await().untilAsserted(() -> assertThat(tokens()).containsExactly("greet"));
        var task = taskId();

        var claimed = volunteer.post("/tasks/" + task + "/claim", null);
        var done = volunteer.post(
                "/tasks/" + task + "/complete", Map.of("values", Map.of("greeting", "你好", "warm", true)));

        assertThat(claimed.status()).as(claimed.body()).isEqualTo(200);
        assertThat(claimed.json()
                        .path("form")
                        .path("fields")
                        .get(0)
                        .path("label")
                        .path("zh")
                        .asString())
                .isEqualTo("问候语");
        assertThat(done.status()).as(done.body()).isEqualTo(200);
        assertThat(state()).isEqualTo("ended");
        assertThat(sql.sql("select ended_by from run where member = :m")
                        .param("m", member.value())
                        .query(String.class)
                        .single())
                .isEqualTo("endWarm");
        assertThat(volunteer
                        .post("/tasks/" + task + "/complete", Map.of("values", Map.of("greeting", "再来")))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void findsAnEventThatCameBeforeItsWaitCouldBeSeen() {
        var event = append("charter.accepted");

        transaction.executeWithoutResult(status -> journeys.start(List.of(new JourneyStart(
                journey.journey(),
                member,
                "running-club",
                journey.release(),
                event.partition() + "-" + (event.position() - 1)))));

        await().untilAsserted(() -> assertThat(tokens()).containsExactly("greet"));
    }

    @Test
    void doesNotCountAnEventFromBeforeTheOneThatStartedIt() {
        var event = append("charter.accepted");

        transaction.executeWithoutResult(status -> journeys.start(List.of(
                new JourneyStart(journey.journey(), member, "running-club", journey.release(), event.toString()))));

        await().untilAsserted(() -> assertThat(sql.sql(
                                "select count(*) from wait w join run r on r.id = w.run where r.member = :m and not w.fresh")
                        .param("m", member.value())
                        .query(Long.class)
                        .single())
                .isEqualTo(2));
        assertThat(tokens()).containsExactly("awaitPost");
    }

    @Test
    void letsNobodyElseDoATask() {
        start();
        wake("charter.accepted", 7);
        await().untilAsserted(() -> assertThat(tokens()).containsExactly("greet"));
        var task = taskId();
        var stranger = api.as(Set.of(Role.MARKETER), Set.of("care"));
        var volunteer = api.as(Set.of(), Set.of("volunteers"));
        var other = api.as(Set.of(), Set.of("volunteers"));

        assertThat(stranger.get("/tasks/" + task).status()).isEqualTo(403);
        assertThat(stranger.post("/tasks/" + task + "/complete", Map.of("values", Map.of("greeting", "x")))
                        .status())
                .isEqualTo(403);
        assertThat(stranger.post("/tasks/" + task + "/claim", null).status()).isEqualTo(403);
        assertThat(volunteer.post("/tasks/" + task + "/claim", null).status()).isEqualTo(200);
        assertThat(other.post("/tasks/" + task + "/claim", null).status()).isEqualTo(409);
        assertThat(other.post("/tasks/" + task + "/complete", Map.of("values", Map.of("greeting", "x")))
                        .status())
                .isEqualTo(403);
        assertThat(tokens()).containsExactly("greet");
    }

    @Test
    void takesOnlyWhatTheFormNames() {
        start();
        wake("charter.accepted", 7);
        await().untilAsserted(() -> assertThat(tokens()).containsExactly("greet"));
        var task = taskId();
        var volunteer = api.as(Set.of(), Set.of("volunteers"));
        volunteer.post("/tasks/" + task + "/claim", null);

        for (Object values : List.of(
                Map.of("greeting", "x", "points", 999_999),
                Map.of("warm", true),
                Map.of("greeting", ""),
                Map.of("greeting", "x".repeat(21)),
                Map.of("greeting", 3),
                Map.of("greeting", "x", "warm", "yes"),
                Map.of("greeting", Map.of("type", "Object", "value", "rO0ABXNy")))) {
            var refused = volunteer.post("/tasks/" + task + "/complete", Map.of("values", values));
            assertThat(refused.status()).as(values.toString()).isEqualTo(400);
            assertThat(refused.code()).isEqualTo("task.answer");
        }
        assertThat(tokens()).containsExactly("greet");
    }

    @Test
    void completesATaskOnceHoweverManyTryAtTheSameTime() throws Exception {
        start();
        wake("charter.accepted", 7);
        await().untilAsserted(() -> assertThat(tokens()).containsExactly("greet"));
        var task = taskId();
        var volunteer = api.as(Set.of(), Set.of("volunteers"));
        var pool = Executors.newFixedThreadPool(2);
        Callable<Integer> complete = () -> volunteer
                .post("/tasks/" + task + "/complete", Map.of("values", Map.of("greeting", "你好")))
                .status();

        var answers = pool.invokeAll(List.of(complete, complete));

        pool.shutdown();
        assertThat(List.of(answers.get(0).get(), answers.get(1).get())).containsExactlyInAnyOrder(200, 409);
        assertThat(state()).isEqualTo("ended");
    }

    @Test
    void listsAnOfferedTaskForItsGroupUntilSomebodyClaimsIt() {
        start();
        wake("charter.accepted", 7);
        await().untilAsserted(() -> assertThat(tokens()).containsExactly("greet"));
        var task = taskId();
        var volunteer = api.as(Set.of(), Set.of("volunteers", "care"));

        assertThat(ids(volunteer.get("/tasks?view=groups&limit=200"))).contains(task);
        volunteer.post("/tasks/" + task + "/claim", null);

        assertThat(ids(volunteer.get("/tasks?view=groups&limit=200"))).doesNotContain(task);
        assertThat(ids(volunteer.get("/tasks?view=mine"))).containsExactly(task);
        assertThat(volunteer.get("/tasks?view=all").status()).isEqualTo(403);
        assertThat(ids(api.as(Role.OPERATOR).get("/tasks?view=all"))).contains(task);
    }

    @Test
    void showsWhereARunStandsAndCancelsIt() {
        start();
        var operator = api.as(Role.OPERATOR);
        var found = operator.get("/runs?member=" + member);
        assertThat(found.status()).as(found.body()).isEqualTo(200);
        var run = found.json().path("items").get(0).path("id").asString();

        var shown = operator.get("/runs/" + run);
        var cancelled = operator.post("/runs/" + run + "/cancel", Map.of("reason", "a test"));

        assertThat(shown.status()).as(shown.body()).isEqualTo(200);
        assertThat(shown.json().path("tokens").get(0).asString()).isEqualTo("awaitPost");
        assertThat(shown.json().path("history").get(0).path("element").asString())
                .isEqualTo("start");
        assertThat(cancelled.json().path("state").asString())
                .as(cancelled.body())
                .isEqualTo("cancelled");
        assertThat(operator.post("/runs/" + run + "/cancel", Map.of("reason", "a test"))
                        .status())
                .isEqualTo(409);
        assertThat(operator.get("/journeys/" + journey.journey() + "/diagram").body())
                .contains("awaitPost");
        assertThat(operator.get("/journeys/" + journey.journey() + "/statistics")
                        .json()
                        .path("steps")
                        .size())
                .isEqualTo(2);
        assertThat(ids(operator.get("/journeys"), "key")).contains("onboarding");
    }

    private static List<String> ids(Api.Answer answer) {
        return ids(answer, "id");
    }

    private static List<String> ids(Api.Answer answer, String field) {
        return answer.json()
                .path("items")
                .valueStream()
                .map(item -> item.path(field).asString())
                .toList();
    }

    private EventRef append(String type) {
        return eventLog.append(List.of(NewEvent.own(
                        "e-" + member, type, clock.instant(), member, "running-club", null, "{}", null, 0)))
                .get(0)
                .event();
    }

    private String taskId() {
        return sql.sql("select id::text from task where member = :m and state = 'open'")
                .param("m", member.value())
                .query(String.class)
                .single();
    }

    private void start() {
        transaction.executeWithoutResult(status -> journeys.start(
                List.of(new JourneyStart(journey.journey(), member, "running-club", journey.release(), "1-5"))));
    }

    private void wake(String type, long position) {
        transaction.executeWithoutResult(status -> waits.wake(List.of(event(type, position, "running-club"))));
    }

    private LoggedEvent event(String type, long position, String community) {
        var now = clock.instant();
        return new LoggedEvent(
                new EventRef(1, position),
                "test",
                "e" + position,
                type,
                now,
                now,
                member,
                community,
                null,
                "{}".getBytes(StandardCharsets.UTF_8),
                null,
                0,
                Effects.ALL);
    }

    private List<String> tokens() {
        return sql.sql(
                        "select s.element from run_step s join run r on r.id = s.run where r.member = :m and s.until is null")
                .param("m", member.value())
                .query(String.class)
                .list();
    }

    private @Nullable String state() {
        return sql.sql("select state from run where member = :m")
                .param("m", member.value())
                .query(String.class)
                .single();
    }
}
