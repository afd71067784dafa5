package io.hearth.studio.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.MovableClock;
import io.hearth.account.Role;
import io.hearth.content.Release;
import io.hearth.content.Releases;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** From a broken rule to a release and back, with the people whom the rules ask. */
@HearthTest
class ApprovalTest {

    private static final String POSTS = "rules/rewards/contribution.dslr";
    private static final String TESTS = "rules/rewards/contribution.test.yaml";
    private static final String NUDGE = "templates/onboarding/nudge/text_en.properties";

    @Autowired
    private Api api;

    @Autowired
    private Releases releases;

    @Autowired
    private ReleaseApprovals approvals;

    @Autowired
    private MovableClock clock;

    private Api.Client mei;
    private Api.Client an;
    private Api.Client lead;
    private Release before;

    @BeforeEach
    void people() {
        mei = api.as(Role.MARKETER);
        an = api.as(Set.of(Role.APPROVER), Set.of("approvers"));
        lead = api.as(Set.of(Role.APPROVER), Set.of("leads"));
        before = releases.live();
    }

    @AfterEach
    void goBack() {
        releases.publish(before.files(), "server");
    }

    @Test
    void leadsFromABrokenRuleToAReleaseAndBack() {
        var id = open("8 points for a post");
        replace(id, POSTS, "the member just posted", "the member just postd");
        var broken = check(id);
        assertThat(broken.get("publishable").asBoolean()).isFalse();
        assertThat(broken.get("findings")).anySatisfy(found -> {
            assertThat(found.get("file").asString()).isEqualTo(POSTS);
            assertThat(found.get("line").asInt()).isPositive();
            assertThat(found.get("weight").asString()).isEqualTo("must-fix");
            assertThat(found.get("text").get("en").asString()).contains("postd");
            assertThat(found.get("text").get("zh").asString()).contains("“postd”不是目录里的事件类型。可用的事件类型：posted");
        });
        assertThat(ask(id).code()).isEqualTo("draft.unchecked");

        replace(id, POSTS, "the member just postd", "the member just posted");
        replace(id, POSTS, "award 5 points for \"post\"", "award 8 points for \"post\"");
        var untested = check(id);
        assertThat(untested.get("failed").asInt()).isPositive();
        assertThat(untested.get("findings")).anySatisfy(found -> {
            assertThat(found.get("kind").asString()).isEqualTo("test-failed");
            assertThat(found.get("file").asString()).isEqualTo(TESTS);
            assertThat(found.get("text").get("zh").asString()).contains("缺少：因“post”获得 5 积分。多出：因“post”获得 8 积分。");
            assertThat(found.get("text").get("en").asString())
                    .contains("Missing: 5 points for \"post\". Not expected: 8 points for \"post\".");
        });
        replace(id, TESTS, "points: 5, reason: post", "points: 8, reason: post");
        replace(id, TESTS, "points: 5, reason: post", "points: 8, reason: post");
        var fine = check(id);
        assertThat(fine.get("publishable").asBoolean()).as(fine.toString()).isTrue();
        assertThat(fine.get("passed").asInt()).isGreaterThan(100);
        assertThat(fine.get("hash").asString()).isEqualTo(hash(id));

        var asked = ask(id);
        assertThat(asked.status()).as(asked.body()).isEqualTo(201);
        assertThat(asked.json().get("approvals")).hasSize(2);
        assertThat(asked.json().get("approvals").get(1).get("people").asString())
                .isEqualTo("leads");
        assertThat(asked.json().get("approvals").get(1).get("reasons"))
                .extracting(JsonNode::asString)
                .contains("A first release needs a lead as well", "Rules that were not replayed need a lead as well");
        assertThat(an.get("/tasks?view=groups&limit=200").body()).contains("8 points for a post");

        assertThat(answer(mei, id, true, null).status()).isEqualTo(403);
        assertThat(answer(an, id, false, null).code()).isEqualTo("draft.remark");
        assertThat(answer(an, id, false, "Say why, please").json().get("state").asString())
                .isEqualTo("refused");
        assertThat(publish(mei, id).code()).isEqualTo("draft.not-approved");
        assertThat(an.get("/tasks?view=groups&limit=200").body()).doesNotContain("8 points for a post");

        assertThat(ask(id).status()).isEqualTo(201);
        assertThat(answer(an, id, true, "Fine").json().get("state").asString()).isEqualTo("waiting");
        assertThat(answer(an, id, true, "And again").code()).isEqualTo("draft.twice");
        assertThat(publish(mei, id).code()).isEqualTo("draft.not-approved");
        assertThat(answer(lead, id, true, null).json().get("state").asString()).isEqualTo("approved");

        var hash = hash(id);
        tryOut(id, hash);
        var published = publish(mei, id);
        assertThat(published.status()).as(published.body()).isEqualTo(200);
        assertThat(published.json().get("state").asString()).isEqualTo("published");
        assertThat(releases.live().hash()).isEqualTo(hash);
        assertThat(publish(mei, id).code()).isEqualTo("draft.closed");
        var move = mei.get("/releases/history?limit=1").json().get("items").get(0);
        assertThat(move.get("title").asString()).isEqualTo("8 points for a post");
        assertThat(move.get("by").asString()).isEqualTo(mei.name());
        assertThat(move.get("agreed")).extracting(JsonNode::asString).containsExactlyInAnyOrder(an.name(), lead.name());
        assertThat(mei.get("/releases/" + hash + "/changes?against=" + before.hash())
                        .json())
                .hasSize(2);
        assertThat(api.as(Role.ADMINISTRATOR)
                        .get("/audit?act=release.published&limit=1")
                        .json()
                        .get("items")
                        .get(0)
                        .get("by")
                        .asString())
                .isEqualTo(mei.name());

        var audit = api.as(Role.ADMINISTRATOR)
                .get("/audit/export.csv?by=" + mei.name())
                .body();
        assertThat(audit.lines().findFirst().orElseThrow()).isEqualTo("id,at,by,act,subject,before,after");
        assertThat(audit)
                .contains(
                        "draft.opened",
                        "draft.file-changed",
                        "draft.check-started",
                        "draft.approval-asked",
                        "release.published");
        assertThat(api.as(Role.ADMINISTRATOR)
                        .get("/audit?by=" + mei.name() + "&until=2020-01-01T00:00:00Z")
                        .json()
                        .get("items"))
                .isEmpty();

        var back = Map.of("reason", "too many points");
        assertThat(mei.post("/releases/" + before.hash() + "/rollback", back).status())
                .isEqualTo(403);
        var operator = api.as(Role.OPERATOR);
        assertThat(operator.post("/releases/" + hash + "/rollback", back).code())
                .isEqualTo("release.live");
        assertThat(operator.post("/releases/" + before.hash() + "/rollback", Map.of())
                        .status())
                .isEqualTo(400);
        var rolledBack = operator.post("/releases/" + before.hash() + "/rollback", back);
        assertThat(rolledBack.status()).as(rolledBack.body()).isEqualTo(200);
        assertThat(releases.live().hash()).isEqualTo(before.hash());
        var last = mei.get("/releases/history?limit=1").json().get("items").get(0);
        assertThat(last.get("kind").asString()).isEqualTo("rollback");
        assertThat(last.get("why").asString()).isEqualTo("too many points");
    }

