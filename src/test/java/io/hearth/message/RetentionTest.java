package io.hearth.message;

import static io.hearth.message.OwnOutbox.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.HearthTest;
import io.hearth.member.MemberId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@HearthTest
class RetentionTest {

    @Autowired
    ApplicationContext context;

    @Autowired
    Retention retention;

    @Autowired
    MessageErasure erasure;

    /** Long before anything that other tests plan. */
    private static final Instant OLD = Instant.parse("2021-03-04T05:06:07Z");

    @Test
    void dropsTextsFirstAndMessagesLaterButNothingOpen() {
        try (var outbox = new OwnOutbox(context, Map.of(), new TestChannel(false)).start()) {
            var ended = sent(outbox);
            var open = sent(outbox);
            var fresh = sent(outbox);
            age(outbox, ended, OLD, "sent");
            age(outbox, open, OLD, "unknown");
            outbox.jdbc.update("UPDATE message_retention SET texts_until = '-infinity'");

            assertThat(retention.dropTexts(OLD.plusSeconds(1))).isEqualTo(1);
            assertThat(retention.dropTexts(OLD.plusSeconds(1))).isZero();
            assertThat(texts(outbox, ended)).isZero();
            assertThat(texts(outbox, open)).isEqualTo(1);
            assertThat(texts(outbox, fresh)).isEqualTo(1);

            assertThat(retention.dropMessages(OLD.plusSeconds(1))).isEqualTo(1);
            assertThat(outbox.statuses(ended)).isEmpty();
            assertThat(outbox.statuses(open)).hasSize(1);
            outbox.jdbc.update("UPDATE message_retention SET texts_until = '-infinity'");
        }
    }

    @Test
    void writesNoTextAfterTheMemberWasErasedWhileItWasBeingSent() throws Exception {
        var channel = new TestChannel(false);
        var entered = new java.util.concurrent.CountDownLatch(1);
        var erased = new java.util.concurrent.CountDownLatch(1);
        channel.answering(message -> {
            entered.countDown();
            try {
                erased.await();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
            return new Delivery.Accepted("provider-id");
        });
        try (var outbox = new OwnOutbox(context, Map.of(), channel).start()) {
            var member = outbox.member();
            outbox.messages.plan(List.of(request("erased", member, "onboarding/welcome")));
            entered.await();

            erasure.erase(member);
            erased.countDown();

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() -> assertThat(outbox.statuses(member)).containsExactly("sent"));
            assertThat(texts(outbox, member)).isZero();
            assertThat(erasure.of(member).toString()).doesNotContain("林晓").doesNotContain("provider-id");
        }
    }

    private static MemberId sent(OwnOutbox outbox) {
        var member = outbox.member();
        outbox.messages.plan(List.of(request("old", member, "onboarding/welcome")));
        await().untilAsserted(() -> assertThat(outbox.statuses(member)).containsExactly("sent"));
        return member;
    }

    private static void age(OwnOutbox outbox, MemberId member, Instant planned, String status) {
        outbox.jdbc.update(
                "UPDATE message SET planned_at = ?, status = ? WHERE member_id = ?",
                java.sql.Timestamp.from(planned),
                status,
                member.value());
    }

    private static int texts(OwnOutbox outbox, MemberId member) {
        var count = outbox.jdbc.queryForObject(
                "SELECT count(*) FROM message WHERE member_id = ? AND rendered IS NOT NULL",
                Integer.class,
                member.value());
        return count == null ? 0 : count;
    }
}
