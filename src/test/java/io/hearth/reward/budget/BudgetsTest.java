package io.hearth.reward.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.reward.Award;
import io.hearth.reward.RewardFixture;
import io.hearth.reward.Rewards;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Nobody gets more than there is, however many ask at once. */
@HearthTest
class BudgetsTest {

    @Autowired
    Api api;

    @Autowired
    Members members;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    Rewards rewards;

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
    void sixtyFourClientsNeverExceedABudgetAndACap() throws Exception {
        var budget = create(Map.of("name", "spring", "points", 1_000));
        create(Map.of("name", "each day", "per", "member", "period", "day", "points", 130));
        var people = fixture.members(16);
        var pool = Executors.newFixedThreadPool(64);

        var jobs = new java.util.ArrayList<Callable<Integer>>();
        for (int i = 0; i < 256; i++) {
            var who = people.get(i % people.size());
            var cause = "cause-" + i;
            jobs.add(() -> give(who, 30, "spring", cause).isEmpty() ? 1 : 0);
        }
        int given = 0;
        for (var job : pool.invokeAll(jobs)) {
            given += job.get();
        }
        pool.shutdown();

        assertThat(given).isEqualTo(33);
        for (var who : people) {
            assertThat(points(who)).isLessThanOrEqualTo(130);
        }
        var view = marketer.get("/budgets/" + budget).json();
        assertThat(view.path("budget").path("spent").asLong()).isEqualTo(990);
        assertThat(view.path("days").get(0).path("points").asLong()).isEqualTo(990);
        assertThat(rewards.accounts(fixture.community))
                .containsEntry("budget/" + budget, 10L)
                .containsEntry("issued", -1_000L);
        assertThat(refusals("community=" + fixture.community + "&limit=200").size())
                .isEqualTo(200);
        balanced();
    }

    @Test
    void sameCauseSpendsOnce() {
        var budget = create(Map.of("name", "spring", "points", 100));

        give(member, 60, "spring", "one");
        give(member, 60, "spring", "one");

        assertThat(points(member)).isEqualTo(60);
        assertThat(spent(budget)).isEqualTo(60);
    }

    @Test
    void capHoldsForItsSourceReasonAndDay() {
        create(Map.of(
                "name",
                "posts",
                "source",
                "rewards/posts.dslr",
                "reason",
                "posting",
                "per",
                "member",
                "period",
                "day",
                "points",
                20));

        give(member, 15, "posting", "1");
        assertThat(give(member, 15, "posting", "2")).hasSize(1);
        assertThat(give(member, 15, "other", "3")).isEmpty();
        assertThat(give(fixture.member(), 15, "posting", "4")).isEmpty();
        clock.advance(Duration.ofDays(1));
        assertThat(give(member, 15, "posting", "5")).isEmpty();

        assertThat(points(member)).isEqualTo(45);
        var refused = refusals("member=" + member);
        assertThat(refused).hasSize(1);
        assertThat(refused.get(0).path("budgetName").asString()).isEqualTo("posts");
        assertThat(refused.get(0).path("spent").asLong()).isEqualTo(15);
        assertThat(refused.get(0).path("limit").asLong()).isEqualTo(20);
    }

