package io.hearth.message;

import static io.hearth.message.OwnOutbox.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.member.MemberId;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@HearthTest
class MessageControllerTest {

    @Autowired
    Api api;

    @Autowired
    ApplicationContext context;

    @Autowired
    Messages messages;

    @Autowired
    MessageErasure erasure;

    @Test
    void showsTheVisibleOutbox() {
        var member = member();
        messages.plan(List.of(request("api", member, "onboarding/welcome")));
        var marketer = api.as(Role.MARKETER);

        await().untilAsserted(() -> assertThat(marketer.get("/messages?member=" + member)
                        .json()
                        .path("items")
                        .path(0)
                        .path("status")
                        .asString())
                .isEqualTo("sent"));
        var id = marketer.get("/messages?member=" + member)
                .json()
                .path("items")
                .path(0)
                .path("id")
                .asString();
        var detail = marketer.get("/messages/" + id).json();

        assertThat(detail.path("message").path("channel").asString()).isEqualTo("outbox");
        assertThat(detail.path("rendered").path("html").asString()).contains("林晓");
        assertThat(detail.path("rendered").path("subject").asString()).isEqualTo("林晓，欢迎来到晨跑俱乐部");
        assertThat(detail.path("history")).hasSize(2);
        assertThat(detail.path("hindrance").isNull()).isTrue();
    }

