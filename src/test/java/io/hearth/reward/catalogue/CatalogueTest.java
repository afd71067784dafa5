package io.hearth.reward.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import io.hearth.account.Scope;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.reward.RewardFixture;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What points buy: once for each key, never more than there is, and given back whole. */
@HearthTest
class CatalogueTest {

    @Autowired
    Api api;

    @Autowired
    Members members;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    @Autowired
    Fulfilment fulfilment;

    private RewardFixture fixture;
    private Api.Client marketer;
    private Api.Client shop;

    @BeforeEach
    void found() {
        fixture = new RewardFixture(api, members, transaction);
        marketer = api.as(Role.MARKETER);
        shop = api.key(Set.of(Scope.REDEEM, Scope.READ));
    }

    @Test
    void sixtyFourClientsGetNoMoreThanTheStock() throws Exception {
        var item = item(Map.of("kind", "gift", "points", 10, "stock", 20));
        var people = fixture.members(64);
        people.forEach(member -> award(member, 15));
        var threads = Executors.newFixedThreadPool(64);
        var jobs = new ArrayList<Callable<Integer>>();
        people.forEach(member -> jobs.add(() -> redeem(item, member, "k").status()));
        people.forEach(member -> jobs.add(() -> redeem(item, member, "k").status()));
        int bought = 0;
        for (var job : threads.invokeAll(jobs)) {
            bought += job.get() == 200 ? 1 : 0;
        }
        threads.shutdown();

        long sold = 0;
        for (var member : people) {
            long left = points(member);
            assertThat(left).isIn(5L, 15L);
            sold += left == 5 ? 1 : 0;
        }
        assertThat(sold).isEqualTo(20);
        assertThat(bought).isBetween(20, 40);
        assertThat(marketer.get("/catalogue/" + item).json().path("left").asLong())
                .isZero();
        balanced();
    }

    @Test
    void giftIsATaskWhoseAnswerEndsIt() {
        var item = item(Map.of("kind", "gift", "points", 10, "stock", 2, "fulfilGroup", fixture.community));
        var member = fixture.member();
        award(member, 30);
        redeem(item, member, "one");
        redeem(item, member, "two");
        fulfilment.ask();
        fulfilment.ask();

        var care = api.as(Set.of(Role.MARKETER), Set.of(fixture.community));
        var tasks = care.get("/tasks?view=groups").json().path("items");
        assertThat(tasks).hasSize(2);
        complete(care, tasks.get(0).path("id").asString(), Map.of("result", "sent", "note", "SF123"));
        complete(care, tasks.get(1).path("id").asString(), Map.of("result", "impossible"));

        var redemptions = marketer.get("/redemptions?member=" + member).json().path("items");
        assertThat(redemptions.toString()).contains("\"done\"", "SF123", "\"refunded\"");
        assertThat(points(member)).isEqualTo(20);
        assertThat(marketer.get("/catalogue/" + item).json().path("left").asLong())
                .isEqualTo(1);
        balanced();
    }

    @Test
    void privilegeHasATermThatAddsUpAndEndsWhenRefunded() {
        var item = item(Map.of("kind", "privilege", "points", 10, "privilege", "early-access", "termDays", 30));
        var member = fixture.member();
        award(member, 100);

        var first = redeem(item, member, "one").json();
        var second = redeem(item, member, "two").json();
        assertThat(java.time.Instant.parse(second.path("endsAt").asString()))
                .isEqualTo(
                        java.time.Instant.parse(first.path("endsAt").asString()).plus(Duration.ofDays(30)));
        assertThat(privileges(member)).isEqualTo(2);

        refund(second.path("id").asString());
        assertThat(points(member)).isEqualTo(90);
        clock.advance(Duration.ofDays(31));
        marketer = api.as(Role.MARKETER);
        assertThat(privileges(member)).isZero();
        balanced();
    }

