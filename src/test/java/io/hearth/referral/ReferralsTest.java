package io.hearth.referral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import io.hearth.event.Effects;
import io.hearth.event.EventRef;
import io.hearth.event.LoggedEvent;
import io.hearth.member.Identity;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.member.ProfileChange;
import io.hearth.platform.Json;
import io.hearth.reward.RewardFixture;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Inviting pays on the qualified action, once, and what looks like fraud waits for a person. */
@HearthTest
class ReferralsTest {

    private static final AtomicLong POSITION = new AtomicLong(System.nanoTime());

    @Autowired
    Api api;

    @Autowired
    Members members;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    @Autowired
    Attribution attribution;

    @Autowired
    Settlement settlement;

    private RewardFixture fixture;
    private Api.Client marketer;
    private Instant now;

    @BeforeEach
    void found() {
        fixture = new RewardFixture(api, members, transaction);
        marketer = api.as(Role.MARKETER);
        now = clock.instant();
    }

    @Test
    void rewardsBothOnTheQualifiedActionAndOnlyOnce() {
        var programme = programme(Map.of());
        var inviter = fixture.member();
        var code = code(programme, inviter);
        assertThat(code(programme, inviter)).isEqualTo(code).hasSize(12);
        var friend = fixture.member();
        var events = List.of(
                event(friend, "referral.visited", 1, Map.of("code", code)),
                event(friend, "member.joined", 2, Map.of()),
                event(friend, "order.paid", 3, Map.of("amount", 90)),
                event(friend, "charter.accepted", 4, Map.of()),
                event(friend, "order.paid", 5, Map.of("amount", 20)));

        saw(events);
        settlement.settle(inviter);
        assertThat(points(inviter)).isZero();
        assertThat(referral(programme, friend).path("state").asString()).isEqualTo("joined");

        var last = event(friend, "order.paid", 6, Map.of("amount", 60));
        saw(List.of(last));
        saw(List.of(last));
        settlement.settle(inviter);
        saw(events);
        settlement.settle(inviter);

        assertThat(points(inviter)).isEqualTo(100);
        assertThat(points(friend)).isEqualTo(30);
        var settled = referral(programme, friend);
        assertThat(settled.path("state").asString()).isEqualTo("rewarded");
        assertThat(settled.path("done")).hasSize(3);
        var receipts =
                marketer.get("/receipts?member=" + inviter).json().path("items").toString();
        assertThat(receipts).contains("referral/" + programme, "order.paid", "\"points\":100");
        var entry = marketer.get("/members/" + inviter + "/ledger")
                .json()
                .path("items")
                .toString();
        assertThat(entry).contains("referral/" + programme);
        balanced();
    }

    @Test
    void eventsOfThePipelineAreAttributed() {
        var programme = programme(Map.of("steps", List.of(Map.of("event", "member.joined"))));
        var inviter = fixture.member();
        var code = code(programme, inviter);
        var name = UUID.randomUUID().toString();
        var friend = resolve(name);

        api.tell("test:" + name, "member.joined", fixture.community, clock.instant(), Map.of("code", code));

        await().untilAsserted(() -> assertThat(points(inviter)).isEqualTo(100));
        var settled = referral(programme, friend);
        assertThat(settled.path("state").asString()).isEqualTo("rewarded");
        assertThat(settled.path("invitedPoints").asLong()).isEqualTo(30);
    }

    @Test
    void whoWasAMemberBeforeOrCameByAnotherIsNotInvited() {
        var programme = programme(Map.of());
        var first = fixture.member();
        var second = fixture.member();
        var friend = fixture.member();
        saw(List.of(
                event(friend, "referral.visited", 1, Map.of("code", code(programme, first))),
                event(friend, "referral.visited", 2, Map.of("code", code(programme, second))),
                event(friend, "referral.visited", 3, Map.of("code", "222222222222")),
                event(first, "referral.visited", 4, Map.of("code", code(programme, first)))));

        assertThat(referral(programme, friend).path("inviter").asString()).isEqualTo(first.toString());
        assertThat(list(programme, "")).hasSize(1);

        var old = UUID.randomUUID().toString();
        var member = resolve(old);
        api.tell("test:" + old, "member.joined", fixture.community, now, Map.of());
        await().untilAsserted(() ->
                assertThat(marketer.get("/members/" + member).json().toString()).contains("active"));
        saw(List.of(event(member, "member.joined", 60, Map.of("code", code(programme, first)))));
        assertThat(list(programme, "&invited=" + member)).isEmpty();
    }

