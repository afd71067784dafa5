package io.hearth.collaboration;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import io.hearth.event.Effects;
import io.hearth.event.EventRef;
import io.hearth.event.LoggedEvent;
import io.hearth.member.MemberId;
import io.hearth.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Events held with partners: what each side promised, and what each of them brought. */
@HearthTest
class JointEventTest {

    private static final String CLUB = "running-club";
    private static final AtomicLong NUMBERS =
            new AtomicLong(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50));

    @Autowired
    Api api;

    @Autowired
    MovableClock clock;

    @Autowired
    JointAttributing attributing;

    @Autowired
    JointEvents joint;

    @Autowired
    MergedPartners members;

    @Autowired
    TransactionTemplate transaction;

    private Api.Client owner;
    private String lead;
    private final List<LoggedEvent> happened = new ArrayList<>();

    @BeforeEach
    void people() {
        owner = api.as(Set.of(Role.MARKETER), Set.of("marketing"));
        lead = api.as(Set.of(Role.APPROVER), Set.of("leads")).name();
    }

    @Test
    void dividesWhatCameOfItAmongThoseWhoBroughtIt() {
        var first = partner();
        var second = partner();
        var event = plan(Map.of(), share(first, 50), share(second, 25));
        var codes = codes(event);
        var byFirst = visitor(codes.get(first));
        var byBoth = visitor(codes.get(second), codes.get(first));
        var byTheEvent = visitor(event.path("code").asString());
        for (var who : List.of(byFirst, byBoth, byTheEvent)) {
            happens(who, "member.joined", Map.of());
            happens(who, "order.paid", Map.of("amount", 120));
        }

        see();
        see();

        var results = one(event).path("results");
        assertThat(results.valueStream().map(JointEventTest::line))
                .as("a half more for the first where both brought somebody, and a quarter of the rest is ours")
                .containsExactly(
                        first + ": 2 came, 2.17 joined, 2.17 orders, 260.00",
                        second + ": 1 came, 0.58 joined, 0.58 orders, 70.00",
                        "us: 1 came, 0.25 joined, 0.25 orders, 30.00");
    }

    @Test
    void putsEachPromiseIntoTheInboxOnceAndKeepsWhetherItWasKept() {
        var partner = partner();
        var due = clock.instant().plus(Duration.ofDays(3)).toString();
        var event = plan(
                Map.of(
                        "duties",
                        List.of(
                                Map.of("partner", partner, "what", "twenty pairs of shoes", "due", due),
                                Map.of("what", "the route", "due", due))),
                share(partner, 30));

        var task = tasks(event).get(0);
        assertThat(tasks(event)).hasSize(2);
        assertThat(task.path("assignee").asString()).isEqualTo(owner.name());
        var done = owner.post(
                "/tasks/" + task.path("id").asString() + "/complete",
                Map.of("values", Map.of("kept", false, "note", "twelve came")));
        assertThat(done.status()).as(done.toString()).isEqualTo(200);
        var duty = one(event)
                .path("duties")
                .valueStream()
                .filter(one -> !one.path("doneAt").isNull())
                .toList();
        assertThat(duty).singleElement().satisfies(one -> {
            assertThat(one.path("kept").asBoolean()).isFalse();
            assertThat(one.path("doneBy").asString()).isEqualTo(owner.name());
        });

        transaction.executeWithoutResult(
                status -> joint.completed(duty.get(0).path("id").asString(), Map.of("kept", true), "another"));
        assertThat(one(event).path("duties").valueStream().filter(one -> one.path("kept")
                        .asBoolean()))
                .as("the first word counts")
                .isEmpty();
    }

    @Test
    void takesBackWhatIsStillToBeDoneWhenItIsCalledOff() {
        var partner = partner();
        var event = plan(
                Map.of(
                        "duties",
                        List.of(Map.of(
                                "what",
                                "the route",
                                "due",
                                clock.instant().plus(Duration.ofDays(3)).toString()))),
                share(partner, 30));

        var off = owner.post("/joint-events/" + id(event) + "/cancel", Map.of("reason", "a storm"));

        assertThat(off.json().path("state").asString()).as(off.toString()).isEqualTo("cancelled");
        assertThat(tasks(event)).isEmpty();
        assertThat(owner.post("/joint-events/" + id(event) + "/cancel", Map.of("reason", "again"))
                        .code())
                .isEqualTo("joint-event.over");
    }

    @Test
    void forgetsWhoCame() {
        var partner = partner();
        var event = plan(Map.of(), share(partner, 50));
        var visitor = visitor(codes(event).get(partner));
        see();

        transaction.executeWithoutResult(status -> members.erase(visitor));

        assertThat(one(event).path("results").path(0).path("visitors").asInt()).isZero();
    }

    @Test
    void refusesSharesAndPromisesThatCanNotBe() {
        var partner = partner();
        var starts = clock.instant().plus(Duration.ofDays(1)).toString();
        for (var wrong : List.<Map<String, Object>>of(
                Map.of("partners", List.of(share(partner, 60), share(partner(), 41))),
                Map.of("partners", List.of(share(partner, 10), share(partner, 10))),
                Map.of("partners", List.of()),
                Map.of("partners", List.of(share("999999999", 10))),
                Map.of("duties", List.of(Map.of("partner", "7", "what", "x", "due", starts))),
                Map.of("startsAt", "2020-01-01T00:00:00Z"),
                Map.of("endsAt", "2020-01-01T00:00:00Z"),
                Map.of("page", "http://club.example"))) {
            var answer = attempt(wrong, share(partner, 50));

            assertThat(answer.status()).as(wrong + " " + answer).isEqualTo(400);
            assertThat(answer.json().path("field").asString())
                    .isEqualTo(wrong.keySet().iterator().next());
        }
        var marketer = owner;
        owner = api.as(Role.APPROVER);
        assertThat(attempt(Map.of(), share(partner, 50)).status()).isEqualTo(403);
        owner = marketer;
    }

    private static String line(JsonNode part) {
        return "%s: %d came, %s joined, %s orders, %s"
                .formatted(
                        part.path("partner").isNull()
                                ? "us"
                                : part.path("partner").asString(),
                        part.path("visitors").asInt(),
                        part.path("joins").decimalValue().setScale(2),
                        part.path("orders").decimalValue().setScale(2),
                        part.path("amount").decimalValue().setScale(2));
    }

    private String partner() {
        return id(owner.post("/partners", Map.of("community", CLUB, "profile", PartnerTest.profile(Map.of())))
                .json());
    }

    private static Map<String, Object> share(String partner, int share) {
        return Map.of("partner", partner, "share", share);
    }

    private JsonNode plan(Map<String, Object> other, Object... partners) {
        var answer = attempt(other, partners);
        assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
        return answer.json();
    }

    private Api.Answer attempt(Map<String, Object> other, Object... partners) {
        var starts = clock.instant().plus(Duration.ofDays(1));
        var plan = new LinkedHashMap<String, Object>();
        plan.put("title", "江边夜跑 A night run");
        plan.put("about", "一起跑十公里");
        plan.put("page", "https://club.example/night");
        plan.put("windowDays", 30);
        plan.put("startsAt", starts.toString());
        plan.put("endsAt", starts.plus(Duration.ofHours(3)).toString());
        plan.put("partners", List.of(partners));
        plan.put("duties", List.of());
        plan.putAll(other);
        return owner.post("/joint-events", Map.of("community", CLUB, "lead", lead, "plan", plan));
    }

    private static String id(JsonNode one) {
        return one.path("id").asString();
    }

    private JsonNode one(JsonNode event) {
        return owner.get("/joint-events/" + id(event)).json();
    }

    private static Map<String, String> codes(JsonNode event) {
        var codes = new LinkedHashMap<String, String>();
        event.path("partners")
                .forEach(part -> codes.put(
                        part.path("partner").asString(), part.path("code").asString()));
        return codes;
    }

    private List<JsonNode> tasks(JsonNode event) {
        return owner.get("/tasks?view=mine")
                .json()
                .path("items")
                .valueStream()
                .filter(task ->
                        task.path("about").path("jointEvent").asString("").equals(id(event)))
                .toList();
    }

    private MemberId visitor(String... codes) {
        var who = new MemberId(NUMBERS.incrementAndGet());
        for (var code : codes) {
            happens(who, "referral.visited", Map.of("code", code));
        }
        return who;
    }

    private void happens(MemberId who, String type, Map<String, Object> data) {
        Instant at = clock.instant().plusSeconds(happened.size());
        happened.add(new LoggedEvent(
                new EventRef(903, NUMBERS.incrementAndGet()),
                "test",
                "j" + NUMBERS.incrementAndGet(),
                type,
                at,
                at,
                who,
                CLUB,
                null,
                Json.mapper().writeValueAsBytes(data),
                null,
                0,
                Effects.ALL));
    }

    private void see() {
        transaction.executeWithoutResult(status -> attributing.saw(happened));
    }
}
