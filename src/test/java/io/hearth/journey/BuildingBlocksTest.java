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
import io.hearth.event.Effects;
import io.hearth.event.EventRef;
import io.hearth.event.LoggedEvent;
import io.hearth.journey.Workflows.Deployed;
import io.hearth.journey.engine.JourneyEngine;
import io.hearth.member.MemberId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Steps that do something at once, and what ends a run or begins it anew. */
@HearthTest
class BuildingBlocksTest {

    private static final String CLUB = "running-club";
    private static final AtomicLong MEMBERS =
            new AtomicLong(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50));

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
    JdbcClient sql;

    @Autowired
    Api api;

    private final MemberId member = somebody();

    @Test
    void putsInASegmentAndTakesOut() {
        var name = "s" + MEMBERS.incrementAndGet();
        var journey = deploy(block("in", "put-in-segment", "segment", name)
                + block("out", "take-out-of-segment", "segment", name)
                + chain("in", "out"));

        start(journey, member, null);

        assertThat(sql.sql("select entered, put_by from segment_history where segment = :name order by id")
                        .param("name", name)
                        .query((row, number) -> row.getBoolean(1) + " " + row.getString(2))
                        .list())
                .containsExactly("true journey/" + journey.journey(), "false journey/" + journey.journey());
    }

    @Test
    void drawsLotsByTheirSharesAndTheSameForTheSameMember() {
        var journey = deploy("""
                <bpmn:extensionElements><camunda:properties><camunda:property name="variable.lot" value="text" /></camunda:properties></bpmn:extensionElements>
                """
                + block("split", "split-at-random", "shares", "50 30 20", "into", "lot")
                + block("isA", "record-figure", "figure", "lot A")
                + block("isB", "record-figure", "figure", "lot B")
                + block("isC", "record-figure", "figure", "lot C", "amount", "7")
                + """
                <bpmn:startEvent id="start" /><bpmn:exclusiveGateway id="which" default="toC" /><bpmn:endEvent id="end" />
                <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="split" /><bpmn:sequenceFlow id="f2" sourceRef="split" targetRef="which" />
                <bpmn:sequenceFlow id="toA" sourceRef="which" targetRef="isA"><bpmn:conditionExpression>${lot == 'A'}</bpmn:conditionExpression></bpmn:sequenceFlow>
                <bpmn:sequenceFlow id="toB" sourceRef="which" targetRef="isB"><bpmn:conditionExpression>${lot == 'B'}</bpmn:conditionExpression></bpmn:sequenceFlow>
                <bpmn:sequenceFlow id="toC" sourceRef="which" targetRef="isC" />
                <bpmn:sequenceFlow id="f3" sourceRef="isA" targetRef="end" /><bpmn:sequenceFlow id="f4" sourceRef="isB" targetRef="end" /><bpmn:sequenceFlow id="f5" sourceRef="isC" targetRef="end" />
                """);
        var starts = new java.util.ArrayList<JourneyStart>();
        for (int n = 0; n < 2_500; n++) {
            starts.add(new JourneyStart(journey.journey(), somebody(), CLUB, journey.release(), null));
        }

        transaction.executeWithoutResult(status -> journeys.start(starts));

        var figures = new HashMap<String, Long>();
        for (var figure : api.as(Role.MARKETER)
                .get("/journeys/" + journey.journey() + "/statistics")
                .json()
                .path("figures")) {
            figures.put(figure.path("name").asString(), figure.path("visits").asLong());
            if (figure.path("name").asString().equals("lot C")) {
                assertThat(figure.path("sum").asLong())
                        .isEqualTo(7 * figure.path("visits").asLong());
            }
        }
        assertThat(figures.values().stream().mapToLong(n -> n).sum()).isEqualTo(2_500);
        // Six standard deviations of 2,500 draws.
        assertThat(figures.get("lot A")).isBetween(1_100L, 1_400L);
        assertThat(figures.get("lot B")).isBetween(613L, 887L);
        assertThat(figures.get("lot C")).isBetween(380L, 620L);
    }

    @Test
    void endsWhereverItStandsWhenTheMemberLeaves() {
        var journey = deploy(properties("exit", "member.left") + Workflows.FIRST_POST);
        start(journey, member, null);

        wake("member.left", 7);

        await().untilAsserted(() -> assertThat(states()).containsExactly("cancelled member.left"));
        assertThat(sql.sql("select count(*) from wait w join run r on r.id = w.run where r.member = :m")
                        .param("m", member.value())
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(sql.sql(
                                "select count(*) from act_ru_execution where business_key_ in (select id::text from run where member = :m)")
                        .param("m", member.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void waitsForNoExitOnceItIsOver() {
        var name = "s" + MEMBERS.incrementAndGet();
        var journey = deploy(
                properties("exit", "member.left") + block("in", "put-in-segment", "segment", name) + chain("in"));

        start(journey, member, null);

        assertThat(states()).containsExactly("ended end");
        assertThat(sql.sql("select count(*) from wait w join run r on r.id = w.run where r.member = :m")
                        .param("m", member.value())
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void letsAMemberInAgainForANewCauseOnceTheLastRunIsOver() {
        var journey = deploy(properties("exit", "member.left", "reentry", "after-end") + Workflows.FIRST_POST);
        start(journey, member, "900-1");
        start(journey, member, "900-2");
        assertThat(states()).hasSize(1);
        wake("member.left", 3);
        await().untilAsserted(() -> assertThat(states()).containsExactly("cancelled member.left"));

        start(journey, member, "900-1");
        assertThat(states()).as("the cause that it was started for before").hasSize(1);
        start(journey, member, "900-4");
        start(journey, member, "900-4");

        assertThat(states()).containsExactly("cancelled member.left", "running null");
    }

    @Test
    void refusesWhatIsNoShareNoExitAndNoReentry() {
        assertThat(findings(properties("exit", "no.such") + Workflows.FIRST_POST))
                .contains("no.such");
        assertThat(findings(properties("reentry", "always") + Workflows.FIRST_POST))
                .contains("after-end");
        for (var shares : List.of("50 40", "100", "0 100", "a b", "10 10 10 10 10 10 10 10 10 5 5", "60 -10 50")) {
            assertThat(findings(properties("variable.lot", "text")
                            + block("split", "split-at-random", "shares", shares, "into", "lot")
                            + chain("split")))
                    .as(shares)
                    .contains("percentages");
        }
    }

    private String findings(String steps) {
        var file = ContentFile.of("bpmn/t/t.bpmn", Workflows.bpmn("t", steps));
        return check.check(ContentFiles.of(file)).toString();
    }

    private Deployed deploy(String steps) {
        var deployed = new Workflows(check, engine, transaction).deploy(steps);
        waits.learn();
        return deployed;
    }

    private void start(Deployed journey, MemberId who, @org.jspecify.annotations.Nullable String cause) {
        transaction.executeWithoutResult(status ->
                journeys.start(List.of(new JourneyStart(journey.journey(), who, CLUB, journey.release(), cause))));
    }

    private void wake(String type, long position) {
        var now = Instant.now();
        var event = new LoggedEvent(
                new EventRef(900, position),
                "test",
                "e" + position,
                type,
                now,
                now,
                member,
                CLUB,
                null,
                "{}".getBytes(StandardCharsets.UTF_8),
                null,
                0,
                Effects.ALL);
        transaction.executeWithoutResult(status -> waits.wake(List.of(event)));
    }

    private List<String> states() {
        return sql.sql("select state || ' ' || coalesce(ended_by, 'null') from run where member = :m order by entry")
                .param("m", member.value())
                .query(String.class)
                .list();
    }

    private static MemberId somebody() {
        return new MemberId(MEMBERS.incrementAndGet());
    }
}
