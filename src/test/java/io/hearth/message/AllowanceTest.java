package io.hearth.message;

import static io.hearth.message.OwnOutbox.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@HearthTest
class AllowanceTest {

    private static final String WELCOME = "onboarding/welcome";

    @Autowired
    ApplicationContext context;

    @Autowired
    Api api;

    @Autowired
    MovableClock clock;

    @Test
    void sendsNoMoreThanTheQuotaOfADayAlthoughTwoNodesSendAndGoesOnTheNextDay() {
        clock.set("2026-03-14T12:00:00+08:00");
        var channel = new TestChannel(true);
        var settings = Map.of("limits." + channel.name() + ".per-day", "5");
        try (var one = new OwnOutbox(context, settings, channel);
                var other = new OwnOutbox(context, settings, channel)) {
            var members = IntStream.range(0, 8).mapToObj(n -> one.member()).toList();
            one.messages.plan(members.stream()
                    .map(member -> request("quota", member, WELCOME))
                    .toList());
            one.start();
            other.start();

            await().untilAsserted(() -> assertThat(members.stream().flatMap(m -> one.statuses(m).stream()))
                    .filteredOn("held(quota-reached)"::equals)
                    .hasSize(3));
            assertThat(channel.attempts()).hasSize(5);

            clock.set("2026-03-15T08:00:01+08:00");
            one.wake();
            await().untilAsserted(() -> assertThat(channel.attempts()).hasSize(8));
        }
    }

    @Test
    void givesBackWhatTheChannelRefused() {
        clock.set("2026-03-14T12:00:00+08:00");
        var tries = new AtomicInteger();
        var channel = new TestChannel(false)
                .answering(message -> tries.incrementAndGet() <= 2
                        ? new Delivery.Refused("no such user", false)
                        : new Delivery.Accepted(null));
        var settings = Map.of(
                "limits." + channel.name() + ".per-month", "2", "limits." + channel.name() + ".connections", "1");
        try (var outbox = new OwnOutbox(context, settings, channel).start()) {
            var members = IntStream.range(0, 4).mapToObj(n -> outbox.member()).toList();
            for (var member : members) {
                outbox.messages.plan(List.of(request("back", member, WELCOME)));
                await().untilAsserted(() -> assertThat(outbox.statuses(member)).doesNotContain("planned", "sending"));
            }

            assertThat(members.stream().flatMap(m -> outbox.statuses(m).stream()))
                    .containsExactly("failed(refused)", "failed(refused)", "sent", "sent");
        }
    }

    @Test
    void refusesWhatABudgetDoesNotCover() {
        var channel = new TestChannel(false);
        var purpose = "b-" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");
        var settings = Map.of(
                "limits." + channel.name() + ".cost", "0.05",
                "purposes." + purpose + ".consent", "none",
                "purposes." + purpose + ".quiet", "false");
        var approver = api.as(Role.APPROVER);
        var set = approver.put(
                "/messages/budgets",
                Map.of("scope", "purpose", "name", purpose, "period", "total", "cost", new BigDecimal("0.12")));
        assertThat(set.status()).as(set.body()).isEqualTo(200);
        try (var outbox = new OwnOutbox(context, settings, channel).start()) {
            var members = IntStream.range(0, 4).mapToObj(n -> outbox.member()).toList();
            outbox.messages.plan(members.stream()
                    .map(member -> request("budget", member, WELCOME, purpose))
                    .toList());

            await().untilAsserted(() -> assertThat(members.stream().flatMap(m -> outbox.statuses(m).stream()))
                    .containsExactlyInAnyOrder("sent", "sent", "suppressed(budget-spent)", "suppressed(budget-spent)"));
            assertThat(standing(purpose)).contains("\"usedMessages\":2").contains("\"usedCost\":0.1");
            var refused = outbox.member();
            outbox.messages.plan(List.of(request("late", refused, WELCOME, purpose)));
            assertThat(outbox.statuses(refused)).containsExactly("suppressed(budget-spent)");
        } finally {
            assertThat(approver.delete("/messages/budgets?scope=purpose&name=" + purpose)
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void letsOnlyApproversSetBudgetsAndOnlyRightOnes() {
        var right = Map.of("scope", "purpose", "name", "marketing", "period", "day", "messages", 5);

        assertThat(api.as(Role.MARKETER).put("/messages/budgets", right).status())
                .isEqualTo(403);
        for (var wrong : List.of(
                Map.of("scope", "channel", "name", "email", "period", "day", "messages", 5),
                Map.of("scope", "purpose", "name", "../x", "period", "day", "messages", 5),
                Map.of("scope", "purpose", "name", "marketing", "period", "week", "messages", 5),
                Map.of("scope", "purpose", "name", "marketing", "period", "day"),
                Map.of("scope", "purpose", "name", "marketing", "period", "day", "messages", -1),
                Map.of("scope", "purpose", "name", "marketing", "period", "day", "cost", new BigDecimal("0.00001")))) {
            assertThat(api.as(Role.APPROVER).put("/messages/budgets", wrong).status())
                    .as(wrong.toString())
                    .isEqualTo(400);
        }
    }

    @Test
    void coversAFolderOfTemplates() {
        var folder = new Allowance(Allowance.Scope.TEMPLATES, "promotion", Allowance.Period.TOTAL, 1L, null);

        assertThat(folder.concerns("email", "marketing", "promotion/launch")).isTrue();
        assertThat(folder.concerns("email", "marketing", "promotions/launch")).isFalse();
        assertThat(Allowance.Period.MONTH.next(java.time.Instant.parse("2026-12-31T23:59:59Z")))
                .contains(java.time.Instant.parse("2027-01-01T00:00:00Z"));
    }

    private String standing(String purpose) {
        for (var one : api.as(Role.MARKETER).get("/messages/budgets").json()) {
            if (one.path("budget").path("name").asString().equals(purpose)) {
                return one.toString();
            }
        }
        return "none";
    }
}
