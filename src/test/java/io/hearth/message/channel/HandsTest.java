package io.hearth.message.channel;

import static io.hearth.message.OwnOutbox.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import io.hearth.member.Consent;
import io.hearth.member.Consents;
import io.hearth.message.MessageSettings;
import io.hearth.message.OwnOutbox;
import io.hearth.task.Tasks;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@HearthTest
class HandsTest {

    private static final String GROUP = "volunteers";

    @Autowired
    ApplicationContext context;

    @Autowired
    Api api;

    @Autowired
    MovableClock clock;

    @Test
    void countsWhatAPersonSentLikeAnyDelivery() {
        clock.set("2026-03-14T12:00:00+08:00");
        try (var outbox = outbox()) {
            var member = outbox.member();
            outbox.messages.plan(List.of(request("hand", member, "onboarding/nudge")));
            outbox.messages.plan(List.of(request("hand", member, "onboarding/nudge")));
            await().untilAsserted(() -> assertThat(outbox.statuses(member)).containsExactly("waiting(person)"));
            var volunteer = api.as(Set.of(Role.MARKETER), Set.of(GROUP));
            var message = outbox.jdbc.queryForObject(
                    "SELECT id::text FROM message WHERE member_id = ?", String.class, member.value());
            var task = outbox.jdbc.queryForObject(
                    "SELECT id::text FROM task WHERE member = ?", String.class, member.value());

            var shown = volunteer.get("/tasks/" + task).json();
            assertThat(shown.path("about").path("message").asString()).isEqualTo(message);
            assertThat(Instant.parse(shown.path("due").asString()))
                    .isBetween(
                            Instant.parse("2026-03-14T10:00:00Z"),
                            clock.instant().plus(Duration.ofHours(6)));
            assertThat(volunteer
                            .get("/messages/" + message)
                            .json()
                            .path("rendered")
                            .path("short")
                            .asString())
                    .contains("/t/");

            assertThat(volunteer.post("/tasks/" + task + "/claim", null).status())
                    .isEqualTo(200);
            var done = volunteer.post(
                    "/tasks/" + task + "/complete",
                    Map.of("values", Map.of("result", "sent", "proof", "https://pictures.example/1")));

            assertThat(done.status()).as(done.body()).isEqualTo(200);
            assertThat(outbox.statuses(member)).containsExactly("sent");
            var detail = volunteer.get("/messages/" + message).json();
            assertThat(detail.path("message").path("sentAt").asString()).isNotEmpty();
            assertThat(detail.path("history").findValuesAsString("detail")).contains("https://pictures.example/1");
            outbox.messages.plan(List.of(request("another", member, "onboarding/nudge")));
            assertThat(outbox.statuses(member)).containsExactly("sent", "suppressed(cap-reached)");
        }
    }

    @Test
    void doesNotCountWhatCouldNotBeSent() {
        clock.set("2026-03-14T12:00:00+08:00");
        try (var outbox = outbox()) {
            var member = outbox.member();
            outbox.messages.plan(List.of(request("hand", member, "onboarding/nudge")));
            await().untilAsserted(() -> assertThat(outbox.statuses(member)).containsExactly("waiting(person)"));
            var volunteer = api.as(Set.of(Role.MARKETER), Set.of(GROUP));
            var task = outbox.jdbc.queryForObject(
                    "SELECT id::text FROM task WHERE member = ?", String.class, member.value());
            volunteer.post("/tasks/" + task + "/claim", null);

            var done = volunteer.post("/tasks/" + task + "/complete", Map.of("values", Map.of("result", "failed")));

            assertThat(done.status()).as(done.body()).isEqualTo(200);
            assertThat(outbox.statuses(member)).containsExactly("failed(not-by-hand)");
            outbox.messages.plan(List.of(request("another", member, "onboarding/nudge")));
            await().untilAsserted(() ->
                    assertThat(outbox.statuses(member)).containsExactly("failed(not-by-hand)", "waiting(person)"));
        }
    }

    @Test
    void tellsThePersonWhenItMayNotBeSentAnyMore() {
        clock.set("2026-03-14T12:00:00+08:00");
        try (var outbox = outbox()) {
            var member = outbox.member();
            outbox.messages.plan(List.of(request("hand", member, "onboarding/nudge")));
            await().untilAsserted(() -> assertThat(outbox.statuses(member)).containsExactly("waiting(person)"));
            var message = outbox.jdbc.queryForObject(
                    "SELECT id FROM message WHERE member_id = ?", UUID.class, member.value());
            assertThat(outbox.hindrance(message)).isEmpty();

            context.getBean(Consents.class)
                    .record(new Consent(member, "community", "*", false, clock.instant(), "test"), "test");
            assertThat(outbox.hindrance(message)).contains("consent-withdrawn");

            context.getBean(Consents.class)
                    .record(new Consent(member, "community", "*", true, clock.instant(), "test"), "test");
            clock.set("2026-03-14T23:00:00+08:00");
            assertThat(outbox.hindrance(message)).contains("quiet-hours");
            clock.advance(Duration.ofDays(9));
            assertThat(outbox.hindrance(message)).contains("expired");
        }
    }

    @Test
    void passesOnWhatAPersonCouldNotSend() throws Exception {
        clock.set("2026-03-14T12:00:00+08:00");
        try (var receiver = new MoodyReceiver("Idempotency-Key", List.of(MoodyReceiver.Mood.FINE));
                var poster = new Poster(true, Duration.ofSeconds(2));
                var outbox = new OwnOutbox(
                                context,
                                Map.of("overall.per-day", "1"),
                                hands(),
                                new SmsChannel(receiver.address(), new MessageSettings.Sms(null, null), poster))
                        .start()) {
            var member = outbox.reachable();
            outbox.messages.plan(List.of(request("hand", member, "onboarding/nudge")));
            await().untilAsserted(() -> assertThat(outbox.statuses(member)).containsExactly("waiting(person)"));
            var message = outbox.jdbc.queryForObject(
                    "SELECT id FROM message WHERE member_id = ?", UUID.class, member.value());

            outbox.doneByHand(message, false);
            outbox.doneByHand(message, true);

            await().untilAsserted(() -> assertThat(outbox.statuses(member)).containsExactly("sent"));
            assertThat(receiver.taken).containsExactly(Map.entry(message.toString(), 1));
        }
    }

    @Test
    void saysWhyTheChannelThatCouldDoItMayNot() throws Exception {
        clock.set("2026-03-14T12:00:00+08:00");
        try (var poster = new Poster(true, Duration.ofSeconds(2));
                var outbox = new OwnOutbox(
                        context,
                        Map.of("overall.per-day", "1"),
                        new SmsChannel(URI.create("http://127.0.0.1:1/"), new MessageSettings.Sms(null, null), poster),
                        hands())) {
            var withoutPhone = outbox.member();
            outbox.start().messages.plan(List.of(request("first", withoutPhone, "onboarding/nudge")));
            await().untilAsserted(
                            () -> assertThat(outbox.statuses(withoutPhone)).containsExactly("waiting(person)"));

            outbox.messages.plan(List.of(request("second", withoutPhone, "onboarding/nudge")));

            assertThat(outbox.statuses(withoutPhone)).containsExactly("waiting(person)", "suppressed(cap-reached)");
        }
    }

    private HandsChannel hands() {
        return new HandsChannel(
                GROUP, new MessageSettings.Hands(GROUP, Duration.ofHours(6)), context.getBean(Tasks.class), clock);
    }

    private OwnOutbox outbox() {
        return new OwnOutbox(context, Map.of("overall.per-day", "1"), hands()).start();
    }
}