    @Test
    void contactsAndDevicesThatAreTheSameWaitForAPersonWhoReleasesOrRefuses() {
        var programme = programme(Map.of());
        var inviter = fixture.member();
        var code = code(programme, inviter);
        var sameMail = fixture.member();
        var other = fixture.member();
        describe(inviter, "Run.ner@gmail.com");
        describe(sameMail, "runner+2@gmail.com");
        describe(other, "other@example.com");
        qualify(sameMail, code);
        qualify(other, code);
        settlement.settle(inviter);
        settlement.settle(inviter);

        assertThat(points(inviter)).isEqualTo(100);
        var held = referral(programme, sameMail);
        assertThat(held.path("state").asString()).isEqualTo("held");
        assertThat(held.path("suspicions").toString()).isEqualTo("[\"same-email\"]");
        var cases = cases(inviter);
        assertThat(cases).hasSize(1);
        var id = cases.get(0).path("id").asString();
        var care = api.as(Role.MARKETER);
        assertThat(care.get("/cases/" + id).json().path("decides").asBoolean()).isTrue();
        assertThat(care.post("/cases/" + id + "/close", Map.of("text", "fine")).code())
                .isEqualTo("case.undecided");
        var decision = Map.of("text", "a couple", "decision", "release");
        assertThat(care.post("/cases/" + id + "/close", decision).status()).isEqualTo(200);
        assertThat(care.post("/cases/" + id + "/close", decision).code()).isEqualTo("case.close-refused");
        assertThat(care.post("/cases/" + id + "/reopen", null).code()).isEqualTo("case.decided");

        assertThat(points(inviter)).isEqualTo(200);
        assertThat(points(sameMail)).isEqualTo(30);
        assertThat(referral(programme, sameMail).path("settledBy").asString()).isEqualTo(care.name());
        balanced();
    }

    @Test
    void aBurstIsOneCaseThatRefusesAllOfIt() {
        var programme = programme(Map.of("mostAnHour", 3));
        var inviter = fixture.member();
        var code = code(programme, inviter);
        var friends = fixture.members(5);
        friends.forEach(friend -> qualify(friend, code));
        settlement.settle(inviter);

        assertThat(points(inviter)).isZero();
        var cases = cases(inviter);
        assertThat(cases).hasSize(1);
        var late = fixture.member();
        qualify(late, code);
        settlement.settle(inviter);
        assertThat(cases(inviter)).hasSize(1);
        marketer.post("/cases/" + cases.get(0).path("id").asString() + "/close", Map.of("decision", "refuse"));

        assertThat(list(programme, "&state=refused")).hasSize(6);
        assertThat(points(inviter)).isZero();
        var inviters = marketer.get("/referral-programmes/" + programme + "/inviters")
                .json()
                .path("items");
        assertThat(inviters.get(0).path("refused").asInt()).isEqualTo(6);
    }

    @Test
    void ringsAndOnesOwnCodeAreHeld() {
        var programme = programme(Map.of());
        var first = fixture.member();
        var second = fixture.member();
        var third = fixture.member();
        qualify(second, code(programme, first));
        qualify(third, code(programme, second));
        qualify(first, code(programme, third));
        settlement.settle(third);
        assertThat(referral(programme, first).path("suspicions").toString()).isEqualTo("[\"ring\"]");

        var alone = fixture.member();
        qualify(alone, code(programme, alone));
        settlement.settle(alone);
        assertThat(referral(programme, alone).path("suspicions").toString()).isEqualTo("[\"same-member\"]");
        assertThat(points(alone)).isZero();
    }

    @Test
    void devicesInTheDataOfEventsAreCompared() {
        var programme = programme(Map.of("steps", List.of(Map.of("event", "member.joined"))));
        var inviterName = UUID.randomUUID().toString();
        var inviter = resolve(inviterName);
        var code = code(programme, inviter);
        api.tell("test:" + inviterName, "post.created", fixture.community, Map.of("text", "x", "device", "d-1"));
        var friends = new ArrayList<MemberId>();
        for (var device : List.of("d-1", "d-" + code, "d-" + code)) {
            var name = UUID.randomUUID().toString();
            friends.add(resolve(name));
            api.tell("test:" + name, "member.joined", fixture.community, Map.of("code", code, "device", device));
        }

        await().untilAsserted(() -> assertThat(list(programme, "&state=held")).hasSize(2));
        assertThat(referral(programme, friends.get(0)).path("suspicions").toString())
                .contains("same-device");
        await().untilAsserted(
                        () -> assertThat(list(programme, "&state=rewarded")).hasSize(1));
        assertThat(list(programme, "&state=held").toString()).contains("shared-device");
    }

