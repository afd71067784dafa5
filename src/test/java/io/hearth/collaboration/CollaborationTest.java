package io.hearth.collaboration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import io.hearth.journey.block.Visit;
import io.hearth.journey.engine.Worker;
import io.hearth.member.MemberId;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** A collaboration from its invitation to its retrospective, as people do its steps in the inbox. */
@HearthTest
class CollaborationTest {

    private static final String CLUB = "running-club";

    @Autowired
    Api api;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient sql;

    @Autowired
    Steps steps;

    @Autowired
    Records records;

    @Autowired
    CollaborationTable collaborations;

    @Autowired
    Assessments assessments;

    @Autowired
    CollectFigures collect;

    @Autowired
    AssessPartner assess;

    @Autowired
    CloseCollaboration close;

    @Autowired
    WriteToPartner write;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Worker worker;

    private Api.Client owner;
    private Api.Client approver;
    private Api.Client lead;

    @BeforeEach
    void people() {
        owner = api.as(Set.of(Role.MARKETER), Set.of("marketing", "approvers"));
        approver = api.as(Set.of(Role.APPROVER), Set.of("approvers"));
        lead = api.as(Set.of(Role.APPROVER), Set.of("leads"));
    }

    @Test
    void goesFromInvitationToRetrospective() {
        var id = begin(partner(), 3_000);
        assertThat(one(id).path("stage").asString()).isEqualTo("invitation");
        assertThat(one(id).path("waiting").path(0).path("assignee").asString()).isEqualTo(owner.name());
        untilPublished(id);
        assertThat(one(id).path("link").asString()).isEqualTo("https://video.example/1");
        done(id, "userTask_Verify", approver, Map.of("verified", "yes"));
        assertThat(one(id).path("verifiedBy").asString()).isEqualTo(approver.name());

        later(Duration.ofDays(7).plusMinutes(1));
        awaitTask(id, "userTask_RecordFigures");
        done(id, "userTask_RecordFigures", owner, Map.of("views", 60_000, "likes", 900));
        done(id, "userTask_ApprovePayment", approver, Map.of("payOk", true));
        done(id, "userTask_RecordPayment", lead, Map.of("paid", 3_000, "reference", "P-77"));
        done(id, "userTask_Retrospective", owner, Map.of("rating", 5, "lessons", "晨跑的内容最受欢迎"));

        var end = one(id);
        assertThat(end.path("state").asString()).isEqualTo("done");
        assertThat(end.path("fee").asLong()).isEqualTo(3_000);
        assertThat(end.path("payment").path("amount").asLong()).isEqualTo(3_000);
        assertThat(end.path("payment").path("reference").asString()).isEqualTo("P-77");
        assertThat(end.path("cost").path("perThousandViews").decimalValue()).isEqualByComparingTo("50");
        assertThat(end.path("figures").valueStream().map(one -> one.path("kind").asString()))
                .containsExactly("attributed", "reported", "attributed");
        assertThat(end.path("acts").valueStream().map(act -> act.path("stage").asString()))
                .containsExactly(
                        "invitation",
                        "reply",
                        "brief",
                        "contract",
                        "signature",
                        "draft",
                        "review",
                        "publication",
                        "verification",
                        "figures",
                        "payment",
                        "payment",
                        "retrospective");
        var partner = owner.get("/partners/" + end.path("partner").asString()).json();
        assertThat(partner.path("history").path("finished").asInt()).isEqualTo(1);
        assertThat(partner.path("score").asInt())
                .as("on time and well rated, besides what was known before")
                .isEqualTo(100);
        assertThat(sql.sql("select count(*) from audit where subject = :subject")
                        .param("subject", "collaboration " + id)
                        .query(Integer.class)
                        .single())
                .as("begun, thirteen steps, closed")
                .isEqualTo(15);
    }

    @Test
    void keepsTextsOutOfTheEngine() {
        var id = begin(partner(), 3_000);
        untilPublished(id);

        assertThat(sql.sql("""
                        select v.name_ from act_ru_variable v join act_ru_execution e on e.id_ = v.proc_inst_id_
                        where e.business_key_ = :run and (v.text_ like '%example%' or v.text_ like '%记录%' or v.text_ like '%K-1%')
                        """)
                        .param("run", one(id).path("run").asString())
                        .query(String.class)
                        .list())
                .isEmpty();
    }

