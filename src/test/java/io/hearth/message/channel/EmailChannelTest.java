package io.hearth.message.channel;

import static io.hearth.message.OwnOutbox.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.hearth.HearthTest;
import io.hearth.message.Delivery;
import io.hearth.message.MessageSettings;
import io.hearth.message.OwnOutbox;
import jakarta.mail.internet.MimeMultipart;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.mail.javamail.JavaMailSenderImpl;

@HearthTest
class EmailChannelTest {

    @Autowired
    ApplicationContext context;

    @Test
    void reachesAMailboxOnceWithATextPartAndAWayOut() throws Exception {
        var server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        server.start();
        try (var outbox =
                new OwnOutbox(context, Map.of(), email(server.getSmtp().getPort())).start()) {
            var member = outbox.member("lin@example.com", "Asia/Shanghai");

            outbox.messages.plan(List.of(request("mail", member, "onboarding/welcome")));
            outbox.messages.plan(List.of(request("mail", member, "onboarding/welcome")));

            await().untilAsserted(() -> assertThat(outbox.statuses(member)).containsExactly("sent"));
            assertThat(server.getReceivedMessages()).singleElement().satisfies(mail -> {
                assertThat(mail.getSubject()).isEqualTo("林晓，欢迎来到晨跑俱乐部");
                assertThat(mail.getHeader("List-Unsubscribe")[0])
                        .startsWith("<http")
                        .contains("/u/");
                assertThat(mail.getHeader("List-Unsubscribe-Post")).containsExactly("List-Unsubscribe=One-Click");
                assertThat(mail.getContent()).isInstanceOf(MimeMultipart.class);
                assertThat(((jakarta.mail.internet.InternetAddress) mail.getFrom()[0]).getPersonal())
                        .isEqualTo("晨跑俱乐部");
            });
        } finally {
            server.stop();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "RCPT, 550, Refused",
        "RCPT, 450, Later",
        "MAIL, 421, Later",
        "DATA, 452, Later",
        "., 554, Refused",
        "., 451, Later",
        "RCPT, drop, Later",
        "DATA, drop, Later",
        "., drop, Doubtful",
        "., hang, Doubtful",
        "RCPT, hang, Later",
    })
    void judgesByHowFarTheServerCame(String at, String does, String expected) throws Exception {
        try (var server = new MoodySmtp(at, does)) {
            var delivery = email(server.port()).deliver(Outgoings.to("lin@example.com"));

            assertThat(delivery.getClass().getSimpleName())
                    .as(delivery.toString())
                    .isEqualTo(expected);
            if (delivery instanceof Delivery.Refused refused) {
                assertThat(refused.lasting()).isEqualTo(does.equals("550"));
            }
        }
    }

    @Test
    void knowsThatNothingWasSentWhereNobodyListens() {
        assertThat(email(1).deliver(Outgoings.to("lin@example.com"))).isInstanceOf(Delivery.Later.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a@b.example\r\nBcc: c@d.example",
                "a b@c.example",
                "nobody",
                "a@b.example,c@d.example",
                "@b.example",
                ""
            })
    void takesNoOddAddress(String address) {
        assertThat(EmailChannel.isAddress(address)).isFalse();
    }

    private static EmailChannel email(int port) {
        var mail = new JavaMailSenderImpl();
        mail.setHost("127.0.0.1");
        mail.setPort(port);
        return new EmailChannel(
                mail, new MessageSettings.Email("club@hearth.example", Duration.ofMillis(500), Duration.ofMillis(500)));
    }

    /** A mail server that does one thing at one command: answers with a code, hangs, or breaks off. */
    private static final class MoodySmtp implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final Thread thread;

        MoodySmtp(String at, String does) throws IOException {
            thread = new Thread(() -> serve(at, does), "moody-smtp");
            thread.setDaemon(true);
            thread.start();
        }

        int port() {
            return socket.getLocalPort();
        }

        private void serve(String at, String does) {
            try (var client = socket.accept();
                    var lines = new BufferedReader(
                            new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8))) {
                say(client, "220 moody");
                var text = false;
                for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                    var command = text ? line : line.split("[ :]", 2)[0];
                    if (text && !line.equals(".")) {
                        continue;
                    }
                    text = !text && command.equals("DATA") && !at.equals("DATA");
                    if (command.equals(at)) {
                        if (does.equals("drop")) {
                            return;
                        } else if (!does.equals("hang")) {
                            say(client, does + " as told");
                        }
                    } else {
                        say(client, command.equals("DATA") ? "354 go on" : "250 fine");
                    }
                }
            } catch (IOException over) {
                Thread.currentThread().interrupt();
            }
        }

        private static void say(Socket client, String line) throws IOException {
            client.getOutputStream().write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
            client.getOutputStream().flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
