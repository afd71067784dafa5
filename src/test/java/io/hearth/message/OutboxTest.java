package io.hearth.message;

import static io.hearth.message.OwnOutbox.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.member.Consent;
import io.hearth.member.Consents;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@HearthTest
class OutboxTest {

    private static final String WELCOME = "onboarding/welcome";
    private static final String NUDGE = "onboarding/nudge";
    private static final String NOON = "2026-03-14T12:00:00+08:00";

    @Autowired
    ApplicationContext context;

    @Autowired
    MovableClock clock;

    @Autowired
    Consents consents;

    @Test
    void saysOncePerKeyHoweverOftenItIsPlanned() {
        var channel = new TestChannel(false);
        try (var outbox = new OwnOutbox(context, Map.of(), channel).start()) {
            var member = outbox.member();

            var planned = IntStream.range(0, 6)
                    .mapToObj(i -> CompletableFuture.runAsync(
                            () -> outbox.messages.plan(List.of(request("once", member, WELCOME)))))
                    .toArray(CompletableFuture[]::new);
            CompletableFuture.allOf(planned).join();

            await().untilAsserted(() -> assertThat(outbox.statuses(member)).containsExactly("sent"));
            assertThat(channel.attempts()).singleElement().satisfies(message -> {
                assertThat(message.rendered().parts()).hasSize(6);
                assertThat(message.unsubscribe()).contains("/u/");
            });
        }
    }

    @Test
    void saysNothingWhenItsCauseIsRolledBack() {
        var channel = new TestChannel(false);
        try (var outbox = new OwnOutbox(context, Map.of(), channel).start()) {
            var member = outbox.member();

            assertThatThrownBy(() -> outbox.transaction.executeWithoutResult(status -> {
                        outbox.messages.plan(List.of(request("never", member, WELCOME)));
                        throw new IllegalStateException("the batch failed");
                    }))
                    .hasMessage("the batch failed");

            assertThat(outbox.statuses(member)).isEmpty();
        }
    }

    @Test
    void showsADoubtAsUnknownAndNeverRepeatsIt() {
        var channel = new TestChannel(false).answering(message -> new Delivery.Doubtful("the line broke"));
        try (var outbox = new OwnOutbox(context, Map.of(), channel).start()) {
            var member = outbox.member();

            outbox.messages.plan(List.of(request("doubt", member, WELCOME)));

            await().untilAsserted(() -> assertThat(outbox.statuses(member)).containsExactly("unknown(in-doubt)"));
            clock.advance(Duration.ofHours(12));
            outbox.wake();
            await().during(Duration.ofMillis(300))
                    .untilAsserted(() -> assertThat(channel.attempts()).hasSize(1));
        }
    }

    @Test
    void repeatsADoubtUnderTheSameIdWhereTheChannelTakesAKey() {
        var channel = new TestChannel(true);
        channel.answering(message ->
                message.attempt() == 1 ? new Delivery.Doubtful("the line broke") : new Delivery.Accepted(null));
        try (var outbox = new OwnOutbox(context, Map.of(), channel).start()) {
            var member = outbox.member();

            outbox.messages.plan(List.of(request("doubt", member, WELCOME)));
            await().untilAsserted(() -> assertThat(outbox.statuses(member)).containsExactly("planned(retry)"));
            clock.advance(Duration.ofMinutes(5));
            outbox.wake();

            await().untilAsserted(() -> assertThat(outbox.statuses(member)).containsExactly("sent"));
            assertThat(channel.attempts())
                    .extracting(Outgoing::id)
                    .containsExactly(outbox.id(member), outbox.id(member));
        }
    }

    @Test
    void takesOverWhatACrashedNodeHeld() {
        var withKey = new TestChannel(true);
        var without = new TestChannel(false);
        try (var first = new OwnOutbox(context, Map.of(), withKey);
                var second = new OwnOutbox(context, Map.of(), without)) {
            var one = first.member();
            var other = second.member();
            first.messages.plan(List.of(request("crash", one, WELCOME)));
            second.messages.plan(List.of(request("crash", other, WELCOME)));
            first.jdbc.update(
                    "UPDATE message SET status = 'sending', attempts = 1, lease_until = now() - interval '1 second' WHERE member_id IN (?, ?)",
                    one.value(),
                    other.value());

            first.start();
            second.start();

            await().untilAsserted(() -> assertThat(first.statuses(one)).containsExactly("sent"));
            await().untilAsserted(() -> assertThat(second.statuses(other)).containsExactly("unknown(in-doubt)"));
            assertThat(without.attempts()).isEmpty();
        }
    }