    @Test
    void agreesOnWhatWasOfferedLast() {
        var id = begin(partner(), 1_000);
        done(id, "userTask_Invite", owner, Map.of("channel", "email"));
        assertThat(complete(id, "userTask_RecordReply", owner, Map.of("reply", "counter"))
                        .json()
                        .path("field")
                        .asString())
                .as("a counter-offer without a fee")
                .isEqualTo("asked");
        done(id, "userTask_RecordReply", owner, Map.of("reply", "counter", "asked", 2_500));
        done(id, "userTask_AnswerCounter", owner, Map.of("answer", "counter", "offer", 1_800));
        done(id, "userTask_RecordReply", owner, Map.of("reply", "yes"));

        var now = one(id);
        assertThat(now.path("fee").asLong()).isEqualTo(1_800);
        assertThat(now.path("offers")
                        .valueStream()
                        .map(offer -> offer.path("side").asString() + " "
                                + offer.path("amount").asLong()))
                .containsExactly("us 1000", "partner 2500", "us 1800");
        assertThat(now.path("stage").asString()).isEqualTo("brief");
    }

    @Test
    void isNeverApprovedByItsOwnerNorTwiceByOnePerson() {
        var id = begin(partner(), 20_000);
        untilContract(id);
        assertThat(complete(id, "userTask_ApproveContract", owner, Map.of("contractOk", true))
                        .code())
                .isEqualTo("task.four-eyes");
        var both = api.as(Set.of(Role.APPROVER), Set.of("approvers", "leads"));
        done(id, "userTask_ApproveContract", both, Map.of("contractOk", true));
        assertThat(complete(id, "userTask_ApproveAgain", both, Map.of("contractOkAgain", true))
                        .code())
                .as("a fee of twenty thousand needs two people")
                .isEqualTo("task.four-eyes");
        done(id, "userTask_ApproveAgain", lead, Map.of("contractOkAgain", true));
        assertThat(one(id).path("stage").asString()).isEqualTo("signature");
    }

    @Test
    void endsWhereSomebodySaysNo() {
        var declined = begin(partner(), 500);
        done(declined, "userTask_Invite", owner, Map.of("channel", "email"));
        done(declined, "userTask_RecordReply", owner, Map.of("reply", "no"));
        var refused = begin(partner(), 500);
        untilContract(refused);
        done(refused, "userTask_ApproveContract", approver, Map.of("contractOk", false));

        assertThat(one(declined).path("state").asString()).isEqualTo("declined");
        assertThat(one(refused).path("state").asString()).isEqualTo("refused");
    }

    @Test
    void isSettledWhereverItIsBrokenOffAfterTheContract() {
        var id = begin(partner(), 3_000);
        untilContract(id);
        done(id, "userTask_ApproveContract", approver, Map.of("contractOk", true));
        done(id, "userTask_Sign", owner, Map.of("signed", true, "contract", "K-1"));

        var cancelled = owner.post("/collaborations/" + id + "/cancel", Map.of("reason", "the race is off"));

        assertThat(cancelled.status()).as(cancelled.toString()).isEqualTo(200);
        assertThat(cancelled.json().path("stage").asString()).isEqualTo("settlement");
        assertThat(openTasks(id)).containsExactly("userTask_Settle");
        assertThat(owner.post("/collaborations/" + id + "/cancel", Map.of("reason", "again"))
                        .code())
                .isEqualTo("collaboration.over");
        assertThat(complete(id, "userTask_Settle", lead, Map.of("settled", 3_001))
                        .code())
                .isEqualTo("collaboration.too-much");
        done(id, "userTask_Settle", lead, Map.of("settled", 800));
        var end = one(id);
        assertThat(end.path("state").asString()).isEqualTo("cancelled");
        assertThat(end.path("payment").path("kind").asString()).isEqualTo("settlement");
        assertThat(end.path("payment").path("amount").asLong()).isEqualTo(800);
    }

