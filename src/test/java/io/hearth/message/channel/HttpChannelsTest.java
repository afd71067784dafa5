package io.hearth.message.channel;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.standardwebhooks.Webhook;
import io.hearth.message.Delivery;
import io.hearth.message.MessageSettings;
import java.net.URI;
import java.net.http.HttpHeaders;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Execution(ExecutionMode.SAME_THREAD)
class HttpChannelsTest {

    private static final String OLD = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYqr";
    private static final String NEW = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oDC2FVsBQIhrsc";

    @RegisterExtension
    static final WireMockExtension RECEIVER =
            WireMockExtension.newInstance().options(options().dynamicPort()).build();

    private final Poster poster = new Poster(true, Duration.ofSeconds(2));

    @AfterEach
    void close() throws Exception {
        poster.close();
    }

    @Test
    void signsSoThatBothTheOldAndTheNewSecretVerify() throws Exception {
        answer(aResponse().withStatus(204));
        var message = Outgoings.to("m-71");

        assertThat(webhook(OLD, NEW).deliver(message)).isInstanceOf(Delivery.Accepted.class);

        var request = RECEIVER.getAllServeEvents().get(0).getRequest();
        assertThat(request.getHeader("webhook-id"))
                .isEqualTo("msg_" + message.id().toString().replace("-", ""));
        var headers = HttpHeaders.of(
                Map.of(
                        "webhook-id", List.of(request.getHeader("webhook-id")),
                        "webhook-timestamp", List.of(request.getHeader("webhook-timestamp")),
                        "webhook-signature", List.of(request.getHeader("webhook-signature"))),
                (name, value) -> true);
        for (var secret : List.of(OLD, NEW)) {
            assertThatCode(() -> new Webhook(secret).verify(request.getBodyAsString(), headers))
                    .doesNotThrowAnyException();
        }
        assertThat(request.getHeader("webhook-signature").split(" ")).hasSize(2);
    }

    @Test
    void followsNoRedirect() {
        answer(aResponse().withStatus(302).withHeader("Location", RECEIVER.baseUrl() + "/elsewhere"));

        assertThat(webhook(OLD).deliver(Outgoings.to("m-71"))).isInstanceOf(Delivery.Later.class);

        RECEIVER.verify(0, postRequestedFor(urlPathEqualTo("/elsewhere")));
        assertThat(RECEIVER.getAllServeEvents()).hasSize(1);
    }

    @Test
    void waitsAsLongAsTheReceiverAsks() {
        answer(aResponse().withStatus(429).withHeader("Retry-After", "120"));

        assertThat(webhook(OLD).deliver(Outgoings.to("m-71")))
                .isEqualTo(new Delivery.Later("it answered 429", Duration.ofMinutes(2)));
    }

    @Test
    void triesAgainAfterAFault() {
        answer(aResponse().withStatus(500));

        assertThat(webhook(OLD).deliver(Outgoings.to("m-71"))).isEqualTo(new Delivery.Later("it answered 500", null));
    }

    @Test
    void isInDoubtWhenTheReceiverHangsOrBreaksOff() {
        answer(aResponse().withStatus(200).withFixedDelay(5_000));
        assertThat(webhook(OLD).deliver(Outgoings.to("m-71"))).isInstanceOf(Delivery.Doubtful.class);

        answer(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertThat(webhook(OLD).deliver(Outgoings.to("m-71"))).isInstanceOf(Delivery.Doubtful.class);
    }

    @Test
    void waitsForNoEndlessAnswer() {
        answer(aResponse().withStatus(200).withBody("x".repeat(200_000)).withChunkedDribbleDelay(40, 20_000));
        var before = System.nanoTime();

        webhook(OLD).deliver(Outgoings.to("m-71"));

        assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(6));
    }

    @Test
    void knowsThatNothingWasSentWhereNobodyListens() {
        var nobody = new WebhookChannel(
                URI.create("http://localhost:1/"), settings(List.of(OLD)), poster, Clock.systemUTC());

        assertThat(nobody.deliver(Outgoings.to("m-71"))).isInstanceOf(Delivery.Later.class);
    }

    @Test
    void sendsNothingMoreToWhoeverIsGone() {
        answer(aResponse().withStatus(410));
        var webhook = webhook(OLD);

        assertThat(webhook.deliver(Outgoings.to("m-71"))).isInstanceOf(Delivery.Refused.class);
        assertThat(webhook.deliver(Outgoings.to("m-71"))).isInstanceOf(Delivery.Refused.class);

        assertThat(RECEIVER.getAllServeEvents()).hasSize(1);
    }

