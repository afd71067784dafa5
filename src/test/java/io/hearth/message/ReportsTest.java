package io.hearth.message;

import static io.hearth.message.OwnOutbox.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import io.hearth.account.Scope;
import io.hearth.member.MemberId;
import io.hearth.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@HearthTest
class ReportsTest {

    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqr";

    @Autowired
    Api api;

    @Autowired
    ApplicationContext context;

    @Autowired
    MovableClock clock;

    private Api.Client provider;

    @BeforeEach
    void comeIn() {
        provider = api.key(Set.of(Scope.REPORTS_WRITE));
    }

    @Test
    void suppressesADeadAddressOnceHoweverOftenItIsTold() {
        var channel = new TestChannel(false).answering(message -> new Delivery.Accepted("p-" + message.id()));
        try (var outbox = new OwnOutbox(context, Map.of(), channel).start()) {
            var member = sent(outbox, "first");
            var id = outbox.id(member);
            Map<String, Object> bounce = Map.of(
                    "id", "r-" + id, "message", "p-" + id, "kind", "bounced", "lasting", true, "detail", "no such box");

            assertThat(tell(bounce)).containsExactly("taken");
            assertThat(tell(bounce)).containsExactly("known");
            assertThat(tell(bounce, bounce)).containsExactly("known", "known");

            outbox.messages.plan(List.of(request("second", member, "onboarding/welcome")));
            await().untilAsserted(() ->
                    assertThat(outbox.statuses(member)).containsExactly("sent", "suppressed(suppressed)"));
            var detail = api.as(Role.MARKETER).get("/messages/" + id).json();
            assertThat(detail.path("message").path("report").asString()).isEqualTo("bounced");
            assertThat(detail.path("history").findValuesAsString("status"))
                    .containsExactly("planned", "sent", "bounced");
            assertThat(events(outbox, member, "message.bounced")).isEqualTo(1);
        }
    }

    @Test
    void keepsTheGravestAndForgetsNoSoftBounce() {
        var channel = new TestChannel(false);
        try (var outbox = new OwnOutbox(context, Map.of(), channel).start()) {
            var member = sent(outbox, "one");
            var id = String.valueOf(outbox.id(member));
            var header = "<" + id + "@club.example>";

            var results = tell(
                    Map.of("id", id + "-1", "message", header, "kind", "bounced"),
                    Map.of("id", id + "-2", "message", "msg_" + id.replace("-", ""), "kind", "complained"),
                    Map.of("id", id + "-3", "message", id, "kind", "delivered"),
                    Map.of("id", id + "-4", "message", UUID.randomUUID().toString(), "kind", "delivered"));

            assertThat(results).containsExactly("taken", "taken", "taken", "unmatched");
            var detail = api.as(Role.MARKETER).get("/messages/" + id).json();
            assertThat(detail.path("message").path("report").asString()).isEqualTo("complained");
            assertThat(outbox.jdbc.queryForObject(
                            "SELECT reason FROM message_suppression WHERE member_id = ? AND channel = ?",
                            String.class,
                            member.value(),
                            channel.name()))
                    .isEqualTo("complained");
        }
    }

    @Test
    void endsADoubt() {
        var channel = new TestChannel(false).answering(message -> new Delivery.Doubtful("the line broke"));
        try (var outbox = new OwnOutbox(context, Map.of(), channel).start()) {
            var member = outbox.member();
            outbox.messages.plan(List.of(request("doubt", member, "onboarding/welcome")));
            await().untilAsserted(() -> assertThat(outbox.statuses(member)).containsExactly("unknown(in-doubt)"));
            var id = String.valueOf(outbox.id(member));

            tell(Map.of("id", id, "message", id, "kind", "delivered"));

            assertThat(outbox.statuses(member)).containsExactly("sent");
        }
    }

    @Test
    void takesReportsThatComeAsEventsAboutTheSameMember() {
        var channel = new TestChannel(false);
        try (var outbox = new OwnOutbox(context, Map.of(), channel).start()) {
            var member = sent(outbox, "one");
            var other = sent(outbox, "one");
            var identity = outbox.jdbc.queryForObject(
                    "SELECT external_id FROM identity WHERE member_id = ?", String.class, member.value());
            var sender = api.key(Set.of(Scope.EVENTS_WRITE), "mailer", "test");

            for (var message : List.of(String.valueOf(outbox.id(member)), String.valueOf(outbox.id(other)))) {
                var answer = sender.send(
                        "POST",
                        "/events",
                        Map.of("Content-Type", "application/cloudevents+json"),
                        Map.of(
                                "specversion", "1.0",
                                "id", "e-" + message,
                                "source", "test",
                                "type", "message.bounced",
                                "subject", identity,
                                "community", "running-club",
                                "data", Map.of("message", message, "lasting", true)));
                assertThat(answer.status()).as(answer.body()).isIn(200, 202);
            }

            await().atMost(Duration.ofSeconds(30))
                    .untilAsserted(() -> assertThat(suppressed(outbox, member)).isEqualTo(1));
            await().during(Duration.ofMillis(500))
                    .untilAsserted(() -> assertThat(suppressed(outbox, other)).isZero());
        }
    }

