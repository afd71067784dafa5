package io.hearth.message.channel;

import static io.hearth.message.OwnOutbox.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.hearth.HearthTest;
import io.hearth.member.MemberId;
import io.hearth.message.Channel;
import io.hearth.message.MessageSettings;
import io.hearth.message.OwnOutbox;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Receivers that are slow, break off before or after they took a message, are busy, fail or fall silent. What they took
 * is the truth: at most once per message where they know no keys, under one key where they do, and every doubt is shown.
 */
@HearthTest
class DeliveryUnderFaultsTest {

    private static final int MESSAGES = 40;
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqr";
    private static final Duration PATIENCE = Duration.ofMillis(600);

    @Autowired
    ApplicationContext context;

    @Test
    void repeatsUnderOneKeyUntilTheReceiverSaysThatItTookIt() throws Exception {
        try (var receiver = new MoodyReceiver("webhook-id", moods(MoodyReceiver.Mood.values()));
                var poster = new Poster(true, PATIENCE)) {
            var settings = new MessageSettings.Webhook(null, List.of(SECRET), true, PATIENCE);
            var channel = new WebhookChannel(receiver.address(), settings, poster, Clock.systemUTC());

            var found = send(channel);

            assertThat(found.values()).containsOnly("sent").hasSize(MESSAGES);
            var keys = found.keySet().stream()
                    .map(id -> "msg_" + id.replace("-", ""))
                    .toList();
            assertThat(receiver.taken.keySet()).containsExactlyInAnyOrderElementsOf(keys);
        }
    }

    @Test
    void neverRepeatsADoubtWhereTheReceiverKnowsNoKeys() throws Exception {
        try (var receiver = new MoodyReceiver("Idempotency-Key", moods(MoodyReceiver.Mood.values()));
                var poster = new Poster(true, PATIENCE)) {
            var channel = new SmsChannel(receiver.address(), new MessageSettings.Sms(null, null), poster);

            judge(send(channel), receiver.taken);
        }
    }

    @Test
    void neverSendsALetterTwice() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try (var line = new MoodyLine(server.getSmtp().getPort(), moods(MoodyLine.Mood.values()))) {
            var mail = new JavaMailSenderImpl();
            mail.setHost("127.0.0.1");
            mail.setPort(line.port());
            var channel = new EmailChannel(mail, new MessageSettings.Email("club@hearth.example", PATIENCE, PATIENCE));

            var found = send(channel);

            var taken = new HashMap<String, Integer>();
            for (var letter : server.getReceivedMessages()) {
                var id = letter.getHeader("Message-ID")[0].replaceAll("^<|@.*$", "");
                taken.merge(id, 1, Integer::sum);
            }
            judge(found, taken);
        } finally {
            server.stop();
        }
    }

    /** Sent means taken, taken means sent or in doubt, and nothing was taken twice. */
    private static void judge(Map<String, String> found, Map<String, Integer> taken) {
        assertThat(taken.values()).containsOnly(1);
        assertThat(found).hasSize(MESSAGES);
        found.forEach((id, status) -> {
            switch (status) {
                case "sent" -> assertThat(taken).as("sent").containsKey(id);
                case "unknown" -> assertThat(status).isEqualTo("unknown");
                default -> assertThat(taken).as(status).doesNotContainKey(id);
            }
        });
        assertThat(found.values()).contains("sent", "unknown").doesNotContain("planned", "sending", "held");
    }

    /** All of them at once, until none is under way any more; what became of each, by its id. */
    private Map<String, String> send(Channel channel) {
        var name = "limits." + channel.name() + ".";
        var settings = Map.of(
                name + "attempts",
                "30",
                name + "backoff",
                "20ms",
                name + "longest-backoff",
                "100ms",
                name + "break-after",
                "1000",
                name + "connections",
                "6",
                "overall.per-day",
                "0",
                "overall.per-week",
                "0");
        try (var outbox = new OwnOutbox(context, settings, channel).start()) {
            var members = IntStream.range(0, MESSAGES)
                    .mapToObj(n -> outbox.reachable())
                    .toList();
            outbox.messages.plan(members.stream()
                    .map(member -> request("faults", member, "onboarding/welcome"))
                    .toList());
            // GreenMail complains in a thread of its own about what breaks off.
            await().dontCatchUncaughtExceptions()
                    .atMost(Duration.ofSeconds(90))
                    .pollInterval(Duration.ofMillis(200))
                    .untilAsserted(() ->
                            assertThat(found(outbox, members).values()).doesNotContain("planned", "sending", "held"));
            return found(outbox, members);
        }
    }

    private static Map<String, String> found(OwnOutbox outbox, List<MemberId> members) {
        var found = new HashMap<String, String>();
        outbox.jdbc.query(
                "SELECT id, status FROM message WHERE member_id = ANY (?)",
                row -> {
                    found.put(row.getString(1), row.getString(2));
                },
                (Object) members.stream().map(MemberId::value).toArray(Long[]::new));
        return found;
    }

    /** Each mood several times, in an order that looks like chance and is the same in every run. */
    private static <T> List<T> moods(T[] all) {
        var moods = new java.util.ArrayList<T>();
        for (var i = 0; i < 7; i++) {
            moods.addAll(Arrays.asList(all));
        }
        Collections.shuffle(moods, new Random(42));
        return moods;
    }
}