    @Test
    void refusesAPrivateAddressUnlessItIsAllowed() throws Exception {
        try (var strict = new Poster(false, Duration.ofSeconds(1))) {
            assertThatThrownBy(() -> new WebhookChannel(
                            URI.create(RECEIVER.baseUrl()), settings(List.of(OLD)), strict, Clock.systemUTC()))
                    .hasMessageContaining("only the ports 80 and 443");
            assertThat(strict.post(URI.create("http://127.0.0.1/"), "{}", Map.of()))
                    .isInstanceOfSatisfying(Poster.Outcome.NotSent.class, outcome -> assertThat(outcome.refused())
                            .isTrue());
        }
        assertThat(RECEIVER.getAllServeEvents()).isEmpty();
    }

    @Test
    void speaksToRobotsAsEachPlatformWantsIt() {
        answer(aResponse().withStatus(200).withBody("{\"errcode\":0,\"code\":0}"));

        for (var platform : RobotChannel.Platform.values()) {
            assertThat(robot(platform).deliver(Outgoings.to("group")))
                    .as(platform.name())
                    .isInstanceOf(Delivery.Accepted.class);
        }

        RECEIVER.verify(postRequestedFor(urlPathEqualTo("/WECOM"))
                .withRequestBody(equalToJson("{\"msgtype\":\"text\",\"text\":{\"content\":\"你好，林晓\"}}")));
        RECEIVER.verify(postRequestedFor(urlPathEqualTo("/DINGTALK"))
                .withQueryParam("sign", matching(".{20,}"))
                .withQueryParam("timestamp", matching("[0-9]{13}")));
        RECEIVER.verify(postRequestedFor(urlPathEqualTo("/FEISHU"))
                .withRequestBody(matchingJsonPath("$.sign"))
                .withRequestBody(matchingJsonPath("$.content.text")));
    }

    @Test
    void hearsWhenARobotRefuses() {
        answer(aResponse().withStatus(200).withBody("{\"errcode\":93000}"));

        assertThat(robot(RobotChannel.Platform.WECOM).deliver(Outgoings.to("group")))
                .isEqualTo(new Delivery.Refused("the robot answered code 93000", false));
    }

    @ParameterizedTest
    @CsvSource({"WECOM,45009,1,20", "DINGTALK,130101,10,20", "DINGTALK,410100,10,20", "FEISHU,11232,1,100"})
    void waitsWhenARobotHasHadTooMany(RobotChannel.Platform platform, int code, int minutes, int perMinute) {
        answer(aResponse().withStatus(200).withBody("{\"errcode\":" + code + ",\"code\":" + code + "}"));

        assertThat(robot(platform).deliver(Outgoings.to("group")))
                .isEqualTo(new Delivery.Later(
                        "the robot answered code " + code + ": too many within a minute", Duration.ofMinutes(minutes)));
        assertThat(robot(platform).perMinute()).isEqualTo(perMinute);
    }

    @Test
    void sendsARobotNoMoreTextThanItTakes() {
        answer(aResponse().withStatus(200).withBody("{\"errcode\":0}"));

        assertThat(robot(RobotChannel.Platform.WECOM).deliver(Outgoings.saying("跑".repeat(700))))
                .isEqualTo(new Delivery.Refused("the robot takes 2048 bytes of text, but these are 2100", false));
        assertThat(RECEIVER.getAllServeEvents()).isEmpty();
    }

    @Test
    void handsShortMessagesToTheGateway() {
        answer(aResponse().withStatus(202));
        var sms = new SmsChannel(
                URI.create(RECEIVER.baseUrl() + "/sms"), new MessageSettings.Sms(null, "secret"), poster);

        assertThat(sms.deliver(Outgoings.to("+8613800000000"))).isInstanceOf(Delivery.Accepted.class);

        RECEIVER.verify(postRequestedFor(urlPathEqualTo("/sms"))
                .withHeader("Authorization", matching("Bearer secret"))
                .withRequestBody(matchingJsonPath("$.to")));
    }

    private static void answer(ResponseDefinitionBuilder answer) {
        RECEIVER.stubFor(post(anyUrl()).willReturn(answer));
    }

    private WebhookChannel webhook(String... secrets) {
        return new WebhookChannel(
                URI.create(RECEIVER.baseUrl() + "/hook"), settings(List.of(secrets)), poster, Clock.systemUTC());
    }

    private RobotChannel robot(RobotChannel.Platform platform) {
        return new RobotChannel(
                platform,
                URI.create(RECEIVER.baseUrl() + "/" + platform),
                new MessageSettings.Robot(null, "secret"),
                poster,
                Clock.systemUTC());
    }

    private static MessageSettings.Webhook settings(List<String> secrets) {
        return new MessageSettings.Webhook(null, secrets, true, Duration.ofSeconds(1));
    }
}