    @Test
    void wantsAKeyThatMayAndReportsThatCanBeRead() {
        var body = Map.of("reports", List.of(Map.of("id", "1", "message", "x", "kind", "delivered")));

        assertThat(api.nobody().post("/messages/reports", body).status()).isIn(401, 403);
        assertThat(api.key(Set.of(Scope.READ)).post("/messages/reports", body).status())
                .isEqualTo(403);
        assertThat(provider.post("/messages/reports", Map.of("reports", List.of()))
                        .status())
                .isEqualTo(400);
        for (var wrong : List.of(
                Map.of("id", "1", "message", "x", "kind", "lost"),
                Map.of("id", "", "message", "x", "kind", "delivered"),
                Map.of("id", "1", "message", "x".repeat(201), "kind", "delivered"),
                Map.of("id", "1", "message", "x", "kind", "delivered", "time", "2999-01-01T00:00:00Z"),
                Map.of("id", "1", "message", "x", "kind", "delivered", "mood", "glad"))) {
            var answer = provider.post("/messages/reports", Map.of("reports", List.of(wrong)));
            assertThat(answer.status()).as(wrong + " " + answer.body()).isEqualTo(400);
        }
    }

    @Test
    void knowsItsOwnSignatureAndNoOther() {
        var signature = new WebhookSignature(List.of(SECRET));
        var header = signature.of("msg_1", 1_773_400_000L, "{}");

        assertThat(signature.verifies("msg_1", 1_773_400_000L, "{}", "v1,other " + header))
                .isTrue();
        assertThat(signature.verifies("msg_2", 1_773_400_000L, "{}", header)).isFalse();
        assertThat(signature.verifies("msg_1", 1_773_400_001L, "{}", header)).isFalse();
        assertThat(signature.verifies("msg_1", 1_773_400_000L, "{ }", header)).isFalse();
        assertThat(signature.verifies("msg_1", 1_773_400_000L, "{}", "")).isFalse();
    }

    @Test
    void wantsASignatureWhereOneIsAskedFor() {
        var settings = OwnOutbox.settings(Map.of("reports.secrets", SECRET));
        var controller = new ReportController(context.getBean(Reports.class), settings, clock);
        clock.set(Instant.now().toString());
        var body = "{\"reports\":[]}";
        var seconds = clock.instant().getEpochSecond();
        var right = new WebhookSignature(List.of(SECRET)).of("msg_1", seconds, body);

        assertThat(refusal(controller, body, seconds, right)).isEqualTo("request.invalid");
        assertThat(refusal(controller, body + " ", seconds, right)).isEqualTo("report.unsigned");
        assertThat(refusal(controller, body, seconds, "v1,x")).isEqualTo("report.unsigned");
        clock.advance(Duration.ofMinutes(6));
        assertThat(refusal(controller, body, seconds, right)).isEqualTo("report.unsigned");
    }

    private static String refusal(ReportController controller, String body, long seconds, String signature) {
        try {
            controller.take(body.getBytes(java.nio.charset.StandardCharsets.UTF_8), "msg_1", "" + seconds, signature);
            return "none";
        } catch (io.hearth.platform.Problem problem) {
            return String.valueOf(
                    Json.mapper().valueToTree(problem.body()).findValue("code").asString());
        }
    }

    private static MemberId sent(OwnOutbox outbox, String key) {
        var member = outbox.member();
        outbox.messages.plan(List.of(request(key, member, "onboarding/welcome")));
        await().untilAsserted(() -> assertThat(outbox.statuses(member)).containsExactly("sent"));
        return member;
    }

    private static int suppressed(OwnOutbox outbox, MemberId member) {
        var count = outbox.jdbc.queryForObject(
                "SELECT count(*) FROM message_suppression WHERE member_id = ?", Integer.class, member.value());
        return count == null ? 0 : count;
    }

    private static int events(OwnOutbox outbox, MemberId member, String type) {
        var count = outbox.jdbc.queryForObject(
                "SELECT count(*) FROM event WHERE member_id = ? AND type = ?", Integer.class, member.value(), type);
        return count == null ? 0 : count;
    }

    @SafeVarargs
    private List<String> tell(Map<String, ?>... reports) {
        var answer = provider.post("/messages/reports", Map.of("reports", List.of(reports)));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json().findValuesAsString("result");
    }
}