    @Test
    void isVoidedByAnyChangeAndByTime() {
        var id = open("Another greeting");
        replace(id, NUDGE, "\n", "\n# said again\n");
        var fine = check(id);
        assertThat(fine.get("publishable").asBoolean()).as(fine.toString()).isTrue();
        assertThat(ask(id).status()).isEqualTo(201);
        assertThat(ask(id).code()).isEqualTo("draft.asked");
        assertThat(answer(an, id, true, null).status()).isEqualTo(200);
        assertThat(answer(lead, id, true, null).json().get("state").asString()).isEqualTo("approved");
        var agreed = hash(id);

        replace(id, NUDGE, "# said again", "# said otherwise");
        assertThat(state(id)).isEqualTo("void");
        assertThat(publish(mei, id).code()).isEqualTo("draft.not-approved");
        replace(id, NUDGE, "# said otherwise", "# said again");
        assertThat(hash(id)).isEqualTo(agreed);
        assertThat(publish(mei, id).code()).as("what was void stays void").isEqualTo("draft.not-approved");

        assertThat(ask(id).status()).isEqualTo(201);
        var remark =
                mei.post("/drafts/" + id + "/comments", Map.of("path", NUDGE, "line", 2, "text", "Is this right?"));
        assertThat(remark.json().get(0).get("line").asInt()).isEqualTo(2);
        clock.advance(Duration.ofDays(8));
        approvals.expire();
        clock.reset();
        assertThat(state(id)).isEqualTo("expired");
        assertThat(answer(an, id, true, null).code()).isEqualTo("draft.not-asked");
    }

