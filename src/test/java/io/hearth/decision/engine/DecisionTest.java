package io.hearth.decision.engine;

import static io.hearth.decision.engine.SomeFacts.facts;
import static io.hearth.decision.engine.SomeRules.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.hearth.decision.DecisionFailed;
import io.hearth.decision.DecisionSession;
import io.hearth.decision.Facts;
import io.hearth.decision.Firing;
import io.hearth.decision.Outcome;
import io.hearth.decision.Validity;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DecisionTest {

    private static final String POSTED = "Facts(event.type == \"post.created\")";

    @Test
    void firesWhatMatchesInOrderOfPriority() {
        var session = rules().rule("plain", POSTED, "outcomes.award(5, \"post\");")
                .rule(
                        "urgent",
                        10,
                        null,
                        Validity.ALWAYS,
                        "Facts(event.type == \"post.created\", activity.count(\"post.created\", \"7d\") >= 3)",
                        "outcomes.badge(\"writer\"); outcomes.level(\"gold\");")
                .rule("other", "Facts(event.type == \"like.given\")", "outcomes.award(1, \"like\");")
                .load()
                .open();

        var decision =
                session.decide("rewards", facts().count("post.created", "7d", 3).make());

        assertThat(decision.firings())
                .extracting(firing -> firing.rule().name())
                .containsExactly("urgent", "plain");
        assertThat(decision.firings().get(0).outcomes())
                .containsExactly(new Outcome.GiveBadge("writer"), new Outcome.SetLevel("gold"));
    }

    @Test
    void readsEveryKindOfFact() {
        var session = rules().rule("all", """
                        Facts(event.type == "run.finished", event.number("km") >= 5, event.mentions("note", "优惠|免费"),
                            member.text("city") == "Shanghai", member.language in ("zh", "en"),
                            membership.level == "regular", membership.daysSinceJoining() == 40,
                            activity.sum("run.finished", "km", "month") < 10.5, !activity.ever("order.paid"),
                            rewards.points < 100, rewards.has("early-bird"), !segments.in("lost"),
                            now.between("08:00", "10:00") || now.weekend(), now.from("2026-03-01"))
                        Member($city : text("city"))
                        Rewards(badges contains "early-bird")
                        """, "outcomes.openCase($city, \"low\", \"none\");")
                .load()
                .open();

        var decision = session.decide(
                "rewards",
                facts().event("run.finished", Map.of("km", 5.5, "note", "有優(yōu)惠嗎"))
                        .make());

        assertThat(outcomes(decision.firings())).containsExactly(new Outcome.OpenCase("Shanghai", "low", "none"));
    }

    @Test
    void saysUntilWhenItHolds() {
        var leaves = ZonedDateTime.parse("2026-03-15T00:00:00+08:00[Asia/Shanghai]");
        var session = rules().rule(
                        "seven days",
                        "Facts(event.type == \"post.created\", activity.count(\"post.created\", \"7d\") >= 3)",
                        "outcomes.segment(\"active\");")
                .load()
                .open();

        var read = session.decide("rewards", facts().holdingUntil(leaves).make());
        var notRead = session.decide(
                "rewards",
                facts().event("like.given", Map.of()).holdingUntil(leaves).make());

        assertThat(read.holdsUntil()).isEqualTo(leaves.toInstant());
        assertThat(notRead.holdsUntil()).isNull();
    }

    @Test
    void keepsToTheDaysOfARuleByTheTimeOfTheDecision() {
        var march = new Validity(LocalDate.parse("2026-03-01"), LocalDate.parse("2026-03-31"));
        var session = rules().rule("march", 0, null, march, POSTED, "outcomes.award(1, \"march\");")
                .load()
                .open();

        var within = session.decide("rewards", facts().make());
        var after = session.decide(
                "rewards",
                facts().at("2026-04-01T00:00:00+08:00[Asia/Shanghai]").make());

        assertThat(within.firings()).hasSize(1);
        assertThat(within.holdsUntil()).isEqualTo(Instant.parse("2026-03-31T16:00:00Z"));
        assertThat(after.firings()).isEmpty();
        assertThat(after.holdsUntil()).isNull();
    }

    @Test
    void letsOnlyTheBestOfAStackCountAmongThoseThatMayFire() {
        var session = rules().rule("small", 5, "spring", Validity.ALWAYS, POSTED, "outcomes.award(5, \"s\");")
                .rule("large", 0, "spring", Validity.ALWAYS, POSTED, "outcomes.award(50, \"l\");")
                .rule("alone", POSTED, "outcomes.award(1, \"a\");")
                .load()
                .open();

        var both = session.decide("rewards", facts().make());
        var spent =
                session.decide("rewards", facts().make(), rule -> !rule.name().equals("large"));

        assertThat(both.firings())
                .extracting(firing -> firing.rule().name())
                .containsExactlyInAnyOrder("large", "alone");
        assertThat(spent.firings()).extracting(firing -> firing.rule().name()).containsExactly("small", "alone");
    }

    @Test
    void namesTheRuleThatFailsAndGoesOnAfterwards() {
        var session = rules().rule(
                        "fragile",
                        "Facts(event.type == \"like.given\", $points : rewards.points)",
                        "outcomes.award(1 / ($points - 7), \"x\");")
                .rule("sound", POSTED, "outcomes.award(5, \"post\");")
                .load()
                .open();

        assertThatThrownBy(() -> session.decide(
                        "rewards",
                        facts().event("like.given", Map.of()).points(7).make()))
                .isInstanceOfSatisfying(DecisionFailed.class, failure -> {
                    assertThat(failure.rule()).endsWith("#fragile");
                    assertThat(failure.outOfBudget()).isFalse();
                })
                .hasMessageContaining("by zero");
        assertThat(session.decide("rewards", facts().make()).firings()).hasSize(1);
    }

    @Test
    void forgetsEachDecisionBeforeTheNext() {
        var ruleset = rules().rule("posts", POSTED, "outcomes.award(5, \"post\");")
                .rule("gold", "Facts(membership.level == \"gold\", rewards.points > 50)", "outcomes.segment(\"vip\");")
                .rule(
                        "joined facts",
                        "$e : Event(type != \"like.given\")\nMembership(level == \"gold\")\nnot Rewards(points > 70)",
                        "outcomes.badge($e.type());")
                .rule(
                        "either",
                        "(Rewards(points > 90) or Membership(level == \"regular\"))\nexists Event(type == \"order.paid\")",
                        "outcomes.answer(\"yes\");")
                .load();
        var reused = ruleset.open();
        var random = new java.util.Random(20260314);

        for (var i = 0; i < 2_000; i++) {
            var facts = random(random);
            try (var fresh = ruleset.open()) {
                assertThat(told(reused, facts)).as("decision %d", i).isEqualTo(told(fresh, facts));
            }
        }
    }

    @Test
    void knowsNoRulebookThatTheReleaseLacks() {
        var session = rules().rule("posts", POSTED, "outcomes.award(5, \"post\");")
                .load()
                .open();

        assertThat(session.decide("segments", facts().make()).firings()).isEmpty();
    }

    private static Facts random(java.util.Random random) {
        return facts().event(List.of("post.created", "like.given", "order.paid").get(random.nextInt(3)), Map.of())
                .level(random.nextBoolean() ? "gold" : "regular")
                .points(random.nextInt(100))
                .make();
    }

    private static List<String> told(DecisionSession session, Facts facts) {
        return session.decide("rewards", facts).firings().stream()
                .map(firing -> firing.rule().name() + firing.outcomes())
                .toList();
    }

    private static List<Outcome> outcomes(List<Firing> firings) {
        return firings.stream().flatMap(firing -> firing.outcomes().stream()).toList();
    }
}
