package io.hearth.promotion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import io.hearth.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A promotion from its plan to its report, as people and the calendar move it. */
@HearthTest
class PromotionTest {

    private static final String CLUB = "running-club";
    private static final int MEMBERS = 200;

    @Autowired
    Api api;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient sql;

    @Autowired
    Audience audience;

    @Autowired
    Approvals approvals;

    @Autowired
    ApprovalRules rules;

    @Autowired
    PromotionTable promotions;

    @Autowired
    PromotionWorker worker;

    @Autowired
    TransactionTemplate transaction;

    private final long first = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50) * 1_000;
    private final String segment = "p" + first;
    private Api.Client author;
    private Api.Client approver;
    private Api.Client lead;

    @BeforeEach
    void somePeopleAndAnAudience() {
        author = api.as(Role.MARKETER);
        approver = api.as(Set.of(Role.APPROVER), Set.of("approvers"));
        lead = api.as(Set.of(Role.APPROVER), Set.of("leads"));
        sql.sql("""
                insert into membership (community, member_id, status, changed_at)
                select :club, m, case when m = :last then 'LEFT' else 'ACTIVE' end, now() from generate_series(:first, :last) m
                """)
                .param("club", CLUB)
                .param("first", first)
                .param("last", first + MEMBERS)
                .update();
        sql.sql("""
                insert into segment_member (member, community, segment, entered_at)
                select m, :club, :segment, now() from generate_series(:first, :last) m
                """)
                .param("club", CLUB)
                .param("segment", segment)
                .param("first", first)
                .param("last", first + MEMBERS)
                .update();
    }

    @AfterEach
    void forgetWhatNobodyAccepted() {
        sql.sql("delete from event where partition = 901 and member_id between :first and :last")
                .param("first", first)
                .param("last", first + MEMBERS)
                .update();
    }

    @Test
    void goesFromPlanToSettlement() {
        var id = create(plan(Map.of()));
        submit(id);
        assertThat(one(id).path("members").asLong())
                .as("without the one who left")
                .isEqualTo(MEMBERS);
        assertThat(one(id).path("approvals")
                        .valueStream()
                        .map(approval -> approval.path("people").asString() + " "
                                + approval.path("reasons")
                                        .valueStream()
                                        .map(JsonNode::asString)
                                        .toList()))
                .containsExactly("approvers [four-eyes]", "leads [first-time-author]");
        approve(id, approver, true);
        approve(id, lead, true);
        awaitState(id, "approved");

        clock.advance(Duration.ofHours(2));
        await().untilAsserted(() -> assertThat(planned(id, "offer"))
                .isEqualTo(MEMBERS - one(id).path("heldOut").asLong()));
        react(id, 3, 1);
        advance(48);
        await().untilAsserted(() -> assertThat(planned(id, "reminder")).isEqualTo(planned(id, "offer") - 3));
        advance(48);
        awaitState(id, "settled");

        var report = author.get("/promotions/" + id + "/report").json();
        assertThat(report.path("settled").asBoolean()).isTrue();
        assertThat(report.path("toldReacted").asLong()).isEqualTo(3);
        assertThat(report.path("heldOutReacted").asLong()).isEqualTo(1);
        assertThat(report.path("amount").asInt()).isEqualTo(30);
        assertThat(report.path("reactionCost").asInt()).isEqualTo(6);
        assertThat(report.path("left").asInt()).isEqualTo(94);
        assertThat(report.path("difference").path("low").asDouble())
                .isLessThan(report.path("difference").path("value").asDouble());
        assertThat(messages(id)).as("nobody who is held out was told").isZero();
    }

    @Test
    void isApprovedNeitherByItsAuthorNorTwiceByOnePerson() {
        var both = api.as(Set.of(Role.MARKETER), Set.of("approvers", "leads"));
        var own = create(both, plan(Map.of()));
        both.post("/promotions/" + own + "/submit", Map.of());
        awaitState(own, "approval");
        awaitTasks(own, 2);
        var task = task(own, "approvers");
        assertThat(both.post("/tasks/" + task + "/complete", Map.of("values", Map.of("approved", true)))
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("promotion.own");

        var id = create(plan(Map.of()));
        submit(id);
        approve(id, both, "approvers", true);
        assertThat(both.post("/tasks/" + task(id, "leads") + "/complete", Map.of("values", Map.of("approved", true)))
                        .json()
                        .path("code")
                        .asString())
                .isEqualTo("promotion.twice");
        assertThat(one(id).path("state").asString()).isEqualTo("approval");
    }

    @Test
    void isADraftAgainWhenItsPlanChangesWhoeverAgreedBefore() {
        var id = create(plan(Map.of()));
        submit(id);
        approve(id, approver, true);
        var before = one(id);

        var changed = author.put(
                "/promotions/" + id,
                Map.of("hash", before.path("hash").asString(), "plan", plan(Map.of("budget", 200))));

        assertThat(changed.status()).as(changed.toString()).isEqualTo(200);
        assertThat(changed.json().path("state").asString()).isEqualTo("draft");
        assertThat(sql.sql(
                                "select count(*) from task where origin = 'promotion' and origin_id like :id and state = 'open'")
                        .param("id", id + "/%")
                        .query(Integer.class)
                        .single())
                .isZero();
        assertThat(sql.sql("select state from run where id = :run")
                        .param(
                                "run",
                                java.util.UUID.fromString(before.path("run").asString()))
                        .query(String.class)
                        .single())
                .isEqualTo("cancelled");
        assertThat(author.put(
                                "/promotions/" + id,
                                Map.of("hash", before.path("hash").asString(), "plan", plan(Map.of())))
                        .status())
                .as("a plan that was read before")
                .isEqualTo(409);
        submit(id);
        assertThat(one(id).path("approvals")
                        .valueStream()
                        .filter(approval -> approval.path("said").isNull()
                                || approval.path("said").isMissingNode()))
                .as("both are asked anew, and the lead of the first time never answered")
                .hasSize(3);
    }

    @Test
    void asksALeadAboutSensitiveWordsHoweverTheyAreWritten() {
        var id = create(plan(Map.of("offer", "全場免(miǎn)費配送")));

        assertThat(rules.of(promotions.find(Long.parseLong(id)).orElseThrow()))
                .anyMatch(wanted -> wanted.reasons().contains("word 免费"));
    }

    @Test
    void isNotSubmittedWhereNobodyCouldApprove() {
        var id = create(plan(Map.of()));
        var promotion = promotions.find(Long.parseLong(id)).orElseThrow();

        transaction.executeWithoutResult(status -> {
            sql.sql("delete from people_group_member where people_group = 'leads'")
                    .update();
            assertThatThrownBy(() -> approvals.requirePeople(promotion))
                    .hasMessageContaining("somebody in group 'leads' besides the author");
            sql.sql("update person set active = false where name <> :lead")
                    .param("lead", lead.name())
                    .update();
            sql.sql(
                            "insert into people_group_member (people_group, person) values ('approvers', :lead), ('leads', :lead)")
                    .param("lead", lead.name())
                    .update();
            assertThatThrownBy(() -> approvals.requirePeople(promotion)).hasMessageContaining("2 people");
            status.setRollbackOnly();
        });
        submit(id);
    }

    @Test
    void isOverWhenSomebodyRefusesOrNobodyAnswers() {
        var refused = create(plan(Map.of()));
        submit(refused);
        approve(refused, lead, false);
        awaitState(refused, "refused");
        var silent = create(plan(Map.of("startsAt", at(96), "endsAt", at(120), "remindAt", at(108))));
        submit(silent);

        advance(73);

        awaitState(silent, "expired");
        assertThat(planned(silent, "offer")).isZero();
    }

    @Test
    void sendsNothingWhileAPersonHoldsItUp() {
        var id = create(plan(Map.of("waveSize", 40, "waveMinutes", 30)));
        submit(id);
        approve(id, approver, true);
        approve(id, lead, true);
        awaitState(id, "approved");
        clock.advance(Duration.ofHours(2));
        await().untilAsserted(() -> assertThat(planned(id, "offer")).isEqualTo(40));

        author.post("/promotions/" + id + "/pause", Map.of("reason", "a wrong price"));
        clock.advance(Duration.ofHours(1));
        assertThat(worker.round(Long.valueOf(id))).isFalse();
        assertThat(planned(id, "offer")).isEqualTo(40);
        author.post("/promotions/" + id + "/resume", Map.of("reason", "the price is right"));

        await().untilAsserted(() -> assertThat(planned(id, "offer")).isEqualTo(80));
        author.post("/promotions/" + id + "/cancel", Map.of("reason", "sold out"));
        clock.advance(Duration.ofHours(1));
        assertThat(worker.round(Long.valueOf(id))).isFalse();
        assertThat(planned(id, "offer")).isEqualTo(80);
        assertThat(one(id).path("state").asString()).isEqualTo("cancelled");
    }

    @Test
    void isCancelledWithItsRun() {
        var id = create(plan(Map.of()));
        submit(id);

        api.as(Role.OPERATOR)
                .post("/runs/" + one(id).path("run").asString() + "/cancel", Map.of("reason", "a wrong segment"));

        assertThat(one(id).path("state").asString()).isEqualTo("cancelled");
    }

    @Test
    void choosesTheSameAgainAndHoldsOutItsShare() {
        var id = Long.parseLong(create(plan(Map.of("holdOut", 20))));
        var promotion = promotions.find(id).orElseThrow();

        var size = transaction.execute(status -> audience.select(promotion));
        var chosen = places(id);
        transaction.execute(status -> audience.select(promotion));

        assertThat(places(id)).isEqualTo(chosen);
        // Four standard deviations of 200 draws.
        assertThat(size.heldOut()).isBetween(18L, 62L);
        assertThat(size.waves()).isEqualTo(1);
    }

    @Test
    void refusesPlansThatCanNotBe() {
        for (var wrong : List.of(
                Map.of("endsAt", at(0)),
                Map.of("holdOut", 51),
                Map.of("message", "no/such"),
                Map.of("segments", List.of()),
                Map.of("waveSize", 0),
                Map.of("budget", -1),
                Map.of("reaction", "Not an event"))) {
            var answer = author.post("/promotions", Map.of("community", CLUB, "plan", plan(wrong)));
            assertThat(answer.status()).as(wrong.toString()).isEqualTo(400);
            assertThat(answer.json().path("field").asString())
                    .isEqualTo(wrong.keySet().iterator().next());
        }
    }

    /** Sessions end meanwhile, so that somebody else looks from then on. */
    private void advance(int hours) {
        clock.advance(Duration.ofHours(hours));
        author = api.as(Role.MARKETER);
    }

    private Map<String, Object> plan(Map<String, ?> other) {
        var plan = new LinkedHashMap<String, Object>();
        plan.put("title", "春季跑鞋 Spring shoes");
        plan.put("offer", "九折 Ten percent off");
        plan.put("segments", List.of(segment));
        plan.put("holdOut", 10);
        plan.put("message", "onboarding/welcome");
        plan.put("startsAt", at(1));
        plan.put("reminder", "onboarding/nudge");
        plan.put("remindAt", at(48));
        plan.put("endsAt", at(96));
        plan.put("waveSize", 1_000);
        plan.put("waveMinutes", 0);
        plan.put("reaction", "order.placed");
        plan.put("amountField", "amount");
        plan.put("budget", 100);
        plan.put("costPerReaction", 2);
        plan.putAll(other);
        return plan;
    }

    private String at(int hours) {
        return clock.instant()
                .plus(hours, ChronoUnit.HOURS)
                .plusSeconds(60)
                .truncatedTo(ChronoUnit.SECONDS)
                .toString();
    }

    private String create(Map<String, Object> plan) {
        return create(author, plan);
    }

    private String create(Api.Client by, Map<String, Object> plan) {
        var answer = by.post("/promotions", Map.of("community", CLUB, "plan", plan));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    private void submit(String id) {
        var answer = author.post("/promotions/" + id + "/submit", Map.of());
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
        awaitTasks(id, 2);
    }

    private void awaitTasks(String id, int open) {
        await().untilAsserted(() -> assertThat(sql.sql(
                                "select count(*) from task where origin = 'promotion' and origin_id like :id and state = 'open'")
                        .param("id", id + "/%")
                        .query(Integer.class)
                        .single())
                .isEqualTo(open));
    }

    private String task(String id, String people) {
        return sql.sql("select id from task where origin = 'promotion' and origin_id like :id and state = 'open'")
                .param("id", id + "/%/" + people)
                .query(String.class)
                .single();
    }

    private void approve(String id, Api.Client person, boolean yes) {
        approve(id, person, person == lead ? "leads" : "approvers", yes);
    }

    private void approve(String id, Api.Client person, String people, boolean yes) {
        var answer = person.post("/tasks/" + task(id, people) + "/complete", Map.of("values", Map.of("approved", yes)));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    private JsonNode one(String id) {
        return author.get("/promotions/" + id).json();
    }

    private void awaitState(String id, String state) {
        await().untilAsserted(() -> assertThat(one(id).path("state").asString()).isEqualTo(state));
    }

    private long planned(String id, String stage) {
        return sql.sql("select count(*) from message where key = :key and member_id between :first and :last")
                .param("key", "promotion/" + id + "/" + stage)
                .param("first", first)
                .param("last", first + MEMBERS)
                .query(Long.class)
                .single();
    }

    private long messages(String id) {
        return sql.sql("""
                        select count(*) from message m join promotion_audience a on a.member = m.member_id
                        where a.promotion = :id and a.wave = 0 and m.key like 'promotion/%'
                        """).param("id", Long.valueOf(id)).query(Long.class).single();
    }

    private List<String> places(long id) {
        return sql.sql("select member || ' ' || wave from promotion_audience where promotion = :id order by member")
                .param("id", id)
                .query(String.class)
                .list();
    }

    /** So many of those told and of those held out order something for ten. */
    private void react(String id, int told, int heldOut) {
        react(id, told, "wave > 0");
        react(id, heldOut, "wave = 0");
    }

    private void react(String id, int count, String who) {
        Instant now = clock.instant();
        sql.sql("select make_event_month(:now)")
                .param("now", java.sql.Timestamp.from(now))
                .query(row -> {});
        sql.sql("""
                insert into event (partition, depth, effects, position, member_id, accepted_at, time, source, id, type, community, data)
                select 901, 0, 0, :base + member, member, :now, :now, 'test', 'p' || member, 'order.placed', :club, :data
                from promotion_audience where promotion = :id and """ + " " + who + " order by member limit :count")
                .param("base", Long.parseLong(id))
                .param("now", java.sql.Timestamp.from(now))
                .param("club", CLUB)
                .param("data", Json.mapper().writeValueAsString(Map.of("amount", 10)))
                .param("id", Long.valueOf(id))
                .param("count", count)
                .update();
    }
}
