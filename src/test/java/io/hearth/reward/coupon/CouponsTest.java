package io.hearth.reward.coupon;

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
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** Every code is given to one member and used for one order, however many try. */
@HearthTest
class CouponsTest {

    @Autowired
    Api api;

    @Autowired
    Members members;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    @Autowired
    Coupons coupons;

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
    void sixtyFourWhoWantOneGetOneEachUntilNoneIsLeft() throws Exception {
        long pool = pool(Map.of("generate", 40));
        var people = fixture.members(64);
        var pool64 = Executors.newFixedThreadPool(64);
        var jobs = new ArrayList<Callable<String>>();
        people.forEach(member ->
                jobs.add(() -> coupons.issue(pool, member, "cause", "test").orElse("")));
        var codes = new ArrayList<String>();
        for (var job : pool64.invokeAll(jobs)) {
            codes.add(job.get());
        }
        pool64.shutdown();

        codes.removeIf(String::isEmpty);
        assertThat(codes).hasSize(40).doesNotHaveDuplicates();
        assertThat(state(pool, "issued")).isEqualTo(40);
        assertThat(state(pool, "free")).isZero();
    }

    @Test
    void sameCauseGetsTheSameCode() {
        long pool = pool(Map.of("generate", 5));
        var member = fixture.member();

        assertThat(issue(pool, member, "a")).isEqualTo(issue(pool, member, "a"));
        assertThat(issue(pool, member, "b")).isNotEqualTo(issue(pool, member, "a"));
        assertThat(state(pool, "free")).isEqualTo(3);
    }

    @Test
    void oneOfManyOrdersGetsACode() throws Exception {
        long pool = pool(Map.of("generate", 1));
        var code = issue(pool, fixture.member(), "a");
        var threads = Executors.newFixedThreadPool(16);
        var jobs = new ArrayList<Callable<Integer>>();
        for (int i = 0; i < 16; i++) {
            var order = "order-" + i;
            jobs.add(() -> reserve(code, order).status());
        }
        var answers = new ArrayList<Integer>();
        for (var job : threads.invokeAll(jobs)) {
            answers.add(job.get());
        }
        threads.shutdown();

        assertThat(answers).containsOnlyOnce(200);
        assertThat(answers.stream().filter(status -> status == 409)).hasSize(15);
    }

    @Test
    void shopReservesConfirmsAndTheCodeIsUsedUp() {
        long pool = pool(Map.of("generate", 1));
        var code = issue(pool, fixture.member(), "a");

        var reserved = reserve(code, "order-1").json();
        assertThat(reserve(code, "order-1").json().path("reservation").asString())
                .isEqualTo(reserved.path("reservation").asString());
        assertThat(reserve(code, "order-2").code()).isEqualTo("coupon.reserved");
        var confirm = "/coupons/reservations/" + reserved.path("reservation").asString() + "/confirmation";
        assertThat(shop.post(confirm, null).json().path("state").asString()).isEqualTo("redeemed");
        assertThat(shop.post(confirm, null).status()).isEqualTo(200);
        assertThat(reserve(code, "order-2").code()).isEqualTo("coupon.redeemed");

        var acts = shop.get("/coupons/" + code).json().path("acts");
        assertThat(acts).hasSize(3);
        assertThat(acts.get(2).path("order").asString()).isEqualTo("order-1");
    }

    @Test
    void releasedOrForgottenReservationsFreeTheCode() {
        long pool = pool(Map.of("generate", 1));
        var code = issue(pool, fixture.member(), "a");

        var first = reserve(code, "order-1").json().path("reservation").asString();
        assertThat(shop.post("/coupons/reservations/" + first + "/release", null)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("issued");
        assertThat(reserve(code, "order-2").status()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(16));
        coupons.look();

        assertThat(reserve(code, "order-3").status()).isEqualTo(200);
    }

    @Test
    void expiredCodesGoBackToThePoolAndToSomebodyElse() {
        long returning = pool(Map.of("generate", 1, "validDays", 10));
        long lasting = pool(Map.of("generate", 1, "validDays", 10, "returns", false));
        var code = issue(returning, fixture.member(), "a");
        var other = issue(lasting, fixture.member(), "a");
        clock.advance(Duration.ofDays(10));

        assertThat(reserve(code, "late").code()).isEqualTo("coupon.expired");
        coupons.look();
        marketer = api.as(Role.MARKETER);

        assertThat(issue(returning, fixture.member(), "b")).isEqualTo(code);
        assertThat(reserve(code, "order").status()).isEqualTo(200);
        assertThat(reserve(other, "order").code()).isEqualTo("coupon.expired");
        assertThat(state(lasting, "expired")).isEqualTo(1);
    }

    @Test
    void importsCodesOnceAndSaysWhichAreNone() {
        long pool = pool(Map.of());
        var one = "SPRING-" + UUID.randomUUID();
        var two = "SPRING-" + UUID.randomUUID();

        var filled = marketer.post("/coupon-pools/" + pool + "/codes", Map.of("codes", List.of(one, two, one)));
        assertThat(filled.json().path("added").asInt()).isEqualTo(2);
        assertThat(marketer.post("/coupon-pools/" + pool + "/codes", Map.of("codes", List.of(one)))
                        .json()
                        .path("known")
                        .asInt())
                .isEqualTo(1);
        assertThat(marketer.post("/coupon-pools/" + pool + "/codes", Map.of("codes", List.of("a b")))
                        .status())
                .isEqualTo(400);
        assertThat(marketer.post("/coupon-pools/" + pool + "/codes", Map.of("generate", 20_001))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void codesHaveNoPattern() {
        var codes = new Codes().make(2_000);

        assertThat(codes).hasSize(2_000);
        var heads = new HashSet<String>();
        codes.forEach(code -> heads.add(code.substring(0, 6)));
        assertThat(heads).hasSizeGreaterThan(1_990);
        assertThat(codes).allMatch(code -> code.matches("[2-9A-HJ-NP-TV-Z]{16}|[2-9A-HJ-NP-Z]{16}"));
    }

    @Test
    void codesAreForThoseWhoMayGiveOrTakeThem() {
        long pool = pool(Map.of("generate", 1));
        var code = issue(pool, fixture.member(), "a");
        var reader = api.key(Set.of(Scope.READ));

        assertThat(reader.get("/coupon-pools/" + pool + "/coupons").status()).isEqualTo(403);
        assertThat(reader.get("/coupons/" + code).status()).isEqualTo(403);
        assertThat(reader.post("/coupons/" + code + "/reservations", Map.of("order", "x"))
                        .status())
                .isEqualTo(403);
        assertThat(shop.post("/coupon-pools/" + pool + "/issues", Map.of()).status())
                .isEqualTo(403);
    }

    private long pool(Map<String, Object> pool) {
        var wanted = new HashMap<>(pool);
        wanted.put("community", fixture.community);
        wanted.put("name", "spring");
        wanted.put("benefit", "amount:500:CNY");
        var made = marketer.post("/coupon-pools", wanted);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.json().path("id").asLong();
    }

    private String issue(long pool, MemberId member, String key) {
        var issued =
                marketer.post("/coupon-pools/" + pool + "/issues", Map.of("member", member.toString(), "key", key));
        assertThat(issued.status()).as(issued.toString()).isEqualTo(200);
        return issued.json().path("code").asString();
    }

    private Api.Answer reserve(String code, String order) {
        return shop.post("/coupons/" + code + "/reservations", Map.of("order", order));
    }

    private long state(long pool, String state) {
        return marketer.get("/coupon-pools/" + pool)
                .json()
                .path("codes")
                .path(state)
                .asLong(0);
    }
}