    @Test
    void keepsInHandWhatASlowReceiverHasNotAnswered() {
        var channel = new TestChannel(false);
        try (var outbox = new OwnOutbox(context, Map.of(), channel)) {
            var slow = outbox.member();
            var crashed = outbox.member();
            outbox.messages.plan(List.of(request("slow", slow, WELCOME), request("slow", crashed, WELCOME)));
            outbox.jdbc.update(
                    "UPDATE message SET status = 'sending', attempts = 1, lease_until = now() + interval '1 minute' WHERE member_id = ?",
                    slow.value());
            outbox.jdbc.update(
                    "UPDATE message SET status = 'sending', attempts = 1, lease_until = now() - interval '1 second' WHERE member_id = ?",
                    crashed.value());
            var table = context.getBean(OutboxTable.class);

            table.renew(List.of(outbox.id(slow), outbox.id(crashed)), Duration.ofMinutes(30));
            table.reap(channel, clock.instant());

            assertThat(outbox.statuses(crashed)).containsExactly("unknown(in-doubt)");
            assertThat(outbox.jdbc.queryForObject(
                            "SELECT lease_until > now() + interval '20 minutes' FROM message WHERE member_id = ?",
                            Boolean.class,
                            slow.value()))
                    .isTrue();
        }
    }

    @Test
    void doesNotFindACrashedMessageOneTooManyForItself() {
        clock.set(NOON);
        try (var outbox = new OwnOutbox(
                context, Map.of("overall.per-day", "1", "overall.per-week", "1"), new TestChannel(true))) {
            var member = outbox.member();
            outbox.messages.plan(List.of(request("first", member, NUDGE)));
            outbox.messages.plan(List.of(request("second", member, NUDGE)));
            outbox.jdbc.update(
                    "UPDATE message SET status = 'sending', attempts = 1, lease_until = now() - interval '1 second',"
                            + " counted_at = ? WHERE member_id = ? AND key = 'first'",
                    java.sql.Timestamp.from(clock.instant()),
                    member.value());

            outbox.start();

            await().untilAsserted(() ->
                    assertThat(outbox.statuses(member)).containsExactly("sent", "suppressed(cap-reached)"));
        }
    }

    @Test
    void stopsWhenConsentIsWithdrawnBetweenPlanAndSend() {
        var channel = new TestChannel(false);
        try (var outbox = new OwnOutbox(context, Map.of(), channel)) {
            var member = outbox.member();
            outbox.messages.plan(List.of(request("late", member, WELCOME)));

            consents.record(new Consent(member, "service", "*", false, clock.instant(), "test"), "test");
            outbox.start();

            await().untilAsserted(
                            () -> assertThat(outbox.statuses(member)).containsExactly("suppressed(consent-withdrawn)"));
            assertThat(channel.attempts()).isEmpty();
        }
    }

    @Test
    void asksForConsentBeforeItMarkets() {
        var channel = new TestChannel(false);
        clock.set(NOON);
        try (var outbox = new OwnOutbox(context, Map.of(), channel).start()) {
            var asked = outbox.member();
            var agreed = outbox.member();
            consents.record(new Consent(agreed, "marketing", channel.name(), true, clock.instant(), "test"), "test");

            outbox.messages.plan(
                    List.of(request("m", asked, NUDGE, "marketing"), request("m", agreed, NUDGE, "marketing")));

            await().untilAsserted(() -> assertThat(outbox.statuses(agreed)).containsExactly("sent"));
            assertThat(outbox.statuses(asked)).containsExactly("suppressed(consent-missing)");
        }
    }

    @Test
    void waitsUntilTheMemberHasSlept() {
        var channel = new TestChannel(false);
        clock.set("2026-03-14T23:30:00+08:00");
        try (var outbox = new OwnOutbox(context, Map.of(), channel).start()) {
            var inShanghai = outbox.member();
            var inNewYork = outbox.member("a@example.com", "America/New_York");

            outbox.messages.plan(List.of(request("night", inShanghai, NUDGE), request("night", inNewYork, NUDGE)));

            await().untilAsserted(() -> assertThat(outbox.statuses(inNewYork)).containsExactly("sent"));
            assertThat(outbox.statuses(inShanghai)).containsExactly("held(quiet-hours)");
            clock.set("2026-03-15T08:00:01+08:00");
            outbox.wake();
            await().untilAsserted(() -> assertThat(outbox.statuses(inShanghai)).containsExactly("sent"));
        }
    }

