package io.hearth.reward.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.platform.Problem;
import io.hearth.reward.CutOff;
import io.hearth.reward.RewardFixture;
import io.hearth.reward.catalogue.Catalogue.Bought;
import io.hearth.reward.coupon.CouponDesk;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Buying, sending, refunding, and codes that shops reserve, use and let go, at random and in time, against a shop kept on
 * paper. The database cuts the line before any statement of an order, which is then given again; others are given twice.
 */
@HearthTest
class ShopModelTest {

    private static final int ORDERS = 200;
    private static final Duration RESERVED = Duration.ofMinutes(30);
    private static final Duration VALID = Duration.ofDays(5);

    @Autowired
    Api api;

    @Autowired
    Members members;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    @Autowired
    Catalogue catalogue;

    @Autowired
    ItemTable items;

    @Autowired
    Fulfilment fulfilment;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    DataSource source;

    @Autowired
    ApplicationContext context;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final PlainShop paper = new PlainShop();
    private final Map<String, UUID> keys = new HashMap<>();
    private RewardFixture fixture;
    private CutOff cutOff;
    private CouponDesk desk;
    private Item gift;
    private Item coupon;
    private Item privilege;
    private List<MemberId> people;
    private Instant now = Instant.parse("2027-02-01T00:00:00Z");

    @Test
    void agreesWithAShopKeptOnPaper() {
        clock.set(now);
        open();
        for (int i = 0; i < ORDERS; i++) {
            if (random.nextInt(4) == 0) {
                now = now.plusSeconds(random.nextInt(random.nextBoolean() ? 3_600 : 2 * 86_400));
                clock.set(now);
                transaction.executeWithoutResult(status -> desk.look(Objects.requireNonNull(coupon.pool()), now));
                paper.until(now);
            }
            order("key-" + i);
        }

        for (var member : people) {
            assertThat(points(member))
                    .as("points of %s with seed %d", member, seed)
                    .isEqualTo(paper.points.get(member.value()));
        }
        assertThat(items.stock(List.of(gift.id())).get(gift.id()).left())
                .as("stock with seed %d", seed)
                .isEqualTo(paper.stock);
        assertThat(desk.states(Objects.requireNonNull(coupon.pool())))
                .as("codes with seed %d", seed)
                .isEqualTo(paper.states());
        assertThat(desk.uses(coupon.pool())).as("uses with seed %d", seed).allMatch(uses -> uses == 1);
        assertThat(standingPurchases()).as("purchases with seed %d", seed).isEqualTo(paper.purchases.size());
        var check = api.as(Role.OPERATOR).post("/ledger/checks", null).json();
        assertThat(check.path("right").asBoolean())
                .as("%s with seed %d", check, seed)
                .isTrue();
    }

    private void open() {
        fixture = new RewardFixture(api, members, transaction);
        cutOff = new CutOff(source, transaction);
        desk = new CouponDesk(context);
        people = fixture.members(4);
        var marketer = api.as(Role.MARKETER);
        for (var member : people) {
            var given = marketer.post(
                    "/members/" + member + "/points/awards",
                    Map.of("community", fixture.community, "points", 600, "reason", "r", "key", "start"));
            assertThat(given.status()).as(given.toString()).isEqualTo(200);
            paper.points.put(member.value(), 600L);
        }
        long pool = marketer.post(
                        "/coupon-pools",
                        Map.of(
                                "community",
                                fixture.community,
                                "name",
                                "p",
                                "benefit",
                                "b",
                                "generate",
                                6,
                                "validDays",
                                VALID.toDays()))
                .json()
                .path("id")
                .asLong();
        paper.codes = 6;
        paper.stock = 7;
        gift = item(marketer, Map.of("kind", "gift", "points", 30, "stock", 7));
        coupon = item(marketer, Map.of("kind", "coupon", "points", 20, "pool", pool));
        privilege =
                item(marketer, Map.of("kind", "privilege", "points", 10, "privilege", "early-access", "termDays", 3));
    }

    private Item item(Api.Client marketer, Map<String, Object> more) {
        var wanted = new HashMap<String, Object>(
                Map.of("community", fixture.community, "name", Map.of("zh", "物", "en", "Thing")));
        wanted.putAll(more);
        var made = marketer.post("/catalogue", wanted);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return items.find(made.json().path("id").asLong()).orElseThrow();
    }

    private void order(String key) {
        switch (random.nextInt(10)) {
            case 0, 1, 2 -> buy(any(List.of(gift, coupon, privilege)), any(people), key);
            case 3 -> send();
            case 4, 5 -> refund();
            case 6, 7 -> reserve(key);
            case 8 -> confirm();
            default -> release();
        }
    }