    @Test
    void nothingIsWrittenForWhoGetsNothingAndTwoWhoBeginAtOnceNeverGetMore() {
        var budget = create(Map.of("name", "each", "per", "member", "points", 40));
        var other = fixture.member();
        var candidates = List.of(
                new Allowances.Candidate(member, fixture.community, clock.instant()),
                new Allowances.Candidate(other, fixture.community, clock.instant()));
        transaction.executeWithoutResult(status -> {
            var allowances = rewards.allowances(candidates);
            rewards.award(allowed(allowances, "1"), allowances);
        });
        assertThat(used(budget)).containsExactly(member.value());

        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    var allowances = rewards.allowances(List.of(candidates.get(1)));
                    var elsewhere = CompletableFuture.supplyAsync(() -> give(other, 30, "spring", "2"));
                    assertThat(elsewhere.join()).isEmpty();
                    var award = award(other, 30, "spring", "3");
                    assertThat(allowances.allows(award)).isTrue();
                    rewards.award(List.of(award), allowances);
                }))
                .isInstanceOf(ConcurrencyFailureException.class);

        assertThat(points(other)).isEqualTo(30);
        assertThat(give(other, 30, "spring", "3")).hasSize(1);
        balanced();
    }

    private List<Award> allowed(Allowances allowances, String cause) {
        var award = award(member, 30, "spring", cause);
        return allowances.allows(award) ? List.of(award) : List.of();
    }

    private List<Long> used(String budget) {
        return jdbc.sql("select member from budget_use where budget = ?")
                .param(Long.parseLong(budget))
                .query(Long.class)
                .list();
    }

    @Test
    void peopleAreWarnedOnceBeforeItRunsOut() {
        var budget = create(Map.of("name", "warned " + fixture.community, "points", 100, "warnPercent", 50));

        give(member, 40, "spring", "1");
        assertThat(warnings()).isZero();
        give(member, 20, "spring", "2");
        give(member, 20, "spring", "3");

        assertThat(warnings()).isEqualTo(1);
        assertThat(spent(budget)).isEqualTo(80);
    }

    @Test
    void whatIsUndoneGoesBackIntoTheBudgetAndWhatIsLeftBackToTheCommunity() {
        var budget = create(Map.of("name", "spring", "points", 100));
        give(member, 100, "spring", "1");
        assertThat(give(member, 10, "spring", "2")).hasSize(1);

        var undo = Map.of("community", fixture.community, "cause", "1", "reason", "a mistake");
        assertThat(marketer.post("/members/" + member + "/points/reversals", undo)
                        .status())
                .isEqualTo(200);
        assertThat(give(member, 10, "spring", "3")).isEmpty();
        assertThat(marketer.patch("/budgets/" + budget, Map.of("points", 5)).status())
                .isEqualTo(400);
        assertThat(marketer.patch("/budgets/" + budget, Map.of("points", 50)).status())
                .isEqualTo(200);
        balanced();
        assertThat(marketer.post("/budgets/" + budget + "/close", null).status())
                .isEqualTo(200);

        assertThat(marketer.post("/budgets/" + budget + "/close", null).status())
                .isEqualTo(409);
        assertThat(rewards.accounts(fixture.community))
                .containsEntry("budget/" + budget, 0L)
                .containsEntry("issued", -10L);
        assertThat(give(member, 500, "spring", "4")).isEmpty();
        balanced();
    }

    @Test
    void awardsByHandAreWithinBudgetsToo() {
        create(Map.of("name", "spring", "points", 10));
        var wanted = new HashMap<String, Object>(
                Map.of("community", fixture.community, "points", 11, "reason", "thanks", "key", "a"));

        var refused = marketer.post("/members/" + member + "/points/awards", wanted);

        assertThat(refused.code()).isEqualTo("budget.spent");
        assertThat(refusals("member=" + member)).hasSize(1);
    }

    private String create(Map<String, Object> budget) {
        var wanted = new HashMap<>(budget);
        wanted.put("community", fixture.community);
        var made = marketer.post("/budgets", wanted);
        assertThat(made.status()).as(made.toString()).isEqualTo(201);
        return made.json().path("id").asString();
    }

    private List<Allowances.Refusal> give(MemberId to, long points, String reason, String cause) {
        return Objects.requireNonNull(
                transaction.execute(status -> List.copyOf(rewards.award(List.of(award(to, points, reason, cause))))));
    }

    private Award award(MemberId to, long points, String reason, String cause) {
        return new Award(
                to,
                fixture.community,
                new Award.Points(points, reason),
                cause,
                "rewards/posts.dslr#posting",
                UUID.randomUUID(),
                null,
                clock.instant());
    }

    private long points(MemberId of) {
        var key = new io.hearth.member.MembershipKey(fixture.community, of);
        var standing = rewards.standings(Set.of(key)).get(key);
        return standing == null ? 0 : standing.points();
    }

    private long spent(String budget) {
        return marketer.get("/budgets/" + budget)
                .json()
                .path("budget")
                .path("spent")
                .asLong();
    }

    private JsonNode refusals(String query) {
        return api.as(Role.MARKETER).get("/reward-refusals?" + query).json().path("items");
    }

    private long warnings() {
        var inbox = api.as(Set.of(Role.MARKETER), Set.of("marketing"));
        long count = 0;
        for (var task : inbox.get("/tasks?view=groups&limit=200").json().path("items")) {
            count += task.path("title").asString().contains(fixture.community) ? 1 : 0;
        }
        return count;
    }

    private void balanced() {
        var check = api.as(Role.OPERATOR).post("/ledger/checks", null).json();
        assertThat(check.path("right").asBoolean()).as(check.toString()).isTrue();
    }
}
