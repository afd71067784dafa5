package io.hearth.studio;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.member.Identity;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/** Drafts are tried on members and on made-up ones, and nothing follows. */
@HearthTest
class TryTest {

    private static final String CLUB = "running-club";
    private static final String PATH = "rules/rewards/tried.dslr";

    @Autowired
    private Api api;

    @Autowired
    private Members members;

    @Autowired
    private TransactionTemplate transaction;

    @Test
    void triesADraftOnAMadeUpMember() {
        var answer = api.as(Role.MARKETER)
                .post(
                        "/rules/try",
                        Map.of(
                                "files", List.of(draft("成员最近 7 天内发帖至少 5 次")),
                                "rulebook", "rewards",
                                "persona",
                                        Map.of(
                                                "member", Map.of("level", "pacer", "badges", List.of("helper")),
                                                "activity", Map.of("post.created", Map.of("7d", 4)),
                                                "event", Map.of("type", "post.created", "data", Map.of("text", "早")))));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        var near = rule(answer.json(), PATH + "#a draft");
        assertThat(near.get("state").asString()).isEqualTo("misses");
        assertThat(near.get("held").asInt()).isEqualTo(1);
        var missed = near.get("conditions").get(1);
        assertThat(missed.get("held").asBoolean()).isFalse();
        assertThat(missed.get("value").asString()).isEqualTo("4");
        assertThat(missed.get("needed").asString()).isEqualTo("≥ 5");
        assertThat(missed.get("text").get("zh").asString()).isEqualTo("还需要：您最近 7 天内发帖至少5次；目前：4 次。");
        assertThat(missed.get("text").get("en").asString())
                .isEqualTo("Still needed: you posted at least 5 times in the last 7 days. Now: 4 times.");
        assertThat(answer.json().get("fired")).anySatisfy(fired -> assertThat(
                        fired.get("outcomes").get(0).get("text").get("en").asString())
                .isEqualTo("5 points for \"post\""));
    }

    @Test
    void triesADraftOnAMemberWithoutEffect() {
        var member = somebody();
        assertThat(traces(member)).containsOnly(0);

        var answer = api.as(Role.MARKETER)
                .post(
                        "/rules/try",
                        Map.of(
                                "files",
                                List.of(draft("成员第一次发帖")),
                                "rulebook",
                                "rewards",
                                "rule",
                                PATH + "#a draft",
                                "member",
                                member.toString(),
                                "community",
                                CLUB,
                                "happening",
                                Map.of("type", "post.created", "data", Map.of("text", "hello"))));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(rule(answer.json(), PATH + "#a draft").get("state").asString())
                .isEqualTo("fires");
        assertThat(answer.json()
                        .get("fired")
                        .get(0)
                        .get("outcomes")
                        .get(0)
                        .get("points")
                        .asInt())
                .isEqualTo(7);
        assertThat(traces(member)).containsOnly(0);
        assertThat(api.as(Role.MARKETER)
                        .get("/rules?rulebook=rewards&limit=200")
                        .body())
                .doesNotContain("a draft");
    }

    @Test
    void refusesWhatIsNoRuleNobodyKnowsOrTooMuch() {
        var marketer = api.as(Role.MARKETER);
        var persona = Map.of("member", Map.of());

        var hostile = marketer.post(
                "/rules/try",
                Map.of(
                        "files",
                        List.of(Map.of(
                                "path", "rules/rewards/bad.drl",
                                "text", "rule \"x\" when eval(true) then System.exit(1); end")),
                        "rulebook",
                        "rewards",
                        "persona",
                        persona));
        assertThat(hostile.status()).isEqualTo(422);
        assertThat(hostile.body()).contains("rules/rewards/bad.drl");
        assertThat(marketer.post("/rules/try", Map.of("rulebook", "none", "persona", persona))
                        .status())
                .isEqualTo(400);
        assertThat(marketer.post("/rules/try", Map.of("rulebook", "rewards")).status())
                .isEqualTo(400);
        assertThat(marketer.post("/rules/try", Map.of("rulebook", "rewards", "member", "m-99999999", "community", CLUB))
                        .status())
                .isEqualTo(404);
        assertThat(marketer.post("/rules/try", Map.of("rulebook", "rewards", "persona", Map.of("mood", "good")))
                        .status())
                .isEqualTo(400);
        assertThat(marketer.post(
                                "/rules/try",
                                Map.of(
                                        "files",
                                        List.of(Map.of("path", "templates/x.ftl", "text", "x")),
                                        "rulebook",
                                        "rewards",
                                        "persona",
                                        persona))
                        .status())
                .isEqualTo(400);
        assertThat(api.nobody()
                        .post("/rules/try", Map.of("rulebook", "rewards", "persona", persona))
                        .status())
                .isIn(401, 403);
    }