    @Test
    void isSettledWhenAnOperatorCancelsItsRunAndOverWhenThatIsSaidTwice() {
        var id = begin(partner(), 3_000);
        untilContract(id);
        done(id, "userTask_ApproveContract", approver, Map.of("contractOk", true));
        done(id, "userTask_Sign", owner, Map.of("signed", true, "contract", "K-1"));
        var operator = api.as(Role.OPERATOR);
        var run = "/runs/" + one(id).path("run").asString();
        operator.post(run + "/suspend", Map.of("reason", "looking at it"));

        var once = operator.post(run + "/cancel", Map.of("reason", "the partner is gone"));

        assertThat(once.json().path("state").asString()).as(once.toString()).isEqualTo("running");
        assertThat(one(id).path("stage").asString()).isEqualTo("settlement");
        assertThat(one(id).path("cancelledBy").asString()).isEqualTo(operator.name());
        assertThat(openTasks(id)).containsExactly("userTask_Settle");
        var twice = operator.post(run + "/cancel", Map.of("reason", "nobody settles it"));
        assertThat(twice.json().path("state").asString()).isEqualTo("cancelled");
        assertThat(one(id).path("state").asString()).isEqualTo("cancelled");
        assertThat(openTasks(id)).isEmpty();
    }

    @Test
    void writesOnceToAPartnerWhoIsAMember() {
        var partner = partner();
        var id = begin(partner, 3_000);
        var member = ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50);
        sql.sql("update partner set member = :member where id = :id")
                .param("member", member)
                .param("id", Long.valueOf(partner))
                .update();
        untilContract(id);
        done(id, "userTask_ApproveContract", approver, Map.of("contractOk", true));
        done(id, "userTask_Sign", owner, Map.of("signed", true, "contract", "K-1"));
        assertThat(messages(member)).containsExactly("collaboration/signed");

