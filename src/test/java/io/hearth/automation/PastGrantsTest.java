package io.hearth.automation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.event.Effects;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.member.MembershipKey;
import io.hearth.reward.RewardFixture;
import io.hearth.reward.Rewards;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Those who had earned a badge before its rule came are counted first and get it when a person says so. */
@HearthTest
class PastGrantsTest {

    private static final Instant AT = Instant.parse("2026-03-14T01:00:00Z");
    private static final String BRONZE = "rules/rewards/marathons.dslr#A marathon's distance gives the badge in bronze";

    @Autowired
    Api api;

    @Autowired
    Members members;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Story story;

    @Autowired
    Deciders deciders;

    @Autowired
    PastGrants grants;

    @Autowired
    Rewards rewards;

    @Autowired
    JdbcClient jdbc;

    private RewardFixture fixture;
    private Api.Client marketer;
    private Happenings happenings;

    @BeforeEach
    void found() {
        fixture = new RewardFixture(api, members, transaction);
        marketer = api.as(Role.MARKETER);
        happenings = new Happenings(fixture.community);
    }

    @Test
    void countsFirstAndGivesOnceWhenAskedTo() {
        var far = fixture.member();
        var near = fixture.member();
        var has = fixture.member();
        ran(far, 30, 20);
        ran(near, 20, 20);
        ran(has, 50);
        marketer.post(
                "/members/" + has + "/badges",
                Map.of(
                        "community",
                        fixture.community,
                        "badge",
                        "marathoner",
                        "level",
                        "gold",
                        "reason",
                        "r",
                        "key",
                        "k"));

        var id = preview();
        work(id);
        var counted = get(id);
        assertThat(counted.path("state").asString()).isEqualTo("counted");
        assertThat(counted.path("members").asLong()).isEqualTo(3);
        assertThat(counted.path("looked").asLong()).isEqualTo(3);
        assertThat(counted.path("found").asLong()).isEqualTo(1);
        assertThat(counted.path("samples").toString()).isEqualTo("[\"" + far + "\"]");
        assertThat(badges(far)).isEmpty();

        assertThat(marketer.post("/badge-grants/" + id + "/grant", null).status())
                .isEqualTo(200);
        assertThat(marketer.post("/badge-grants/" + id + "/grant", null).status())
                .isEqualTo(409);
        work(id);
        assertThat(get(id).path("state").asString()).isEqualTo("done");
        assertThat(get(id).path("given").asLong()).isEqualTo(1);
        assertThat(badges(far)).contains("marathoner");
        assertThat(badges(near)).isEmpty();
        var act = marketer.get("/members/" + far + "/badges?community=" + fixture.community)
                .json()
                .path("items")
                .get(0);
        assertThat(act.path("level").asString()).isEqualTo("bronze");
        assertThat(act.path("cause").asString()).isEqualTo("past/" + id);
        assertThat(marketer.get("/receipts/" + act.path("receipt").asString()).status())
                .isEqualTo(200);
    }

    @Test
    void aStepThatFailsIsDoneAgainAndNothingIsGivenTwice() {
        var far = fixture.member();
        ran(far, 45);
        var id = preview();
        work(id);

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    jdbc.sql("update past_grant set state = 'granting', position = 0 where id = ?::uuid")
                            .param(id)
                            .update();
                    while (grants.step()) {}
                    throw new IllegalStateException("the power went out");
                }))
                .hasMessageContaining("power");
        assertThat(badges(far)).isEmpty();
        marketer.post("/badge-grants/" + id + "/grant", null);
        work(id);
        assertThat(badges(far)).contains("marathoner");
        assertThat(get(id).path("given").asLong()).isEqualTo(1);

        var again = preview();
        work(again);
        assertThat(get(again).path("found").asLong()).isZero();
    }

    @Test
    void cancelledGivesNothing() {
        var far = fixture.member();
        ran(far, 45);
        var id = preview();
        marketer.post("/badge-grants/" + id + "/cancel", null);
        work(id);

        assertThat(get(id).path("state").asString()).isEqualTo("cancelled");
        assertThat(badges(far)).isEmpty();
        assertThat(api.as(Role.OPERATOR)
                        .post("/badge-grants", Map.of("community", fixture.community, "rule", BRONZE))
                        .status())
                .isEqualTo(403);
        assertThat(marketer.post("/badge-grants", Map.of("community", fixture.community, "rule", "none"))
                        .status())
                .isEqualTo(400);
    }

    /** Distances that were counted without giving anything, as an import counts them. */
    private void ran(MemberId member, int... kilometres) {
        var runs = new ArrayList<io.hearth.event.LoggedEvent>();
        for (int km : kilometres) {
            runs.add(happenings.event(member, "run.finished", AT, null, Map.of("km", km), Effects.NONE));
        }
        try (var decider = deciders.current(null)) {
            story.tell(runs, decider, () -> {});
        }
    }

    private String preview() {
        var asked = marketer.post("/badge-grants", Map.of("community", fixture.community, "rule", BRONZE));
        assertThat(asked.status()).as(asked.toString()).isEqualTo(201);
        return asked.json().path("id").asString();
    }

    private void work(String id) {
        while (Set.of("counting", "granting").contains(get(id).path("state").asString())) {
            grants.step();
        }
    }

    private JsonNode get(String id) {
        return marketer.get("/badge-grants/" + id).json();
    }

    private List<String> badges(MemberId member) {
        var key = new MembershipKey(fixture.community, member);
        var standing = rewards.standings(List.of(key)).get(key);
        return standing == null ? List.of() : standing.badges();
    }
}