    @Test
    void checksADraftAsARelease() {
        var good = check("成员最近 7 天内发帖至少 5 次");
        var idle = check("成员从未发帖");
        var wrong = check("the member postd at least 3 times today");

        assertThat(good.get("publishable").asBoolean()).isTrue();
        assertThat(good.get("costs").get(0).get("rule").asString()).isEqualTo(PATH + "#a draft");
        assertThat(good.get("findings"))
                .allSatisfy(
                        finding -> assertThat(finding.get("weight").asString()).isEqualTo("worth-a-look"));
        assertThat(idle.get("publishable").asBoolean()).isFalse();
        assertThat(idle.get("findings").get(0).get("kind").asString()).isEqualTo("never-fires");
        assertThat(idle.get("findings").get(0).get("text").get("zh").asString()).contains("永远不会");
        assertThat(wrong.get("publishable").asBoolean()).isFalse();
        assertThat(wrong.get("findings")).anySatisfy(finding -> {
            assertThat(finding.get("file").asString()).isEqualTo(PATH);
            assertThat(finding.get("line").asInt()).isEqualTo(7);
            assertThat(finding.get("text").get("en").asString()).contains("'postd' is not an event type");
        });
        assertThat(api.nobody().post("/rules/checks", Map.of()).status()).isIn(401, 403);
    }

    private JsonNode check(String condition) {
        var answer = api.as(Role.MARKETER).post("/rules/checks", Map.of("files", List.of(draft(condition))));
        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        return answer.json();
    }

    @Test
    void runsTheScenariosOfADraftAndTellsTheirCoverage() {
        var scenarios = """
                scenarios:
                  - name: five posts
                    given:
                      activity: {post.created: {7d: 5}}
                      event: {type: post.created}
                    expect:
                      - award: {points: 7, reason: draft}
                  - name: a comment
                    given:
                      activity: {post.created: {7d: 6}}
                      event: {type: comment.created}
                    expect: []
                  - name: wrong on purpose
                    given:
                      event: {type: comment.created}
                    expect:
                      - badge: helper
                """;
        var answer = api.as(Role.MARKETER)
                .post(
                        "/rules/test-runs",
                        Map.of(
                                "folder",
                                "rules/rewards",
                                "files",
                                List.of(
                                        draft("成员最近 7 天内发帖至少 5 次"),
                                        Map.of("path", "rules/rewards/tried.test.yaml", "text", scenarios))));

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.json().get("failed").asInt()).isEqualTo(1);
        var rule = rule(answer.json(), PATH + "#a draft", "coverage");
        assertThat(rule.get("fired").asBoolean()).isTrue();
        assertThat(rule.get("covered").asBoolean()).isTrue();
        var partly =
                rule(answer.json(), "rules/rewards/shopping.dslr#A review earns 10 points, once a day", "coverage");
        assertThat(partly.get("conditions")).isNotEmpty();
    }

    private static Map<String, Object> draft(String condition) {
        return Map.of("path", PATH, "text", """
                rule "a draft"
                why: to be tried
                owner: test
                how often: each time
                when
                    the member just posted
                    %s
                then
                    award 7 points for "draft"
                end
                """.formatted(condition));
    }

    private static JsonNode rule(JsonNode answer, String id) {
        return rule(answer, id, "rules");
    }

    private static JsonNode rule(JsonNode answer, String id, String list) {
        for (var rule : answer.get(list)) {
            if (rule.get("rule").asString().equals(id)) {
                return rule;
            }
        }
        throw new AssertionError("Expected " + id + " in " + answer.get(list));
    }

    private MemberId somebody() {
        var identity = new Identity("test", UUID.randomUUID().toString());
        return Objects.requireNonNull(transaction.execute(status -> members.resolve(List.of(identity))))
                .get(identity);
    }

    private List<Integer> traces(MemberId member) {
        var marketer = api.as(Role.MARKETER);
        return List.of("/receipts?member=", "/events?member=", "/messages?member=").stream()
                .map(path -> marketer.get(path + member).json().get("items").size())
                .toList();
    }
}