    @Test
    void manySettlersAtOnceGiveOnce() throws Exception {
        var programme = programme(Map.of("mostAnHour", 100));
        var inviter = fixture.member();
        var code = code(programme, inviter);
        fixture.members(20).forEach(friend -> qualify(friend, code));
        var threads = Executors.newFixedThreadPool(8);
        Callable<Boolean> settle = () -> {
            settlement.settle(inviter);
            return true;
        };
        for (var done : threads.invokeAll(java.util.Collections.nCopies(16, settle))) {
            assertThat(done.get()).isTrue();
        }
        threads.shutdown();

        assertThat(points(inviter)).isEqualTo(2000);
        balanced();
    }

    @Test
    void aBudgetRefusesAndSaysSo() {
        var programme = programme(Map.of());
        var budget = new HashMap<String, Object>(Map.of(
                "community", fixture.community, "name", "small", "per", "member", "period", "ever", "points", 100));
        budget.put("source", "referral/" + programme);
        var made = marketer.post("/budgets", budget);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        var inviter = fixture.member();
        var code = code(programme, inviter);
        var friends = fixture.members(2);
        friends.forEach(friend -> qualify(friend, code));
        settlement.settle(inviter);

        assertThat(points(inviter)).isEqualTo(100);
        assertThat(list(programme, "").toString()).contains("budget: small");
        balanced();
    }

    private void qualify(MemberId friend, String code) {
        saw(List.of(
                event(friend, "member.joined", 1, Map.of("code", code)),
                event(friend, "charter.accepted", 2, Map.of()),
                event(friend, "order.paid", 3, Map.of("amount", 50))));
    }

    private void saw(List<LoggedEvent> events) {
        transaction.executeWithoutResult(status -> attribution.saw(events));
    }

    private LoggedEvent event(MemberId member, String type, int second, Map<String, Object> data) {
        var at = now.plusSeconds(second);
        return new LoggedEvent(
                new EventRef(900, POSITION.incrementAndGet()),
                "test",
                UUID.randomUUID().toString(),
                type,
                at,
                at,
                member,
                fixture.community,
                null,
                Json.mapper().writeValueAsBytes(data),
                null,
                0,
                Effects.ALL);
    }

    private String programme(Map<String, Object> more) {
        var wanted = new HashMap<String, Object>(Map.of(
                "community",
                fixture.community,
                "name",
                "Friends",
                "page",
                "https://example.org/join?from=hearth",
                "inviterPoints",
                100,
                "invitedPoints",
                30,
                "steps",
                List.of(
                        Map.of("event", "member.joined"),
                        Map.of("event", "charter.accepted"),
                        Map.of("event", "order.paid", "field", "amount", "atLeast", 50))));
        wanted.putAll(more);
        var made = marketer.post("/referral-programmes", wanted);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.json().path("id").asString();
    }

    private String code(String programme, MemberId member) {
        var made = marketer.post("/referral-programmes/" + programme + "/codes", Map.of("member", member.toString()));
        assertThat(made.status()).as(made.toString()).isEqualTo(200);
        assertThat(made.json().path("link").asString()).startsWith("https://example.org/join?from=hearth&code=");
        return made.json().path("code").asString();
    }

    private MemberId resolve(String name) {
        var identity = new Identity("test", name);
        return Objects.requireNonNull(
                transaction.execute(status -> members.resolve(Set.of(identity)).get(identity)));
    }

    private void describe(MemberId member, String email) {
        transaction.executeWithoutResult(status ->
                members.describe(List.of(new ProfileChange(member, Map.of("email", email), "test", now, null))));
    }

    private JsonNode referral(String programme, MemberId invited) {
        var found = list(programme, "&invited=" + invited);
        assertThat(found).hasSize(1);
        return found.get(0);
    }

    private JsonNode list(String programme, String more) {
        return marketer.get("/referrals?programme=" + programme + more).json().path("items");
    }

    private JsonNode cases(MemberId member) {
        return marketer.get("/cases?kind=referral&member=" + member).json().path("items");
    }

    private long points(MemberId member) {
        return marketer.get("/members/" + member + "/points?community=" + fixture.community)
                .json()
                .path("available")
                .asLong();
    }

    private void balanced() {
        var check = api.as(Role.OPERATOR).post("/ledger/checks", null).json();
        assertThat(check.path("right").asBoolean()).as(check.toString()).isTrue();
    }
}
