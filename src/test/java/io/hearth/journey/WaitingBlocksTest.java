package io.hearth.journey;

import static io.hearth.journey.Workflows.block;
import static io.hearth.journey.Workflows.chain;
import static io.hearth.journey.Workflows.properties;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import io.hearth.journey.engine.JourneyEngine;
import io.hearth.journey.scenario.Scenarios;
import io.hearth.journey.scenario.Scenarios.Played;
import io.hearth.member.MemberId;
import io.hearth.segment.Segments;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Steps that wait for a segment, a time of day, several people or another journey; and what a webhook is told. */
@HearthTest
class WaitingBlocksTest {

    private static final String CLUB = "running-club";
    private static final AtomicLong MEMBERS =
            new AtomicLong(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50));
    private static final String VOTE = """
            <bpmn:extensionElements><camunda:properties><camunda:property name="variable.verdict" value="text" /></camunda:properties></bpmn:extensionElements>
            <bpmn:startEvent id="start" />
            <bpmn:userTask id="ask" name="表态 Vote" camunda:candidateGroups="GROUP" camunda:dueDate="P2D"><bpmn:extensionElements>
            <camunda:formData><camunda:formField id="agreed" label="同意吗 Agree?" type="boolean" /></camunda:formData>
            <camunda:properties><camunda:property name="ask" value="ASK" /><camunda:property name="yes" value="agreed" /><camunda:property name="into" value="verdict" /></camunda:properties>
            </bpmn:extensionElements></bpmn:userTask>
            <bpmn:exclusiveGateway id="which" default="other" />
            <bpmn:endEvent id="agreedUpon" /><bpmn:endEvent id="refused" />
            <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="ask" /><bpmn:sequenceFlow id="f2" sourceRef="ask" targetRef="which" />
            <bpmn:sequenceFlow id="f3" sourceRef="which" targetRef="agreedUpon"><bpmn:conditionExpression>${verdict == 'yes'}</bpmn:conditionExpression></bpmn:sequenceFlow>
            <bpmn:sequenceFlow id="other" sourceRef="which" targetRef="refused" />
            """;

    @Autowired
    Journeys journeys;

    @Autowired
    Waits waits;

    @Autowired
    WorkflowCheck check;

    @Autowired
    JourneyEngine engine;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Segments segments;

    @Autowired
    Scenarios scenarios;

    @Autowired
    JdbcClient sql;

    @Autowired
    Api api;

    private final MemberId member = new MemberId(MEMBERS.incrementAndGet());

    @Test
    void goesOnWhenTheMemberComesIntoTheSegmentAndAtOnceWhereThatIsSoAlready() {
        var segment = "s" + MEMBERS.incrementAndGet();
        var journey = deploy(block("in", "wait-for-segment", "segment", segment) + chain("in"));
        start(journey, member);
        assertThat(states(member)).containsExactly("running -");

        segments.add(member, CLUB, segment, Instant.now(), "test");

        await().untilAsserted(() -> assertThat(states(member)).containsExactly("ended end"));
        var another = deploy(block("in", "wait-for-segment", "segment", segment) + chain("in"));
        start(another, member);
        assertThat(states(member)).containsExactly("ended end", "ended end");
    }

    @Test
    void findsWhoCameIntoTheSegmentWhileTheWaitWasBeingWritten() {
        var segment = "s" + MEMBERS.incrementAndGet();
        var journey = deploy(block("in", "wait-for-segment", "segment", segment) + chain("in"));

        transaction.executeWithoutResult(status -> {
            journeys.start(List.of(new JourneyStart(journey.journey(), member, CLUB, journey.release(), null)));
            // Another connection commits the entry before the wait can be seen by anybody.
            java.util.concurrent.CompletableFuture.runAsync(
                            () -> segments.add(member, CLUB, segment, Instant.now(), "test"))
                    .join();
        });

        await().untilAsserted(() -> assertThat(states(member)).containsExactly("ended end"));
    }

    @Test
    void endsOnceEnoughHaveSaidYesAndTakesTheOtherTasksBack() {
        var group = "g" + MEMBERS.incrementAndGet();
        var first = api.as(Set.of(Role.APPROVER), Set.of(group));
        var second = api.as(Set.of(Role.APPROVER), Set.of(group));
        api.as(Set.of(Role.APPROVER), Set.of(group));
        start(deploy(VOTE.replace("GROUP", group).replace("ASK", "2")), member);

        complete(first, true);
        assertThat(states(member)).containsExactly("running -");
        complete(second, true);

        assertThat(states(member)).containsExactly("ended agreedUpon");
        assertThat(sql.sql("select state from task where member = :member order by state")
                        .param("member", member.value())
                        .query(String.class)
                        .list())
                .containsExactly("cancelled", "done", "done");
    }

    @Test
    void countsNobodyTwiceWhoStandsInForAnother() {
        var group = "g" + MEMBERS.incrementAndGet();
        var first = api.as(Set.of(Role.APPROVER), Set.of(group));
        var second = api.as(Set.of(Role.APPROVER), Set.of(group));
        start(deploy(VOTE.replace("GROUP", group).replace("ASK", "all")), member);
        complete(first, true);
        var task = second.get("/tasks?limit=5")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        second.post("/tasks/" + task + "/delegate", Map.of("to", first.name()));

        var again = first.post("/tasks/" + task + "/complete", Map.of("values", Map.of("agreed", true)));

        assertThat(again.status()).isEqualTo(409);
        assertThat(again.json().path("code").asString()).isEqualTo("task.spoken");
        assertThat(states(member)).containsExactly("running -");
    }

    @Test
    void saysNobodyWhereTooFewAreThereToAsk() {
        start(deploy(VOTE.replace("GROUP", "g" + MEMBERS.incrementAndGet()).replace("ASK", "any")), member);

        assertThat(states(member)).containsExactly("ended refused");
    }

    @Test
    void keepsWhatAWebhookWasToldOnceForEachVisit() {
        var journey = deploy(block("call", "call-webhook", "name", "crm.greeted") + chain("call"));
        start(journey, member);
        start(journey, member);

        var run = sql.sql("select id from run where member = :member")
                .param("member", member.value())
                .query(java.util.UUID.class)
                .single();
        var calls = api.as(Role.OPERATOR).get("/runs/" + run).json().path("calls");

        assertThat(calls.size()).isEqualTo(1);
        assertThat(calls.path(0).path("name").asString()).isEqualTo("crm.greeted");
        assertThat(calls.path(0).path("state").asString()).isEqualTo("failed");
        assertThat(calls.path(0).path("answer").asString()).contains("no webhook is set up");
    }

    @Test
    void playsStoriesOfAllKindsOfWaiting() {
        var called = ContentFile.of(
                "bpmn/second/second.bpmn",
                Workflows.bpmn("second", block("in", "wait-until", "time", "09:30", "days", "sat sun") + chain("in")));
        var caller = ContentFile.of(
                "bpmn/first/first.bpmn",
                Workflows.bpmn(
                        "first",
                        properties("variable.end", "text")
                                + block("in", "wait-for-segment", "segment", "gold")
                                + block("go", "call-journey", "journey", "second", "into", "end")
                                + block("told", "send-message", "template", "onboarding/welcome", "values", "end")
                                + chain("in", "go", "told")));
        var vote = ContentFile.of(
                "bpmn/vote/vote.bpmn",
                Workflows.bpmn("vote", VOTE.replace("GROUP", "care").replace("ASK", "2")));
        var files = ContentFiles.of(
                called,
                caller,
                vote,
                ContentFile.of("templates/onboarding/welcome/subject.ftl", "x"),
                ContentFile.of("bpmn/first/first.test.yaml", """
                        scenarios:
                          - name: waits for the segment, then for Saturday morning where the member lives
                            now: 2026-03-12T09:00:00+08:00
                            steps:
                              - at: [in]
                              - enters: silver
                              - at: [in]
                              - enters: gold
                              - at: [go]
                              - wait: P2D
                              - at: [go]
                              - wait: PT29M
                              - at: [go]
                              - wait: PT1M
                              - sent: onboarding/welcome
                              - ended: end
                        """),
                ContentFile.of("bpmn/vote/vote.test.yaml", """
                        scenarios:
                          - name: two of three say yes
                            steps:
                              - task: { at: ask, answers: { agreed: "true" } }
                              - task: { at: ask, answers: { agreed: "false" } }
                              - at: [ask]
                              - task: { at: ask, answers: { agreed: "true" } }
                              - ended: agreedUpon
                          - name: two of three say no
                            steps:
                              - task: { at: ask, answers: { agreed: "false" } }
                              - task: { at: ask, answers: { agreed: "false" } }
                              - ended: refused
                        """));
        var drawings = check.drawings(files);

        var played = new ArrayList<Played>();
        drawings.forEach((file, drawing) -> played.addAll(scenarios.play(files, file, drawing, drawings)));

        assertThat(played).hasSize(3).allSatisfy(one -> assertThat(one.failure())
                .isNull());
    }

    @Test
    void refusesWhatCanNotBeWaitedFor() {
        assertThat(findings(block("b", "wait-until", "time", "25:00") + chain("b")))
                .contains("time of day");
        assertThat(findings(block("b", "wait-until", "time", "09:00", "days", "someday") + chain("b")))
                .contains("mon tue");
        assertThat(findings(block("b", "wait-until", "time", "09:00", "zone", "Mars/Base") + chain("b")))
                .contains("no time zone");
        assertThat(findings(block("b", "call-journey", "journey", "no-such") + chain("b")))
                .contains("no journey 'no-such'");
        assertThat(findings(block("b", "call-journey", "journey", "t") + chain("b")))
                .contains("can not call itself");
        assertThat(findings(VOTE.replace("GROUP", "care").replace("ASK", "most")))
                .contains("how many must say yes");
        assertThat(findings(
                        VOTE.replace("GROUP", "care").replace("ASK", "all").replace("value=\"agreed\"", "value=\"x\"")))
                .contains("yes-or-no field");
        assertThat(findings(block("b", "wait-for-segment", "segment", "gold") + """
                <bpmn:startEvent id="start" /><bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="b" />
                <bpmn:serviceTask id="c" name="c" camunda:type="external" camunda:topic="record-figure"><bpmn:extensionElements><camunda:properties><camunda:property name="figure" value="x" /></camunda:properties></bpmn:extensionElements></bpmn:serviceTask>
                <bpmn:sequenceFlow id="f2" sourceRef="b" targetRef="c" /><bpmn:sequenceFlow id="f3" sourceRef="c" targetRef="b" />
                """))
                .as("a member who is in would go round without end")
                .contains("circle");
    }

    @Test
    void refusesJourneysThatCallEachOtherInACircle() {
        var files = ContentFiles.of(
                ContentFile.of(
                        "bpmn/a/a.bpmn",
                        Workflows.bpmn("a", block("go", "call-journey", "journey", "b") + chain("go"))),
                ContentFile.of(
                        "bpmn/b/b.bpmn",
                        Workflows.bpmn("b", block("go", "call-journey", "journey", "a") + chain("go"))));

        assertThat(check.check(files).toString())
                .contains("'a' calls itself in the end", "'b' calls itself in the end");
    }

    private String findings(String steps) {
        var file = ContentFile.of("bpmn/t/t.bpmn", Workflows.bpmn("t", steps));
        return check.check(ContentFiles.of(file)).toString();
    }

    private Workflows.Deployed deploy(String steps) {
        var deployed = new Workflows(check, engine, transaction).deploy(steps);
        waits.learn();
        return deployed;
    }

    private void start(Workflows.Deployed journey, MemberId who) {
        transaction.executeWithoutResult(status ->
                journeys.start(List.of(new JourneyStart(journey.journey(), who, CLUB, journey.release(), null))));
    }

    private static void complete(Api.Client person, boolean agreed) {
        var task = person.get("/tasks?limit=5")
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        var answer = person.post("/tasks/" + task + "/complete", Map.of("values", Map.of("agreed", agreed)));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    private List<String> states(MemberId who) {
        return sql.sql("select state || ' ' || coalesce(ended_by, '-') from run where member = :m order by id")
                .param("m", who.value())
                .query(String.class)
                .list();
    }
}
