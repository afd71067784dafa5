package io.hearth.reward.benefit;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.reward.Award;
import io.hearth.reward.RewardFixture;
import io.hearth.reward.Rewards;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** What rules give is given once for each cause, and what can't be given is written down and can be given later. */
@HearthTest
class BenefitsTest {

    @Autowired
    Api api;

    @Autowired
    Members members;

    @Autowired
    Rewards rewards;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    @Autowired
    JdbcClient jdbc;

    private RewardFixture fixture;
    private Api.Client marketer;

    @BeforeEach
    void found() {
        fixture = new RewardFixture(api, members, transaction);
        marketer = api.as(Role.MARKETER);
    }

    @Test
    void couponsGoOnceForEachCauseAsFarAsThePoolGoes() {
        var pool = marketer.post(
                        "/coupon-pools",
                        Map.of(
                                "community",
                                fixture.community,
                                "name",
                                "Spring",
                                "benefit",
                                "amount:5:CNY",
                                "generate",
                                2))
                .json()
                .path("id")
                .asString();
        var one = fixture.member();
        var two = fixture.member();
        var three = fixture.member();
        var coupon = new Award.Benefit("coupon", "spring", "Spring", 0);

        give(award(one, coupon, "e1"), award(two, coupon, "e2"), award(three, coupon, "e3"));
        give(award(one, coupon, "e1"), award(two, coupon, "e2"));

        assertThat(issued(pool)).isEqualTo(2);
        assertThat(items("state=given")).hasSize(2);
        var refused = items("state=refused");
        assertThat(refused).hasSize(1);
        assertThat(refused.get(0).path("why").asString()).isEqualTo("empty");

        marketer.post("/coupon-pools/" + pool + "/codes", Map.of("generate", 1));
        var id = refused.get(0).path("id").asString();
        assertThat(marketer.post("/benefits/" + id + "/retry", null)
                        .json()
                        .path("state")
                        .asString())
                .isEqualTo("given");
        assertThat(marketer.post("/benefits/" + id + "/retry", null).status()).isEqualTo(409);
        assertThat(issued(pool)).isEqualTo(3);
    }

    @Test
    void nothingIsGivenFromAPoolThatIsNotThere() {
        var member = fixture.member();
        give(
                award(member, new Award.Benefit("coupon", "none", "No such pool", 0), "e1"),
                award(member, new Award.Benefit("gift", "none", "No such gift", 0), "e1"));

        assertThat(items("member=" + member))
                .extracting(one -> one.path("why").asString())
                .containsExactly("none", "none");
    }

    @Test
    void privilegesFollowOneAnother() {
        var member = fixture.member();
        var month = new Award.Benefit("privilege", "early-entry", "early-entry", 30);
        give(award(member, month, "e1"), award(member, month, "e2"));
        give(award(member, month, "e2"));

        var ends = items("member=" + member).stream()
                .map(one -> one.path("endsAt").asString())
                .sorted()
                .toList();
        assertThat(ends).hasSize(2);
        assertThat(java.time.Duration.between(
                        java.time.Instant.parse(ends.get(0)), java.time.Instant.parse(ends.get(1))))
                .isEqualTo(java.time.Duration.ofDays(30));
    }

    @Test
    void giftsTakeFromTheStockAndAreSentByPeople() {
        marketer.post(
                "/catalogue",
                Map.of(
                        "community",
                        fixture.community,
                        "name",
                        Map.of("zh", "跑衫", "en", "Shirt"),
                        "kind",
                        "gift",
                        "points",
                        100,
                        "stock",
                        1));
        var one = fixture.member();
        var two = fixture.member();
        var shirt = new Award.Benefit("gift", "shirt", "Shirt", 0);
        give(award(one, shirt, "e1"), award(two, shirt, "e1"));
        give(award(one, shirt, "e1"), award(two, shirt, "e1"));

        assertThat(items("state=given")).hasSize(1);
        assertThat(items("state=refused")).hasSize(1);
        assertThat(jdbc.sql("select count(*) from item_redemption where community = ? and points = 0")
                        .param(fixture.community)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
        var got = MemberId.parse(items("state=given").get(0).path("member").asString());
        var redemption = jdbc.sql("select id::text from item_redemption where member = ?")
                .param(got.value())
                .query(String.class)
                .single();
        assertThat(marketer.post("/redemptions/" + redemption + "/refund", Map.of("reason", "too small"))
                        .status())
                .isEqualTo(200);
        assertThat(jdbc.sql("""
                        select count(*) from stock_unit u join catalogue_item i on i.id = u.item
                        where i.community = ? and redemption is null
                        """).param(fixture.community).query(Long.class).single())
                .isEqualTo(1);
    }

    private Award award(MemberId member, Award.Given given, String cause) {
        return new Award(member, fixture.community, given, cause, "a rule", null, null, clock.instant());
    }

    private void give(Award... awards) {
        transaction.executeWithoutResult(status -> rewards.award(List.of(awards)));
    }

    private List<JsonNode> items(String query) {
        var items = marketer.get("/benefits?community=" + fixture.community + "&" + query)
                .json()
                .path("items");
        return java.util.stream.IntStream.range(0, items.size())
                .mapToObj(items::get)
                .toList();
    }

    private long issued(String pool) {
        return marketer.get("/coupon-pools/" + pool)
                .json()
                .path("codes")
                .path("issued")
                .asLong();
    }
}