    /** A share of the members tries it; nobody changes it meanwhile, and afterwards it is as it was. */
    private void tryOut(String id, String hash) {
        assertThat(mei.post("/drafts/" + id + "/publish", Map.of("hash", hash, "canary", Map.of("percent", 100)))
                        .status())
                .isEqualTo(400);
        var tried = mei.post(
                "/drafts/" + id + "/publish", Map.of("hash", hash, "canary", Map.of("percent", 5, "errors", 3)));
        assertThat(tried.status()).as(tried.body()).isEqualTo(200);
        assertThat(tried.json().get("state").asString()).isEqualTo("canary");
        assertThat(releases.live().hash()).isEqualTo(before.hash());
        assertThat(mei.send("PUT", "/drafts/" + id + "/files/" + NUDGE, Map.of("If-None-Match", "*"), "a=b\n")
                        .code())
                .isEqualTo("draft.closed");
        var canary = mei.get("/canaries?limit=1").json().get("items").get(0);
        assertThat(canary.get("draft").asString()).isEqualTo(id);
        assertThat(canary.get("agreed")).hasSize(2);
        assertThat(canary.get("limits").get("errors").asInt()).isEqualTo(3);
        assertThat(mei.post("/canaries/" + canary.get("id").asString() + "/stop", Map.of("reason", "enough seen"))
                        .status())
                .isEqualTo(200);
        assertThat(mei.get("/drafts/" + id).json().get("draft").get("state").asString())
                .isEqualTo("approved");
    }

    private String open(String title) {
        var opened = mei.post("/drafts", Map.of("title", title, "why", "to try approvals"));
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        return opened.json().get("id").asString();
    }

    private void replace(String id, String path, String old, String now) {
        var file = mei.get("/drafts/" + id + "/files/" + path);
        assertThat(file.body()).contains(old);
        var put = mei.send(
                "PUT",
                "/drafts/" + id + "/files/" + path,
                Map.of("If-Match", file.headers().firstValue("ETag").orElseThrow()),
                file.body()
                        .replaceFirst(
                                java.util.regex.Pattern.quote(old), java.util.regex.Matcher.quoteReplacement(now)));
        assertThat(put.status()).as(put.body()).isEqualTo(204);
    }

    private JsonNode check(String id) {
        assertThat(mei.post("/drafts/" + id + "/check", null).status()).isEqualTo(202);
        return await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .until(
                        () -> mei.get("/drafts/" + id + "/check").json(),
                        found -> found.get("status").asString().equals("done"));
    }

    private Api.Answer ask(String id) {
        return mei.post("/drafts/" + id + "/approvals", Map.of("hash", hash(id)));
    }

    private Api.Answer answer(Api.Client person, String id, boolean yes, String remark) {
        return person.post(
                "/drafts/" + id + "/approvals/answers",
                remark == null
                        ? Map.of("hash", hash(id), "approved", yes)
                        : Map.of("hash", hash(id), "approved", yes, "remark", remark));
    }

    private Api.Answer publish(Api.Client person, String id) {
        return person.post("/drafts/" + id + "/publish", Map.of("hash", hash(id)));
    }

    private String state(String id) {
        return mei.get("/drafts/" + id + "/approvals")
                .json()
                .get("askings")
                .get(0)
                .get("state")
                .asString();
    }

    private String hash(String id) {
        return mei.get("/drafts/" + id).json().get("draft").get("hash").asString();
    }
}