        var about = collaborations.find(Long.parseLong(id)).orElseThrow();
        var visit = new AVisit(
                about.journey(), about.runNumber(), about.community(), Map.of("template", "collaboration/signed"));
        for (int time = 0; time < 2; time++) {
            transaction.executeWithoutResult(status -> write.perform(visit));
        }
        assertThat(messages(member)).as("another step, told twice").hasSize(2);
    }

    private List<String> messages(long member) {
        return sql.sql("select template from message where member_id = :member")
                .param("member", member)
                .query(String.class)
                .list();
    }

    @Test
    void isOverAtOnceWhereItIsBrokenOffBefore() {
        var id = begin(partner(), 3_000);

        owner.post("/collaborations/" + id + "/cancel", Map.of("reason", "a wrong partner"));

        assertThat(one(id).path("state").asString()).isEqualTo("cancelled");
        assertThat(openTasks(id)).isEmpty();
        assertThat(one(id).path("payment").isNull()).isTrue();
    }

    @Test
    void urgesTheOwnerThenGivesTheTaskToTheLeadAndLapsesAtLast() {
        var id = begin(partner(), 3_000);
        assertThat(task(id, "userTask_Invite").path("assignee").asString()).isEqualTo(owner.name());

        later(Duration.ofDays(2).plusMinutes(1));
        await().untilAsserted(() -> assertThat(
                        task(id, "userTask_Invite").path("remindedAt").isNull())
                .isFalse());
        later(Duration.ofDays(2));
        await().untilAsserted(() -> assertThat(
                        task(id, "userTask_Invite").path("assignee").asString())
                .isEqualTo(lead.name()));
        assertThat(task(id, "userTask_Invite").path("history").valueStream().map(act -> act.path("act")
                        .asString()))
                .containsExactly("opened", "reminded", "escalated");
        later(Duration.ofDays(3));

        await().untilAsserted(() -> assertThat(one(id).path("state").asString()).isEqualTo("expired"));
        assertThat(openTasks(id)).isEmpty();
    }

    @Test
    void recordsAStepOnceHoweverOftenItIsDelivered() {
        var id = Long.parseLong(begin(partner(), 3_000));
        var number = collaborations.find(id).orElseThrow().runNumber();
        transaction.executeWithoutResult(status -> collaborations.agreed(id, 3_000));
        var step = new io.hearth.journey.RunSubject.Step(
                "collaboration", number, "userTask_RecordPayment", "visit-1", "payment");
        var counter = new io.hearth.journey.RunSubject.Step(
                "collaboration", number, "userTask_RecordReply", "visit-2", "reply");

        for (int time = 0; time < 2; time++) {
            transaction.executeWithoutResult(status -> {
                steps.answered(step, Map.of("paid", 3_000, "reference", "P-1"), "lan");
                steps.answered(counter, Map.of("reply", "counter", "asked", 3_500), "mei");
                records.figures(id, "visit-3", "attributed", Map.of("joins", 1));
            });
        }

        assertThat(records.acts(id)).hasSize(2);
        assertThat(records.offers(id)).hasSize(2);
        assertThat(records.figures(id)).hasSize(1);
        assertThat(records.payment(id).orElseThrow().amount()).isEqualTo(3_000);
    }

    @Test
    void doesItsOwnStepsOnceHoweverOftenTheyAreDelivered() {
        var id = Long.parseLong(begin(partner(), 3_000));
        var about = collaborations.find(id).orElseThrow();
        var visit = new AVisit(about.journey(), about.runNumber(), about.community(), Map.of("as", "done"));
        var late = new AVisit(about.journey(), about.runNumber(), about.community(), Map.of("as", "cancelled"));

        for (int time = 0; time < 2; time++) {
            transaction.executeWithoutResult(status -> {
                collect.perform(visit);
                close.perform(visit);
                assess.perform(visit);
            });
        }
        transaction.executeWithoutResult(status -> close.perform(late));

        assertThat(records.figures(id)).hasSize(1);
        assertThat(collaborations.find(id).orElseThrow().state()).isEqualTo(Collaboration.State.DONE);
        assertThat(assessments.of(about.partner(), 10))
                .as("when created, and now")
                .hasSize(2);
        assertThat(sql.sql("select count(*) from audit where subject = :subject and act = 'collaboration.closed'")
                        .param("subject", "collaboration " + id)
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void leavesNothingBehindWhenAStepFails() {
        var id = begin(partner(), 3_000);
        untilPublished(id);
        done(id, "userTask_Verify", approver, Map.of("verified", "mend"));

        var answer = complete(
                id,
                "userTask_Publish",
                owner,
                Map.of("link", "http://video.example/1", "publishedOn", today().toString(), "disclosed", true));

        assertThat(answer.json().path("field").asString()).isEqualTo("link");
        assertThat(openTasks(id)).containsExactly("userTask_Publish");
        assertThat(one(id).path("acts").size()).isEqualTo(9);
    }

    @Test
    void beginsOnlyWhereSomebodyElseCanAgreeAndThePartnerConsented() {
        var silent = owner.post(
                        "/partners",
                        Map.of("community", CLUB, "profile", without("contact", PartnerTest.profile(Map.of()))))
                .json()
                .path("id")
                .asString();
        assertThat(attempt(silent, lead.name(), Map.of()).code()).isEqualTo("collaboration.consent");
        assertThat(attempt(partner(), owner.name(), Map.of()).code()).isEqualTo("collaboration.person");
        assertThat(attempt(partner(), "nobody-" + UUID.randomUUID(), Map.of()).code())
                .isEqualTo("collaboration.person");
        for (var wrong : List.of(
                Map.of("page", "http://plain.example"),
                Map.of("windowDays", 0),
                Map.of("publishBy", "2020-01-01"),
                Map.of("offer", -1),
                Map.of("title", " "))) {
            var answer = attempt(partner(), lead.name(), wrong);
            assertThat(answer.json().path("field").asString())
                    .as(answer.toString())
                    .isEqualTo(wrong.keySet().iterator().next());
        }
    }

    @Test
    void listsByStage() {
        var partner = partner();
        var first = begin(partner, 500);
        var second = begin(partner, 500);
        done(second, "userTask_Invite", owner, Map.of("channel", "email"));

        assertThat(owner.get("/collaborations?stage=reply&partner=" + partner)
                        .json()
                        .path("items")
                        .valueStream()
                        .map(one -> one.path("id").asString()))
                .containsExactly(second);
        assertThat(owner.get("/collaborations?limit=1&partner=" + partner)
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo(second);
        assertThat(owner.get("/collaborations?limit=1&partner=" + partner + "&after=" + second)
                        .json()
                        .path("items")
                        .path(0)
                        .path("id")
                        .asString())
                .isEqualTo(first);
        assertThat(owner.get("/collaborations/stages").json().valueStream().map(one -> one.path("stage")
                        .asString()))
                .contains("invitation", "reply");
        assertThat(api.as(Role.ADMINISTRATOR).get("/collaborations/" + first).status())
                .isEqualTo(403);
    }

    private void untilContract(String id) {
        done(id, "userTask_Invite", owner, Map.of("channel", "email"));
        done(id, "userTask_RecordReply", owner, Map.of("reply", "yes"));
        done(id, "userTask_WriteBrief", owner, Map.of("brief", "连续七天晨跑的真实记录", "deliverables", "一条视频"));
    }

    private void untilPublished(String id) {
        untilContract(id);
        done(id, "userTask_ApproveContract", approver, Map.of("contractOk", true));
        done(id, "userTask_Sign", owner, Map.of("signed", true, "contract", "K-1"));
        done(id, "userTask_SubmitDraft", owner, Map.of("draftLink", "https://drafts.example/1"));
        done(id, "userTask_ReviewDraft", approver, Map.of("verdict", "ok"));
        done(
                id,
                "userTask_Publish",
                owner,
                Map.of("link", "https://video.example/1", "publishedOn", today().toString(), "disclosed", true));
    }

    /** Sessions end meanwhile, so that the same people log in anew. */
    private void later(Duration by) {
        clock.advance(by);
        owner = api.logInAgain(owner);
        approver = api.logInAgain(approver);
        lead = api.logInAgain(lead);
        worker.ring();
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private String partner() {
        return owner.post("/partners", Map.of("community", CLUB, "profile", PartnerTest.profile(Map.of())))
                .json()
                .path("id")
                .asString();
    }

    private String begin(String partner, long offer) {
        var answer = attempt(partner, lead.name(), Map.of("offer", offer));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json().path("id").asString();
    }

    private Api.Answer attempt(String partner, String to, Map<String, ?> other) {
        var plan = new LinkedHashMap<String, Object>();
        plan.put("title", "晨跑一周 A week of mornings");
        plan.put("goal", "让更多人来晨跑");
        plan.put("page", "https://club.example/join");
        plan.put("windowDays", 30);
        plan.put("publishBy", today().plusDays(20).toString());
        plan.put("offer", 500);
        plan.putAll(other);
        return owner.post("/collaborations", Map.of("partner", partner, "lead", to, "plan", plan));
    }

    private void done(String id, String element, Api.Client by, Map<String, ?> values) {
        var answer = complete(id, element, by, values);
        assertThat(answer.status()).as(element + " " + answer).isEqualTo(200);
    }

    /** Claims the task and completes it. */
    private Api.Answer complete(String id, String element, Api.Client by, Map<String, ?> values) {
        return by.post("/tasks/" + taskId(id, element) + "/complete", Map.of("values", values));
    }

    private JsonNode task(String id, String element) {
        return lead(taskId(id, element));
    }

    private JsonNode lead(String task) {
        return api.as(Role.OPERATOR).get("/tasks/" + task).json();
    }

    private String taskId(String id, String element) {
        return sql.sql("""
                        select t.id::text from task t
                        where t.about ->> 'collaboration' = :id and t.about ->> 'element' = :element and t.state = 'open'
                        """)
                .param("id", id)
                .param("element", element)
                .query(String.class)
                .single();
    }

    private List<String> openTasks(String id) {
        return sql.sql("select about ->> 'element' from task where about ->> 'collaboration' = :id and state = 'open'")
                .param("id", id)
                .query(String.class)
                .list();
    }

    private void awaitTask(String id, String element) {
        await().untilAsserted(() -> assertThat(openTasks(id)).containsExactly(element));
    }

    private JsonNode one(String id) {
        return owner.get("/collaborations/" + id).json();
    }

    /** One visit of a step, which may be delivered again. */
    private record AVisit(String journey, int entry, String community, Map<String, String> fields) implements Visit {

        @Override
        public UUID run() {
            return new UUID(1, entry);
        }

        @Override
        public String element() {
            return "step";
        }

        @Override
        public String key() {
            return run() + "/visit";
        }

        @Override
        public MemberId member() {
            return new MemberId(1);
        }

        @Override
        public Optional<String> cause() {
            return Optional.empty();
        }

        @Override
        public Optional<String> field(String name) {
            return Optional.ofNullable(fields.get(name));
        }

        @Override
        public Optional<Object> variable(String name) {
            return Optional.empty();
        }

        @Override
        public void put(String variable, Object value) {
            throw new UnsupportedOperationException(variable);
        }
    }

    private static Map<String, Object> without(String field, Map<String, Object> profile) {
        profile.remove(field);
        return profile;
    }
}