    @Test
    void neverExceedsACapAlthoughTwoNodesSendAtOnce() {
        var channel = new TestChannel(false);
        clock.set(NOON);
        try (var one = new OwnOutbox(context, Map.of("overall.per-day", "3"), channel);
                var other = new OwnOutbox(context, Map.of("overall.per-day", "3"), channel)) {
            var member = one.member();
            one.messages.plan(IntStream.range(0, 12)
                    .mapToObj(i -> request("cap-" + i, member, NUDGE))
                    .toList());

            one.start();
            other.start();

            await().untilAsserted(() -> assertThat(one.statuses(member)).doesNotContain("planned", "sending"));
            assertThat(channel.attempts()).hasSize(3);
            assertThat(one.statuses(member))
                    .filteredOn("suppressed(cap-reached)"::equals)
                    .hasSize(9);
        }
    }

    @Test
    void holdsEverythingOfAFrozenPurposeUntilItIsLifted() {
        var channel = new TestChannel(false);
        var purpose = "p-" + channel.name().replaceAll("[^a-z]", "");
        clock.set(NOON);
        try (var outbox = new OwnOutbox(context, Map.of("purposes." + purpose + ".consent", "none"), channel).start()) {
            var member = outbox.member();
            outbox.jdbc.update(
                    "INSERT INTO message_freeze (purpose, reason, by, at) VALUES (?, 'crisis', 'test', now())",
                    purpose);

            outbox.messages.plan(List.of(request("frozen", member, NUDGE, purpose)));
            assertThat(outbox.statuses(member)).containsExactly("held(frozen)");
            outbox.jdbc.update("DELETE FROM message_freeze WHERE purpose = ?", purpose);
            clock.advance(Duration.ofMinutes(61));
            outbox.wake();

            await().untilAsserted(() -> assertThat(outbox.statuses(member)).containsExactly("sent"));
        }
    }

    @Test
    void holdsUpNoOtherChannelWhenOneHangs() {
        var released = new CountDownLatch(1);
        var slow = new TestChannel(true).answering(message -> {
            awaitQuietly(released);
            return new Delivery.Accepted(null);
        });
        var fast = new TestChannel(true);
        try (var first = new OwnOutbox(context, Map.of(), slow).start();
                var second = new OwnOutbox(context, Map.of(), fast).start()) {
            var waiting = first.member();
            var served = second.member();

            first.messages.plan(List.of(request("slow", waiting, WELCOME)));
            second.messages.plan(List.of(request("fast", served, WELCOME)));

            await().untilAsserted(() -> assertThat(second.statuses(served)).containsExactly("sent"));
            assertThat(first.statuses(waiting)).containsExactly("sending");
            released.countDown();
            await().untilAsserted(() -> assertThat(first.statuses(waiting)).containsExactly("sent"));
        }
    }

    @Test
    void fallsBackToTheNextChannelAndRemembersADeadAddress() {
        var dead = new TestChannel(false).answering(message -> new Delivery.Refused("550 no such user", true));
        var alive = new TestChannel(false);
        try (var outbox = new OwnOutbox(context, Map.of(), dead, alive).start()) {
            var member = outbox.member();

            outbox.messages.plan(List.of(request("first", member, WELCOME)));
            await().untilAsserted(() -> assertThat(outbox.statuses(member)).containsExactly("sent"));
            outbox.messages.plan(List.of(request("second", member, WELCOME)));

            await().untilAsserted(() -> assertThat(outbox.statuses(member)).containsExactly("sent", "sent"));
            assertThat(dead.attempts()).hasSize(1);
            assertThat(alive.attempts()).hasSize(2);
        }
    }

    @Test
    void saysWhyItCouldNotBeSent() {
        var channel = new TestChannel(false);
        try (var outbox = new OwnOutbox(context, Map.of(), channel).start()) {
            var member = outbox.member();

            outbox.messages.plan(List.of(request("gone", member, "onboarding/nothing")));

            assertThat(outbox.statuses(member)).containsExactly("failed(template-missing)");
            outbox.jdbc.update("DELETE FROM message WHERE member_id = ?", member.value());
        }
    }

