package io.hearth.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import io.hearth.member.Consent;
import io.hearth.member.Consents;
import io.hearth.member.MemberId;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@HearthTest
class RatePlanTest {

    @Autowired
    Api api;

    @Autowired
    ApplicationContext context;

    @Autowired
    Consents consents;

    @Autowired
    MovableClock clock;

    @Test
    void saysWhoIsReachedWhenAndWhyNotTheOthers() {
        clock.set("2026-03-14T23:30:00+08:00");
        var segment = "plan-" + UUID.randomUUID();
        try (var outbox = new OwnOutbox(context, Map.of(), new TestChannel(false))) {
            var asleep = in(segment, outbox, "Asia/Shanghai");
            var awake = in(segment, outbox, "America/New_York");
            var refused = in(segment, outbox, "America/New_York");
            consents.record(new Consent(refused, "community", "*", false, clock.instant(), "test"), "test");

            var answer = api.as(Role.MARKETER)
                    .post("/messages/plan", Map.of("segment", segment, "template", "onboarding/nudge"));

            assertThat(answer.status()).as(answer.body()).isEqualTo(200);
            assertThat(answer.json().path("members").asLong()).isEqualTo(3);
            assertThat(answer.json().path("reached").asLong()).isEqualTo(2);
            assertThat(answer.json().path("hours").findValuesAsString("at"))
                    .containsExactly("2026-03-14T15:00:00Z", "2026-03-15T00:00:00Z");
            assertThat(answer.json().path("left").findValuesAsString("reason")).containsExactly("consent-withdrawn");
            assertThat(outbox.statuses(asleep)).isEmpty();
            assertThat(outbox.statuses(awake)).isEmpty();
        }
    }

    @Test
    void refusesOddQuestions() {
        var marketer = api.as(Role.MARKETER);

        assertThat(marketer.post("/messages/plan", Map.of("segment", "x", "template", "no/such"))
                        .status())
                .isEqualTo(404);
        assertThat(marketer.post("/messages/plan", Map.of("segment", "", "template", "onboarding/nudge"))
                        .status())
                .isEqualTo(400);
        assertThat(marketer.post(
                                "/messages/plan",
                                Map.of("segment", "x", "template", "onboarding/nudge", "at", "2099-01-01T00:00:00Z"))
                        .status())
                .isEqualTo(400);
        assertThat(api.as()
                        .post("/messages/plan", Map.of("segment", "x", "template", "onboarding/nudge"))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void laysMessagesOutOverHoursAndDays() {
        var now = Instant.parse("2026-03-14T22:30:00Z");
        var ready = new LinkedHashMap<>(
                Map.of(Instant.parse("2026-03-14T22:00:00Z"), 5_000L, Instant.parse("2026-03-15T01:00:00Z"), 500L));

        var leaving = new Schedule(1, Optional.of(2_500L), 4_000).leave(ready, now, now.plusSeconds(7_200 * 12));

        assertThat(leaving.byHour())
                .containsExactly(
                        Map.entry(Instant.parse("2026-03-14T22:00:00Z"), 1_800L),
                        Map.entry(Instant.parse("2026-03-14T23:00:00Z"), 700L),
                        Map.entry(Instant.parse("2026-03-15T00:00:00Z"), 2_500L),
                        Map.entry(Instant.parse("2026-03-15T01:00:00Z"), 500L));
        assertThat(leaving.late()).isZero();
        assertThat(new Schedule(1, Optional.empty(), 0)
                        .leave(ready, now, now.plusSeconds(600))
                        .late())
                .isEqualTo(3_200L);
        assertThat(new Schedule(0, Optional.empty(), 0)
                        .leave(ready, now, now.plusSeconds(86_400))
                        .byHour())
                .containsOnlyKeys(ready.keySet());
    }

    private MemberId in(String segment, OwnOutbox outbox, String zone) {
        var member = outbox.member(UUID.randomUUID() + "@example.com", zone);
        outbox.jdbc.update(
                "INSERT INTO segment_member (member, community, segment, entered_at) VALUES (?, 'running-club', ?, now())",
                member.value(),
                segment);
        return member;
    }
}
