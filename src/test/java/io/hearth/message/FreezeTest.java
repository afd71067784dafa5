package io.hearth.message;

import static io.hearth.message.OwnOutbox.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The switch for a crisis, as people turn it. */
@HearthTest
class FreezeTest {

    private static final String PURPOSE = "freeze-test";
    private static final String PATH = "/messages/freezes/" + PURPOSE;

    @Autowired
    Api api;

    @Autowired
    ApplicationContext context;

    @Autowired
    MovableClock clock;

    @Test
    void holdsBackAtOnceAndLetsGoAtOnce() {
        clock.set("2026-03-14T12:00:00+08:00");
        var operator = api.as(Role.OPERATOR);
        var channel = new TestChannel(false);
        try (var outbox = new OwnOutbox(context, Map.of("purposes." + PURPOSE + ".consent", "none"), channel)) {
            var before = outbox.member();
            outbox.messages.plan(List.of(request("before", before, "onboarding/nudge", PURPOSE)));
            assertThat(outbox.statuses(before)).containsExactly("planned");

            var frozen = operator.put(PATH, Map.of("reason", "a rumour is about"));

            assertThat(frozen.status()).as(frozen.body()).isEqualTo(200);
            var shown = api.as(Role.MARKETER).get("/messages/freezes").json();
            assertThat(shown.findValuesAsString("purpose")).contains(PURPOSE);
            assertThat(shown.findValuesAsString("reason")).contains("a rumour is about");
            assertThat(shown.findValuesAsString("by")).isNotEmpty();
            outbox.start();
            await().untilAsserted(() -> assertThat(outbox.statuses(before)).containsExactly("held(frozen)"));
            var after = outbox.member();
            outbox.messages.plan(List.of(request("after", after, "onboarding/nudge", PURPOSE)));
            assertThat(outbox.statuses(after)).containsExactly("held(frozen)");
            assertThat(channel.attempts()).isEmpty();

            assertThat(operator.delete(PATH).status()).isEqualTo(200);

            outbox.wake();
            await().untilAsserted(() -> assertThat(outbox.statuses(before)).containsExactly("sent"));
            await().untilAsserted(() -> assertThat(outbox.statuses(after)).containsExactly("sent"));
        } finally {
            operator.delete(PATH);
        }
    }

    @Test
    void isForThoseWhoAnswerForIt() {
        assertThat(api.as(Role.MARKETER)
                        .put(PATH, Map.of("reason", "I like it quiet"))
                        .status())
                .isEqualTo(403);
        assertThat(api.as(Role.APPROVER).put(PATH, Map.of("reason", " ")).status())
                .isEqualTo(400);
    }

    @Test
    void holdsForTestsToo() {
        var approver = api.as(Role.APPROVER);
        var asked = Map.of("template", "onboarding/day-30", "channel", "outbox");
        try {
            assertThat(approver.post("/templates/test", asked).status()).isEqualTo(200);

            approver.put("/messages/freezes/community", Map.of("reason", "a rumour is about"));

            assertThat(approver.post("/templates/test", asked).status()).isEqualTo(409);
        } finally {
            approver.delete("/messages/freezes/community");
        }
    }
}