    /** The bound: what a channel has in its hands, twice its connections where it takes a key, may still leave. */
    @Test
    void stopsWithWhatIsInHandWhenConsentIsWithdrawnDuringASend() {
        clock.set(NOON);
        var connections = 4;
        var channel = new TestChannel(true).answering(message -> {
            java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
            return new Delivery.Accepted(null);
        });
        var settings = Map.of("limits." + channel.name() + ".connections", "" + connections);
        try (var outbox = new OwnOutbox(context, settings, channel).start()) {
            var members = IntStream.range(0, 300).mapToObj(n -> outbox.member()).toList();
            outbox.messages.plan(members.stream()
                    .map(member -> request("broadcast", member, NUDGE))
                    .toList());
            await().untilAsserted(() -> assertThat(channel.attempts()).hasSizeGreaterThan(40));

            consents.record(
                    members.stream()
                            .map(member -> new Consent(member, "community", "*", false, clock.instant(), "test"))
                            .toList(),
                    "test");
            var accepted = channel.attempts().size();

            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(members)
                    .allSatisfy(member -> assertThat(outbox.statuses(member)).doesNotContain("planned", "sending")));
            assertThat(channel.attempts()).hasSizeLessThanOrEqualTo(accepted + 2 * connections);
            assertThat(members)
                    .filteredOn(member -> outbox.statuses(member).contains("suppressed(consent-withdrawn)"))
                    .hasSizeGreaterThan(100);
        }
    }

    @Test
    void keepsItsCapsWhenRedisForgetsEverything() {
        clock.set(NOON);
        var channel = new TestChannel(false);
        try (var outbox = new OwnOutbox(context, Map.of("overall.per-day", "1"), channel).start()) {
            var member = outbox.member();
            outbox.messages.plan(List.of(request("before", member, NUDGE)));
            await().untilAsserted(() -> assertThat(outbox.statuses(member)).containsExactly("sent"));

            context.getBean(io.hearth.platform.Redis.class).ask(commands -> commands.flushall());
            outbox.messages.plan(List.of(request("after", member, NUDGE)));

            assertThat(outbox.statuses(member)).containsExactly("sent", "suppressed(cap-reached)");
            assertThat(channel.attempts()).hasSize(1);
        }
    }

    @Test
    void saysTheMostUrgentFirstHoweverMuchWasDueBefore() {
        clock.set(NOON);
        var channel = new TestChannel(false);
        try (var outbox = new OwnOutbox(context, Map.of("limits." + channel.name() + ".connections", "1"), channel)) {
            outbox.messages.plan(IntStream.range(0, 30)
                    .mapToObj(n -> request("early", outbox.member(), NUDGE))
                    .toList());
            clock.advance(Duration.ofMinutes(1));
            var late = outbox.member();
            outbox.messages.plan(List.of(request("late", late, WELCOME)));

            outbox.start();

            await().untilAsserted(() -> assertThat(channel.attempts()).isNotEmpty());
            assertThat(channel.attempts().get(0).member()).isEqualTo(late);
        }
    }

    @Test
    void letsTheMoreUrgentSpeakWhereACapLeavesRoomForOne() {
        clock.set(NOON);
        var channel = new TestChannel(false);
        try (var outbox = new OwnOutbox(context, Map.of("overall.per-day", "1"), channel)) {
            var member = outbox.member();
            outbox.messages.plan(List.of(request("early", member, NUDGE)));
            clock.advance(Duration.ofMinutes(1));
            outbox.messages.plan(List.of(request("late", member, WELCOME, "community")));

            outbox.start();

            await().untilAsserted(() ->
                    assertThat(outbox.statuses(member)).containsExactlyInAnyOrder("suppressed(cap-reached)", "sent"));
            assertThat(channel.attempts()).singleElement().satisfies(message -> assertThat(message.template())
                    .isEqualTo(WELCOME));
        }
    }

    @Test
    void goesOnWhenAChannelAnswersWhatCannotBeStored() {
        var odd = new TestChannel(false);
        odd.answering(message -> odd.attempts().size() == 1
                ? null
                : odd.attempts().size() == 2
                        ? new Delivery.Refused("\u0000odd", true)
                        : new Delivery.Accepted("\u0000id"));
        try (var outbox = new OwnOutbox(context, Map.of("limits." + odd.name() + ".connections", "1"), odd).start()) {
            var members = IntStream.range(0, 3).mapToObj(n -> outbox.member()).toList();

            members.forEach(member -> {
                outbox.messages.plan(List.of(request("odd", member, WELCOME)));
                await().untilAsserted(
                                () -> assertThat(outbox.statuses(member).get(0)).doesNotStartWith("planned"));
            });

            await().untilAsserted(() -> assertThat(members.stream().flatMap(member -> outbox.statuses(member).stream()))
                    .containsExactly("unknown(in-doubt)", "failed(refused)", "sent"));
        }
    }

    @Test
    void restsAfterManyFaultsAndTriesWithOne() {
        var clockNow = Instant.parse("2026-03-14T04:00:00Z");
        clock.set(clockNow);
        var breaker = new Breaker(clock, 3, Duration.ofSeconds(30));
        IntStream.range(0, 3).forEach(i -> breaker.failed());

        assertThat(breaker.room(10)).isZero();
        clock.advance(Duration.ofSeconds(31));
        assertThat(breaker.room(10)).isEqualTo(1);
        breaker.worked();
        assertThat(breaker.room(10)).isEqualTo(10);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
