package io.hearth.reward.badge;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.member.MembershipKey;
import io.hearth.reward.Award;
import io.hearth.reward.RewardFixture;
import io.hearth.reward.Rewards;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** A badge is held at its highest level, whoever gives it and in whatever order; what was taken back stays so as stated. */
@HearthTest
class BadgesTest {

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
    private MemberId member;

    @BeforeEach
    void found() {
        fixture = new RewardFixture(api, members, transaction);
        marketer = api.as(Role.MARKETER);
        member = fixture.member();
    }

    @Test
    void higherLevelReplacesALowerOneAndARepeatLowersNothing() {
        assertThat(give("silver", "a").path("changed").asBoolean()).isTrue();
        assertThat(words()).containsExactly("marathoner", "marathoner/bronze", "marathoner/silver");

        assertThat(give("bronze", "b").path("changed").asBoolean()).isFalse();
        assertThat(give(null, "c").path("changed").asBoolean()).isFalse();
        assertThat(words()).containsExactly("marathoner", "marathoner/bronze", "marathoner/silver");

        assertThat(give("gold", "d").path("changed").asBoolean()).isTrue();
        assertThat(level()).isEqualTo("gold");
        assertThat(acts()).containsExactly("raised gold", "given silver");
    }

    @Test
    void sameKeyGivesOnceEvenAfterItWasTakenBack() {
        give("bronze", "a");
        assertThat(give("bronze", "a").path("changed").asBoolean()).isFalse();
        revoke(true, "r");
        assertThat(give("bronze", "a").path("changed").asBoolean()).isFalse();
        assertThat(words()).isEmpty();
        assertThat(revoke(true, "r").path("changed").asBoolean()).isFalse();

        assertThat(give("bronze", "b").path("changed").asBoolean()).isTrue();
        assertThat(level()).isEqualTo("bronze");
        assertThat(acts()).containsExactly("given bronze", "revoked bronze", "given bronze");
    }

    @Test
    void whatWasTakenBackForGoodIsGivenByNobody() {
        give("gold", "a");
        revoke(false, "r");

        var refused = marketer.post("/members/" + member + "/badges", wanted("gold", "b"));
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("code").asString()).isEqualTo("badge.barred");
        award(new Award.Badge("marathoner", "gold"), "rule/1");
        assertThat(words()).isEmpty();

        revoke(true, "r2");
        award(new Award.Badge("marathoner", "silver"), "rule/2");
        assertThat(level()).isEqualTo("silver");
    }

    @Test
    void givesAndTakesInTheOrderOfTheirAsking() {
        transaction.executeWithoutResult(status -> rewards.award(List.of(
                award0(new Award.Badge("marathoner", "bronze"), "1"),
                award0(new Award.BadgeTaken("marathoner", true, "left"), "2"),
                award0(new Award.Badge("marathoner", "silver"), "3"),
                award0(new Award.Badge("helper"), "3"))));

        assertThat(words()).containsExactlyInAnyOrder("marathoner", "marathoner/bronze", "marathoner/silver", "helper");
        var key = new MembershipKey(fixture.community, member);
        assertThat(rewards.standings(List.of(key)).get(key).badges()).containsExactlyInAnyOrder("marathoner", "helper");
    }

    @Test
    void manyAtOnceLeaveTheHighest() throws Exception {
        var threads = Executors.newFixedThreadPool(16);
        var jobs = new ArrayList<Callable<Boolean>>();
        for (int i = 0; i < 48; i++) {
            var level = List.of("bronze", "silver", "gold").get(i % 3);
            var cause = "many/" + i;
            jobs.add(() -> {
                award(new Award.Badge("marathoner", level), cause);
                return true;
            });
        }
        for (var done : threads.invokeAll(jobs)) {
            assertThat(done.get()).isTrue();
        }
        threads.shutdown();

        assertThat(level()).isEqualTo("gold");
        assertThat(words()).containsExactly("marathoner", "marathoner/bronze", "marathoner/silver", "marathoner/gold");
    }

    @Test
    void saysWhoHasWhichLevel() {
        give("silver", "a");
        var other = fixture.member();
        marketer.post("/members/" + other + "/badges", wanted("bronze", "a"));

        var shown = Stream.iterate(0, i -> i + 1)
                .limit(marketer.get("/badges?community=" + fixture.community)
                        .json()
                        .size())
                .map(i -> marketer.get("/badges?community=" + fixture.community)
                        .json()
                        .get(i))
                .filter(one -> one.path("badge").asString().equals("marathoner"))
                .findFirst()
                .orElseThrow();
        assertThat(shown.path("members").asLong()).isEqualTo(2);
        assertThat(shown.path("levels").toString())
                .contains("{\"level\":\"silver\",\"members\":1}")
                .contains("{\"level\":\"gold\",\"members\":0}");
        var page = marketer.get("/badges/marathoner/members?limit=1&community=" + fixture.community)
                .json();
        assertThat(page.path("items").size()).isEqualTo(1);
        assertThat(page.path("next").asString())
                .isEqualTo(page.path("items").get(0).path("member").asString());
    }

    @Test
    void refusesWhatNoCatalogueDeclares() {
        assertThat(marketer.post("/members/" + member + "/badges", wanted("platinum", "a"))
                        .status())
                .isEqualTo(400);
        var unknown = new HashMap<>(wanted("gold", "a"));
        unknown.put("badge", "nothing");
        assertThat(marketer.post("/members/" + member + "/badges", unknown).status())
                .isEqualTo(400);
        assertThat(marketer.post("/members/" + member + "/badges/helper/revoke", back(true, "a"))
                        .status())
                .isEqualTo(404);
        assertThat(api.as(Role.OPERATOR)
                        .post("/members/" + member + "/badges", wanted("gold", "a"))
                        .status())
                .isEqualTo(403);
    }

    private tools.jackson.databind.JsonNode give(@Nullable String level, String key) {
        return marketer.post("/members/" + member + "/badges", wanted(level, key))
                .json();
    }

    private Map<String, Object> wanted(@Nullable String level, String key) {
        var wanted = new HashMap<String, Object>(
                Map.of("community", fixture.community, "badge", "marathoner", "reason", "for the test", "key", key));
        if (level != null) {
            wanted.put("level", level);
        }
        return wanted;
    }

    private tools.jackson.databind.JsonNode revoke(boolean again, String key) {
        return marketer.post("/members/" + member + "/badges/marathoner/revoke", back(again, key))
                .json();
    }

    private Map<String, Object> back(boolean again, String key) {
        return Map.of("community", fixture.community, "reason", "not earned", "again", again, "key", key);
    }

    private void award(Award.Given given, String cause) {
        transaction.executeWithoutResult(status -> rewards.award(List.of(award0(given, cause))));
    }

    private Award award0(Award.Given given, String cause) {
        return new Award(member, fixture.community, given, cause, "a rule", null, null, clock.instant());
    }

    private List<String> words() {
        return jdbc.sql("select unnest(badges) from standing where member = ? and community = ?")
                .params(member.value(), fixture.community)
                .query(String.class)
                .list();
    }

    private String level() {
        return Objects.requireNonNull(jdbc.sql("select level from badge_grant where member = ? and revoked_at is null")
                .param(member.value())
                .query(String.class)
                .single());
    }

    private List<String> acts() {
        var items = marketer.get("/members/" + member + "/badges?community=" + fixture.community)
                .json()
                .path("items");
        return Stream.iterate(0, i -> i + 1)
                .limit(items.size())
                .map(i -> items.get(i).path("act").asString() + " "
                        + items.get(i).path("level").asString())
                .toList();
    }
}