    private void buy(Item item, MemberId member, String key) {
        boolean fromStock = item == gift;
        var expected = paper.refusal(member.value(), item.points(), fromStock, item == coupon);
        try {
            var bought = carryOut(() -> redeem(item, member, key));
            assertThat(expected).as("%s with seed %d", key, seed).isEmpty();
            paper.buy(
                    bought.id(),
                    new PlainShop.Purchase(member.value(), item.points(), fromStock, bought.coupon()),
                    now.plus(VALID));
            keys.put(key, bought.id());
            if (random.nextInt(4) == 0) {
                Bought again = carryOut(() -> redeem(item, member, key));
                assertThat(again.id()).isEqualTo(bought.id());
                assertThat(again.coupon()).isEqualTo(bought.coupon());
            }
        } catch (Problem refused) {
            assertThat(refused.code()).as("%s with seed %d", key, seed).isEqualTo(expected.orElse("nothing"));
        }
    }

    private Bought redeem(Item item, MemberId member, String key) {
        var wish = new Wish(item, member, key, "test");
        var answer = catalogue.redeem(List.of(wish)).get(wish.id());
        if (answer.refusal() != null) {
            throw answer.refusal();
        }
        return Objects.requireNonNull(answer.bought());
    }

    private void send() {
        var gifts = paper.purchases.entrySet().stream()
                .filter(one -> one.getValue().fromStock())
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
        if (!gifts.isEmpty()) {
            var id = any(gifts);
            fulfilment.ask();
            carryOut(() -> {
                fulfilment.completed(id.toString(), Map.of("result", "sent"), "test");
                return id;
            });
        }
    }

    private void refund() {
        var all = paper.purchases.keySet().stream().sorted().collect(Collectors.toCollection(ArrayList::new));
        if (all.isEmpty()) {
            return;
        }
        var id = any(all);
        boolean possible = paper.refund(id);
        try {
            carryOut(() -> catalogue.refund(id, "back", "test"));
            if (random.nextInt(3) == 0) {
                carryOut(() -> catalogue.refund(id, "back", "test"));
            }
            assertThat(possible).as("refund with seed %d", seed).isTrue();
        } catch (Problem refused) {
            assertThat(refused.code()).isEqualTo("catalogue.coupon-used");
            assertThat(possible).as("refund with seed %d", seed).isFalse();
        }
    }

    private void reserve(String order) {
        if (paper.slips.isEmpty()) {
            return;
        }
        var code = any(List.copyOf(paper.slips.keySet()));
        var slip = paper.slips.get(code);
        var reserved = carryOut(() -> desk.reserve(code, order, now, now.plus(RESERVED)));
        assertThat(reserved.isPresent())
                .as("reserve %s with seed %d", slip.state, seed)
                .isEqualTo(slip.state.equals("issued"));
        if (reserved.isPresent()) {
            slip.state = "reserved";
            slip.reservation = reserved.get();
            slip.order = order;
            slip.reservedUntil = now.plus(RESERVED);
            assertThat(carryOut(() -> desk.reserve(code, order, now, now.plus(RESERVED))))
                    .isEqualTo(reserved);
        }
    }

    private void confirm() {
        var codes = paper.in("reserved");
        if (!codes.isEmpty()) {
            var slip = paper.slips.get(any(codes));
            assertThat(carryOut(() -> desk.confirm(slip.reservation, now))).isTrue();
            slip.state = "redeemed";
            assertThat(carryOut(() -> desk.confirm(slip.reservation, now))).isFalse();
            assertThat(carryOut(() -> desk.release(slip.reservation, now))).isFalse();
        }
    }

    private void release() {
        var codes = paper.in("reserved");
        if (!codes.isEmpty()) {
            var slip = paper.slips.get(any(codes));
            assertThat(carryOut(() -> desk.release(slip.reservation, now))).isTrue();
            slip.state = "issued";
        }
    }

    /** Cut off now and then, and then given again. */
    private <T> T carryOut(Supplier<T> order) {
        if (random.nextInt(9) == 0) {
            var done = new ArrayList<T>();
            boolean cut = cutOff.before(1 + random.nextInt(9), () -> done.add(order.get()));
            if (!cut) {
                return done.get(0);
            }
        }
        return Objects.requireNonNull(transaction.execute(status -> order.get()));
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }

    private long points(MemberId member) {
        return jdbc.sql("select points from standing where member = ? and community = ?")
                .params(member.value(), fixture.community)
                .query(Long.class)
                .single();
    }

    private long standingPurchases() {
        return jdbc.sql("select count(*) from item_redemption where community = ? and state <> 'refunded'")
                .param(fixture.community)
                .query(Long.class)
                .single();
    }
}
