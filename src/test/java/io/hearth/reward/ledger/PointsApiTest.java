package io.hearth.reward.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import io.hearth.account.Scope;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.reward.RewardFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Points as people and shops move them, over HTTP. */
@HearthTest
class PointsApiTest {

    @Autowired
    Api api;

    @Autowired
    Members members;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    MovableClock clock;

    @Autowired
    PointsCalendar calendar;

    @Autowired
    JdbcClient jdbc;

    private RewardFixture fixture;
    private Api.Client marketer;
    private Api.Client shop;
    private MemberId member;

    @BeforeEach
    void found() {
        fixture = new RewardFixture(api, members, transaction);
        marketer = api.as(Role.MARKETER);
        shop = api.key(Set.of(Scope.REDEEM, Scope.READ));
        member = fixture.member();
    }

    @Test
    void givesOnceForEachKeyAndShowsTheCause() {
        assertThat(award("a", 100).json().path("available").asLong()).isEqualTo(100);
        var again = award("a", 100);

        assertThat(again.json().path("again").asBoolean()).isTrue();
        assertThat(balance("available")).isEqualTo(100);
        var entry = marketer.get("/members/" + member + "/ledger?community=" + fixture.community)
                .json()
                .path("items");
        assertThat(entry).hasSize(1);
        assertThat(entry.get(0).path("cause").asString()).isEqualTo("api/a");
        assertThat(entry.get(0).path("contra").asString()).isEqualTo("issued");
        assertThat(entry.get(0).path("by").asString()).isEqualTo(marketer.name());
        assertThat(entry.get(0).path("balance").asLong()).isEqualTo(100);
    }

    @Test
    void shopSpendsOnceAndNeverMoreThanThereIs() {
        award("a", 100);

        assertThat(spend("order-1", 70).json().path("available").asLong()).isEqualTo(30);
        assertThat(spend("order-1", 70).json().path("again").asBoolean()).isTrue();
        assertThat(spend("order-1", 60).code()).isEqualTo("points.key-used");
        assertThat(spend("order-2", 31).code()).isEqualTo("points.short");
        assertThat(balance("available")).isEqualTo(30);
        assertThat(balance("earned")).isEqualTo(100);

        var refund = Map.of("community", fixture.community, "cause", "order-1", "reason", "sent back");
        assertThat(shop.post("/members/" + member + "/points/refunds", refund)
                        .json()
                        .path("available")
                        .asLong())
                .isEqualTo(100);
        assertThat(shop.post("/members/" + member + "/points/refunds", refund)
                        .json()
                        .path("again")
                        .asBoolean())
                .isTrue();
        assertThat(balance("available")).isEqualTo(100);
        balanced();
    }

    @Test
    void onlyThoseWithTheScopeSpend() {
        award("a", 100);
        var reader = api.key(Set.of(Scope.READ));

        assertThat(reader.post("/members/" + member + "/points/redemptions", wanted("x", 1))
                        .status())
                .isEqualTo(403);
        assertThat(shop.post("/members/" + member + "/points/awards", wanted("x", 1))
                        .status())
                .isEqualTo(403);
        assertThat(balance("available")).isEqualTo(100);
    }

    @Test
    void pointsOnHoldCanBeSpentWhenTheirWaitIsOver() {
        policy(Map.of("expireAfterDays", 10));
        var wanted = new HashMap<String, Object>(wanted("a", 50));
        wanted.put("afterDays", 7);
        marketer.post("/members/" + member + "/points/awards", wanted);

        assertThat(balance("pending")).isEqualTo(50);
        assertThat(spend("early", 1).code()).isEqualTo("points.short");

        advance(Duration.ofDays(8));
        calendar.look();

        assertThat(balance("pending")).isZero();
        assertThat(balance("available")).isEqualTo(50);
        balanced();
        advance(Duration.ofDays(12));
        calendar.look();
        assertThat(balance("available")).isZero();
        balanced();
    }

    @Test
    void oldestExpireFirstAndWhatWasSpentIsTakenFromThem() {
        moveTo("2027-03-01T12:00:00+08:00");
        policy(Map.of("expireAfterDays", 30));
        award("old", 100);
        advance(Duration.ofDays(10));
        award("new", 50);
        spend("order", 70);
        var before = clock.instant();

        moveTo("2027-04-01T00:00:00+08:00");
        assertThat(spend("too-late", 80).code()).isEqualTo("points.short");
        calendar.look();

        assertThat(balance("available")).isEqualTo(50);
        assertThat(at(before)).isEqualTo(80);
        assertThat(at(Instant.parse("2027-03-05T00:00:00Z"))).isEqualTo(100);
        assertThat(at(Instant.parse("2027-02-05T00:00:00Z"))).isZero();
        assertThat(at(Instant.parse("2027-03-31T15:59:59Z"))).isEqualTo(80);
        var points = points();
        assertThat(points.path("expiring").get(0).path("points").asLong()).isEqualTo(50);
        balanced();
    }

