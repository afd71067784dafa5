package io.hearth.automation;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.community.Memberships;
import io.hearth.decision.Budget;
import io.hearth.decision.Facts;
import io.hearth.decision.Frequency;
import io.hearth.decision.Outcome.AwardPoints;
import io.hearth.decision.Outcome.GiveBadge;
import io.hearth.decision.Period;
import io.hearth.event.LoggedEvent;
import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import io.hearth.reward.Rewards;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A rule gives no more than its budget, to all members together, whoever decides; and says so where it refuses. */
@HearthTest
class BudgetsTest {

    private static final Instant MORNING = Instant.parse("2026-03-14T01:00:00Z");

    @Autowired
    private Story story;

    @Autowired
    private Calendars calendars;

    @Autowired
    private AsOf asOf;

    @Autowired
    private Memberships memberships;

    @Autowired
    private Rewards rewards;

    @Autowired
    private BudgetTable budgets;

    @Autowired
    private Api api;

    private final String community = "test-" + UUID.randomUUID();
    private final Happenings happenings = new Happenings(community);
    private final MemberId member = Happenings.somebody();
    private final String name = "budget " + UUID.randomUUID();
    private final String rule = "rules/rewards/test.dslr#" + name;

    @Test
    void refusesWhatIsMoreThanTheBudgetAndSaysWhy() {
        var rules = rules(Frequency.EACH_TIME, new Budget(25, Period.TODAY));

        tell(rules, List.of(post(member, 0), post(member, 1), post(member, 2), post(member, 3)));

        assertThat(points(member)).isEqualTo(20);
        var told =
                api.as(Role.MARKETER).get("/receipts?member=" + member).json().get("items");
        assertThat(told)
                .hasSize(4)
                .filteredOn(receipt ->
                        receipt.get("outcomes").get(0).get("kind").asString().equals("not-awarded"))
                .hasSize(2)
                .allSatisfy(receipt -> {
                    assertThat(receipt.get("outcomes").get(0).get("points").asInt())
                            .isEqualTo(10);
                    assertThat(receipt.get("outcomes")
                                    .get(0)
                                    .get("text")
                                    .get("en")
                                    .asString())
                            .contains("were not given", "budget");
                });
        assertThat(budgets.latest(List.of(rule)).get(rule)).satisfies(spent -> {
            assertThat(spent.period()).isEqualTo("2026-03-14");
            assertThat(spent.spent()).isEqualTo(20);
            assertThat(spent.refused()).isEqualTo(20);
        });
    }

    @Test
    void givesAgainInTheNextPeriodEvenWhatIsHadOnce() {
        var rules = rules(Frequency.ONCE, new Budget(10, Period.TODAY));
        var other = Happenings.somebody();

        tell(rules, List.of(post(other, 0), post(member, 1)));
        assertThat(points(member)).isZero();
        tell(rules, List.of(post(member, 24)));

        assertThat(points(member)).isEqualTo(10);
    }

    @Test
    void refusesPointsOnly() {
        var rules = new PlainRules("test", Set.of(), Set.of())
                .rule(
                        "rewards",
                        name,
                        Frequency.ONCE,
                        new Budget(5, Period.EVER),
                        is("post.created"),
                        new GiveBadge("first-post"),
                        new AwardPoints(10, "post"));

        tell(rules, List.of(post(member, 0)));

        assertThat(points(member)).isZero();
        assertThat(rewards.standings(List.of(key(member))).get(key(member)).badges())
                .containsExactly("first-post");
    }

    @Test
    void staysWithinTheBudgetWhileManyDecideAtOnce() throws Exception {
        var rules = rules(Frequency.EACH_TIME, new Budget(155, Period.EVER));
        var members = new ArrayList<MemberId>();
        var work = new ArrayList<Callable<Void>>();
        for (int i = 0; i < 8; i++) {
            var one = Happenings.somebody();
            members.add(one);
            work.add(() -> {
                for (int hour = 0; hour < 4; hour++) {
                    tell(rules, List.of(post(one, hour)));
                }
                return null;
            });
        }
        var pool = Executors.newFixedThreadPool(4);
        try {
            for (var done : pool.invokeAll(work)) {
                done.get();
            }
        } finally {
            pool.shutdown();
        }

        assertThat(members.stream().mapToLong(this::points).sum()).isEqualTo(150);
        assertThat(budgets.latest(List.of(rule)).get(rule).spent()).isEqualTo(150);
        assertThat(budgets.latest(List.of(rule)).get(rule).refused()).isEqualTo(8 * 4 * 10 - 150);
    }

    @Test
    void tellsTheBudgetsOfTheLiveRules() {
        assertThat(api.as(Role.MARKETER).get("/rules/budgets").json()).anySatisfy(budget -> {
            assertThat(budget.get("name").asString()).isEqualTo("A friend who joins earns 100 points");
            assertThat(budget.get("limit").asLong()).isEqualTo(50_000);
            assertThat(budget.get("each").asString()).isEqualTo("month");
        });
    }

    private PlainRules rules(Frequency frequency, Budget budget) {
        return new PlainRules("test", Set.of(), Set.of())
                .rule("rewards", name, frequency, budget, is("post.created"), new AwardPoints(10, "post"));
    }

    private void tell(PlainRules rules, List<LoggedEvent> events) {
        try (var decider =
                new Decider(new Brain(rules, Declared.NOTHING, Set::of), rules.open(), calendars, asOf, memberships)) {
            story.tell(events, decider, () -> {});
        }
    }

    private LoggedEvent post(MemberId by, int hour) {
        return happenings.event(by, "post.created", MORNING.plus(Duration.ofHours(hour)));
    }

    private static Predicate<Facts> is(String type) {
        return facts -> facts.event().type().equals(type);
    }

    private long points(MemberId of) {
        var standing = rewards.standings(List.of(key(of))).get(key(of));
        return standing == null ? 0 : standing.points();
    }

    private MembershipKey key(MemberId of) {
        return new MembershipKey(community, of);
    }
}