    @Test
    void previewsTheSampleOrARealMember() {
        var marketer = api.as(Role.MARKETER);

        var sample = marketer.post("/templates/preview", Map.of("template", "onboarding/day-7", "language", "en"));
        var real = marketer.post(
                "/templates/preview",
                Map.of("template", "onboarding/day-7", "member", member().toString(), "community", "running-club"));

        assertThat(sample.status()).as(sample.body()).isEqualTo(200);
        assertThat(sample.json().path("rendered").path("text").asString()).contains("your points: 120");
        assertThat(real.json().path("rendered").path("text").asString()).contains("你的积分: 0");
        assertThat(marketer.get("/templates").json()).hasSizeGreaterThanOrEqualTo(8);
        assertThat(marketer.post("/templates/preview", Map.of("template", "../x"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void previewsAsItWouldBeSentAlsoWhereLittleIsSaid() {
        var marketer = api.as(Role.MARKETER);

        var welcome = marketer.post(
                "/templates/preview", Map.of("template", "onboarding/welcome", "member", member().toString()));
        var task = marketer.post(
                "/templates/preview", Map.of("template", "tasks/new-task", "member", member().toString()));

        assertThat(welcome.json().path("rendered").path("subject").asString()).isEqualTo("林晓，欢迎来到晨跑俱乐部");
        assertThat(task.status()).as(task.body()).isEqualTo(200);
        assertThat(task.json().path("rendered").path("text").asString()).contains("跟新跑友小雨打个招呼");
    }

    @Test
    void previewsWithoutLinksThatWouldActForTheMember() {
        var text = api.as(Role.MARKETER)
                .post("/templates/preview", Map.of("template", "onboarding/welcome", "member", member().toString()))
                .json()
                .path("rendered")
                .path("html")
                .asString();

        assertThat(text).contains("/u/sample").contains("/p/sample").contains("/t/sample");
        assertThat(text.split("/[upt]/sample", -1)).hasSameSizeAs(text.split("/[upt]/[A-Za-z0-9_-]+", -1));
    }

    @Test
    void previewsADraftAndNamesItsFirstFault() {
        var marketer = api.as(Role.MARKETER);
        var subject = "templates/onboarding/welcome/subject.ftl";

        var draft = marketer.post(
                "/templates/preview",
                Map.of(
                        "template",
                        "onboarding/welcome",
                        "files",
                        List.of(Map.of("path", subject, "text", "Hello ${member.name}!"))));
        var broken = marketer.post(
                "/templates/preview",
                Map.of(
                        "template",
                        "onboarding/welcome",
                        "files",
                        List.of(Map.of("path", subject, "text", "Hello ${member.secret}!"))));
        var elsewhere = marketer.post(
                "/templates/preview",
                Map.of(
                        "template",
                        "onboarding/welcome",
                        "files",
                        List.of(Map.of("path", "rules/catalogue.yaml", "text", ""))));

        assertThat(draft.json().path("rendered").path("subject").asString()).isEqualTo("Hello 林晓!");
        assertThat(broken.json().path("detail").asString())
                .startsWith(subject + ":1 ")
                .contains("secret");
        assertThat(elsewhere.status()).isEqualTo(400);
        assertThat(marketer.get("/templates/model")
                        .json()
                        .path("variables")
                        .path("member.points")
                        .asString())
                .isEqualTo("number");
    }

    @Test
    void sendsADraftToOneselfUnlessItIsBroken() {
        var marketer = api.as(Role.MARKETER);
        var subject = "templates/onboarding/welcome/subject.ftl";

        var draft = marketer.post("/templates/test", asDraft(subject, "Hello ${member.name}!"));
        var broken = marketer.post("/templates/test", asDraft(subject, "Hello ${member.secret}!"));

        assertThat(draft.json().path("result").asString()).isEqualTo("sent");
        assertThat(broken.json().path("detail").asString()).startsWith(subject + ":1 ");
    }

    private static Map<String, Object> asDraft(String path, String text) {
        return Map.of(
                "template",
                "onboarding/welcome",
                "channel",
                "outbox",
                "files",
                List.of(Map.of("path", path, "text", text)));
    }

    @Test
    void previewsForSomebodyMadeUp() {
        var marketer = api.as(Role.MARKETER);

        assertThat(marketer.get("/templates/personas").json().findValuesAsString("id"))
                .contains("newcomer", "nameless", "veteran");
        var nameless = marketer.post(
                "/templates/preview",
                Map.of("template", "onboarding/welcome", "persona", "nameless", "language", "en"));
        assertThat(nameless.json().path("rendered").path("subject").asString())
                .isEqualTo("friend, welcome to Running Club");
        assertThat(marketer.post("/templates/preview", Map.of("template", "onboarding/welcome", "persona", "nobody"))
                        .status())
                .isEqualTo(404);
    }

    @Test
    void listsTheChannelsThatAreSwitchedOn() {
        var channels = api.as(Role.MARKETER).get("/messages/channels").json();

        assertThat(channels.path(0).path("name").asString()).isEqualTo("outbox");
        assertThat(channels.path(0).path("resting").asBoolean()).isFalse();
    }

    @Test
    void letsAPersonSettleADoubt() {
        var channel = new TestChannel(false).answering(message -> new Delivery.Doubtful("the line broke"));
        try (var outbox = new OwnOutbox(context, Map.of(), channel).start()) {
            var member = outbox.member();
            outbox.messages.plan(List.of(request("doubt", member, "onboarding/welcome")));
            await().untilAsserted(() -> assertThat(outbox.statuses(member)).containsExactly("unknown(in-doubt)"));
            var operator = api.as(Role.OPERATOR);

            var settled = operator.post("/messages/" + outbox.id(member) + "/resolve", Map.of("sent", true));

            assertThat(settled.status()).as(settled.body()).isEqualTo(200);
            assertThat(outbox.statuses(member)).containsExactly("sent");
            assertThat(operator.post("/messages/" + outbox.id(member) + "/resolve", Map.of("sent", false))
                            .status())
                    .isEqualTo(409);
        }
    }

    @Test
    void refusesOddQuestions() {
        var marketer = api.as(Role.MARKETER);

        assertThat(marketer.get("/messages?status=lost").status()).isEqualTo(400);
        assertThat(marketer.get("/messages?member=71%27--").status()).isEqualTo(400);
        assertThat(marketer.get("/messages?after=x").status()).isEqualTo(400);
        assertThat(marketer.get("/messages?limit=1000000").status()).isEqualTo(400);
        assertThat(marketer.get("/messages/" + UUID.randomUUID()).status()).isEqualTo(404);
        assertThat(marketer.post("/messages/freezes/all", Map.of("reason", "x")).status())
                .isIn(403, 405);
    }

    @Test
    void forgetsWhatWasSaidToAnErasedMember() {
        var member = member();
        messages.plan(List.of(request("erase", member, "onboarding/welcome")));
        var marketer = api.as(Role.MARKETER);
        await().untilAsserted(() ->
                assertThat(marketer.get("/messages?member=" + member).body()).contains("\"sent\""));
        assertThat(erasure.of(member).toString()).contains("林晓");

        erasure.erase(member);

        assertThat(erasure.of(member).toString()).doesNotContain("林晓");
    }

    private MemberId member() {
        try (var outbox = new OwnOutbox(context, Map.of())) {
            return outbox.member();
        }
    }
}