    @Test
    void refundGivesBackWithTheOldTerm() {
        moveTo("2027-03-01T12:00:00+08:00");
        policy(Map.of("expireAfterDays", 30));
        award("old", 100);
        spend("order", 100);
        advance(Duration.ofDays(5));
        shop.post(
                "/members/" + member + "/points/refunds",
                Map.of("community", fixture.community, "cause", "order", "reason", "sent back"));

        moveTo("2027-04-01T00:00:01+08:00");
        calendar.look();

        assertThat(balance("available")).isZero();
        balanced();
    }

    @Test
    void reversesWhatIsStillThere() {
        award("a", 100);
        spend("order", 60);

        assertThat(reverse("api/a").json().path("points").asLong()).isEqualTo(40);
        assertThat(reverse("api/a").json().path("again").asBoolean()).isTrue();
        assertThat(reverse("api/none").code()).isEqualTo("points.unknown");
        assertThat(balance("available")).isZero();
        assertThat(balance("earned")).isEqualTo(60);
        balanced();
    }

    @Test
    void transfersWhereThePolicyAllowsItWithTheTermsThatPointsHave() {
        moveTo("2027-03-01T12:00:00+08:00");
        var friend = fixture.member();
        var wanted = new HashMap<String, Object>(wanted("gift", 30));
        wanted.put("to", friend.toString());
        wanted.remove("reference");
        award("plain", 10);
        assertThat(marketer.post("/members/" + member + "/points/transfers", wanted)
                        .code())
                .isEqualTo("points.no-transfers");
        policy(Map.of("expireAfterDays", 30, "transfers", true));
        award("a", 100);

        assertThat(marketer.post("/members/" + member + "/points/transfers", wanted)
                        .status())
                .isEqualTo(200);
        assertThat(marketer.post("/members/" + member + "/points/transfers", wanted)
                        .json()
                        .path("again")
                        .asBoolean())
                .isTrue();

        moveTo("2027-04-01T00:00:01+08:00");
        calendar.look();
        assertThat(balance("available")).isEqualTo(10);
        var received = marketer.get("/members/" + friend + "/ledger").json().path("items");
        assertThat(received).hasSize(2);
        assertThat(received.get(0).path("kind").asString()).isEqualTo("expire");
        balanced();
    }

    @Test
    void takesNoMoreThanThereIs() {
        award("a", 20);

        var removed = marketer.post("/members/" + member + "/points/removals", wanted("sanction", 50));

        assertThat(removed.json().path("points").asLong()).isEqualTo(20);
        assertThat(balance("available")).isZero();
        balanced();
    }

    @Test
    void entriesAreNeverAltered() {
        award("a", 20);

        assertThatThrownBy(() -> jdbc.sql("update ledger_entry set points = 1 where member = ?")
                        .param(member.value())
                        .update())
                .hasMessageContaining("ledger_entry");
        assertThatThrownBy(() -> jdbc.sql("delete from ledger_entry where member = ?")
                        .param(member.value())
                        .update())
                .hasMessageContaining("ledger_entry");
    }

    @Test
    void refusesWhatItDoesNotUnderstand() {
        assertThat(marketer.post("/members/" + member + "/points/awards", Map.of("points", 1))
                        .status())
                .isEqualTo(400);
        assertThat(award("b", 0).status()).isEqualTo(400);
        assertThat(award("spaced key", 5).status()).isEqualTo(400);
        assertThat(award("b", Long.MAX_VALUE).status()).isEqualTo(400);
    }

    /** Whoever is logged in for days is logged out. */
    private void moveTo(String now) {
        clock.set(now);
        marketer = api.as(Role.MARKETER);
    }

    private void advance(Duration by) {
        clock.advance(by);
        marketer = api.as(Role.MARKETER);
    }

    private Api.Answer award(String key, long points) {
        return marketer.post("/members/" + member + "/points/awards", wanted(key, points));
    }

    private Api.Answer spend(String key, long points) {
        return shop.post("/members/" + member + "/points/redemptions", wanted(key, points));
    }

    private Api.Answer reverse(String cause) {
        return marketer.post(
                "/members/" + member + "/points/reversals",
                Map.of("community", fixture.community, "cause", cause, "reason", "a mistake"));
    }

    private Map<String, Object> wanted(String key, long points) {
        return Map.of("community", fixture.community, "points", points, "reason", "because", "key", key);
    }

    private void policy(Map<String, Object> policy) {
        assertThat(marketer.put("/reward-policies/" + fixture.community, policy).status())
                .isEqualTo(200);
    }

    private tools.jackson.databind.JsonNode points() {
        return marketer.get("/members/" + member + "/points?community=" + fixture.community)
                .json();
    }

    private long balance(String of) {
        return points().path(of).asLong();
    }

    private long at(Instant then) {
        return marketer.get("/members/" + member + "/points?community=" + fixture.community + "&at=" + then)
                .json()
                .path("available")
                .asLong();
    }

    private void balanced() {
        var check = api.as(Role.OPERATOR).post("/ledger/checks", null).json();
        assertThat(check.path("right").asBoolean()).as(check.toString()).isTrue();
        assertThat(check.path("sum").asLong()).isZero();
    }
}