    @Test
    void couponComesOutOfItsPoolAndCannotBeRefundedOnceItIsUsed() {
        var pool = marketer.post(
                        "/coupon-pools",
                        Map.of("community", fixture.community, "name", "p", "benefit", "free", "generate", 2))
                .json()
                .path("id")
                .asLong();
        var item = item(Map.of("kind", "coupon", "points", 10, "pool", pool, "stock", 5));
        var member = fixture.member();
        award(member, 100);

        var bought = redeem(item, member, "one").json();
        assertThat(redeem(item, member, "one").json().path("coupon").asString())
                .isEqualTo(bought.path("coupon").asString());
        var used = redeem(item, member, "two").json();
        assertThat(redeem(item, member, "three").code()).isEqualTo("catalogue.sold-out");
        assertThat(marketer.get("/catalogue/" + item).json().path("left").asLong())
                .as("units of those that were bought only")
                .isEqualTo(3);
        assertThat(points(member)).isEqualTo(80);
        shop.post("/coupons/" + used.path("coupon").asString() + "/reservations", Map.of("order", "o"));

        assertThat(refund(bought.path("id").asString()).status()).isEqualTo(200);
        assertThat(refund(used.path("id").asString()).code()).isEqualTo("catalogue.coupon-used");
        assertThat(points(member)).isEqualTo(90);
        balanced();
    }

    @Test
    void refusesWhatIsTooDearTooManyOrOver() {
        var item = item(Map.of("kind", "gift", "points", 10, "perMember", 1));
        var member = fixture.member();
        award(member, 25);

        assertThat(redeem(item, fixture.member(), "poor").code()).isEqualTo("points.short");
        assertThat(redeem(item, member, "one").status()).isEqualTo(200);
        assertThat(redeem(item, member, "two").code()).isEqualTo("catalogue.enough");
        assertThat(marketer.post("/catalogue/" + item + "/close", null).status())
                .isEqualTo(200);
        assertThat(redeem(item, member, "three").code()).isEqualTo("catalogue.closed");
        assertThat(points(member)).isEqualTo(15);
    }

    @Test
    void pointsThatAreTooOldBuyNothing() {
        clock.set("2027-03-01T12:00:00+08:00");
        marketer = api.as(Role.MARKETER);
        marketer.put("/reward-policies/" + fixture.community, Map.of("expireAfterDays", 30));
        var item = item(Map.of("kind", "gift", "points", 10));
        var member = fixture.member();
        award(member, 25);
        assertThat(redeem(item, member, "one").status()).isEqualTo(200);
        clock.set("2027-04-01T00:00:00+08:00");
        marketer = api.as(Role.MARKETER);

        assertThat(redeem(item, member, "two").code()).isEqualTo("points.short");
        balanced();
    }

    private String item(Map<String, Object> item) {
        var wanted = new HashMap<>(item);
        wanted.put("community", fixture.community);
        wanted.put("name", Map.of("zh", "礼物", "en", "Gift"));
        var made = marketer.post("/catalogue", wanted);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.json().path("id").asString();
    }

    private void award(MemberId member, long points) {
        var given = marketer.post(
                "/members/" + member + "/points/awards",
                Map.of("community", fixture.community, "points", points, "reason", "r", "key", "k"));
        assertThat(given.status()).as(given.toString()).isEqualTo(200);
    }

    private Api.Answer redeem(String item, MemberId member, String key) {
        return shop.post("/catalogue/" + item + "/redemptions", Map.of("member", member.toString(), "key", key));
    }

    private Api.Answer refund(String redemption) {
        return marketer.post("/redemptions/" + redemption + "/refund", Map.of("reason", "sent back"));
    }

    private void complete(Api.Client who, String task, Map<String, Object> values) {
        assertThat(who.post("/tasks/" + task + "/claim", Map.of()).status()).isEqualTo(200);
        var done = who.post("/tasks/" + task + "/complete", Map.of("values", values));
        assertThat(done.status()).as(done.toString()).isEqualTo(200);
    }

    private long points(MemberId member) {
        return marketer.get("/members/" + member + "/points?community=" + fixture.community)
                .json()
                .path("available")
                .asLong();
    }

    private int privileges(MemberId member) {
        return marketer.get("/members/" + member + "/privileges?community=" + fixture.community)
                .json()
                .size();
    }

    private void balanced() {
        var check = api.as(Role.OPERATOR).post("/ledger/checks", null).json();
        assertThat(check.path("right").asBoolean()).as(check.toString()).isTrue();
    }
}
