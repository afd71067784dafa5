package io.hearth.studio.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.content.ContentFile;
import io.hearth.content.Releases;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** People change files together, see each other, overwrite nothing unseen, and follow the release. */
@HearthTest
class DraftTest {

    private static final String POSTS = "rules/rewards/contribution.dslr";
    private static final String RUNS = "rules/rewards/running.dslr";

    @Autowired
    private Api api;

    @Autowired
    private Releases releases;

    private Api.Client mei;
    private Api.Client bo;
    private io.hearth.content.Release before;

    @BeforeEach
    void people() {
        mei = api.as(Role.MARKETER);
        bo = api.as(Role.MARKETER);
        before = releases.live();
    }

    @AfterEach
    void goBack() {
        releases.publish(before.files(), "server");
    }

    @Test
    void keepsChangesAndTheirAuthorsUntilTheyAreTakenBack() {
        var id = open("More for posts");

        var text = mei.get(file(id, POSTS)).body();
        var put = write(mei, id, POSTS, text + "\n// 中文\n", etag(mei, id, POSTS));
        assertThat(put.status()).as(put.body()).isEqualTo(204);
        assertThat(write(bo, id, "rules/rewards/新规则.dslr", "rule", null).status())
                .isEqualTo(428);
        assertThat(bo.send(
                                "PUT",
                                file(id, "rules/rewards/%E6%96%B0%E8%A7%84%E5%88%99.dslr"),
                                Map.of("If-None-Match", "*", "Content-Type", "text/plain"),
                                "rule")
                        .status())
                .isEqualTo(204);
        assertThat(bo.send("DELETE", file(id, RUNS), Map.of("If-Match", etag(bo, id, RUNS)), null)
                        .status())
                .isEqualTo(204);

        var detail = mei.get("/drafts/" + id).json();
        assertThat(detail.get("changes")).hasSize(3);
        assertThat(change(detail, POSTS).get("kind").asString()).isEqualTo("changed");
        assertThat(change(detail, "rules/rewards/新规则.dslr").get("kind").asString())
                .isEqualTo("added");
        assertThat(change(detail, RUNS).get("kind").asString()).isEqualTo("removed");
        assertThat(detail.get("authors"))
                .extracting(JsonNode::asString)
                .containsExactlyInAnyOrder(mei.name(), bo.name());
        assertThat(mei.get(file(id, POSTS)).body()).endsWith("// 中文\n");
        assertThat(mei.get("/drafts/" + id + "/base/" + POSTS).body()).isEqualTo(text);
        assertThat(mei.get(file(id, RUNS)).status()).isEqualTo(404);
        assertThat(releases.live()).isSameAs(before);
        var expected = before.files()
                .without(RUNS)
                .with(ContentFile.of(POSTS, text + "\n// 中文\n"))
                .with(ContentFile.of("rules/rewards/新规则.dslr", "rule"));
        assertThat(detail.get("draft").get("hash").asString()).isEqualTo(expected.hash());

        assertThat(write(mei, id, POSTS, text, etag(mei, id, POSTS)).status()).isEqualTo(204);
        assertThat(bo.send("DELETE", "/drafts/" + id + "/changes/" + RUNS, Map.of("If-None-Match", "*"), null)
                        .status())
                .isEqualTo(204);
        assertThat(mei.get("/drafts/" + id).json().get("changes")).hasSize(1);
        assertThat(mei.post("/drafts/" + id + "/discard", null).status()).isEqualTo(200);
        assertThat(write(mei, id, POSTS, "x", "\"y\"").code()).isEqualTo("draft.closed");
    }

    @Test
    void letsNobodyOverwriteWhatTheyHaveNotSeen() {
        var id = open("Two at once");
        var seen = etag(mei, id, POSTS);
        assertThat(write(mei, id, POSTS, "from Mei", seen).status()).isEqualTo(204);

        var late = write(bo, id, POSTS, "from Bo", seen);
        assertThat(late.status()).isEqualTo(412);
        assertThat(late.code()).isEqualTo("draft.file-changed");
        assertThat(late.json().get("detail").asString()).contains(mei.name() + " changed it");
        assertThat(mei.get(file(id, POSTS)).body()).isEqualTo("from Mei");
        assertThat(write(mei, id, POSTS, "from Mei", seen).status())
                .as("what was lost on the way back may be sent again")
                .isEqualTo(204);

        assertThat(bo.post("/drafts/" + id + "/presence", Map.of("path", POSTS)).status())
                .isEqualTo(204);
        assertThat(mei.get("/drafts/" + id).json().get("people")).anySatisfy(person -> {
            assertThat(person.get("name").asString()).isEqualTo(bo.name());
            assertThat(person.get("path").asString()).isEqualTo(POSTS);
        });
    }

    @Test
    void followsTheReleaseAndShowsWhatBothChanged() {
        var id = open("Left behind");
        assertThat(write(mei, id, POSTS, "mine", etag(mei, id, POSTS)).status()).isEqualTo(204);
        assertThat(write(mei, id, RUNS, "mine too", etag(mei, id, RUNS)).status())
                .isEqualTo(204);
        var newer = before.files()
                .with(changed(POSTS))
                .with(ContentFile.of("rules/escalations/followed.test.yaml", "scenarios: []\n"));
        assertThat(releases.publish(newer, "ada").findings()).noneMatch(found -> found.isError());

        assertThat(mei.get("/drafts/" + id).json().get("draft").get("behind").asBoolean())
                .isTrue();
        var rebase = mei.get("/drafts/" + id + "/rebase").json();
        assertThat(rebase.get("conflicts")).hasSize(1);
        assertThat(rebase.get("conflicts").get(0).get("path").asString()).isEqualTo(POSTS);
        assertThat(rebase.get("incoming")).hasSize(1);

        var onto = rebase.get("onto").asString();
        var unsettled = mei.post("/drafts/" + id + "/rebase", Map.of("onto", onto));
        assertThat(unsettled.status()).isEqualTo(409);
        assertThat(unsettled.json().get("detail").asString()).contains(POSTS);
        assertThat(mei.post("/drafts/" + id + "/rebase", Map.of("onto", before.hash()))
                        .code())
                .isEqualTo("draft.moved");
        var kept = mei.post("/drafts/" + id + "/rebase", Map.of("onto", onto, "keep", Map.of(POSTS, "theirs")));
        assertThat(kept.status()).as(kept.body()).isEqualTo(200);
        assertThat(kept.json().get("behind").asBoolean()).isFalse();
        assertThat(kept.json().get("hash").asString())
                .isEqualTo(newer.with(ContentFile.of(RUNS, "mine too")).hash());
    }

    @Test
    void keepsToItsLimitsAndRoles() {
        var id = open("Limits");

        var large = mei.send("PUT", file(id, POSTS), Map.of("If-Match", etag(mei, id, POSTS)), new byte[(1 << 20) + 1]);
        assertThat(large.status()).isEqualTo(413);
        assertThat(mei.send("PUT", "/drafts/" + id + "/files/rules/../pom.xml", Map.of("If-None-Match", "*"), "x")
                        .status())
                .isIn(400, 404);
        assertThat(mei.send("PUT", file(id, "etc/passwd"), Map.of("If-None-Match", "*"), "x")
                        .status())
                .isEqualTo(404);
        var reader = api.as(Role.OPERATOR);
        assertThat(reader.get("/drafts/" + id).status()).isEqualTo(200);
        assertThat(write(reader, id, POSTS, "x", etag(reader, id, POSTS)).status())
                .isEqualTo(403);
        assertThat(reader.post("/drafts", Map.of("title", "x", "why", "y")).status())
                .isEqualTo(403);
        assertThat(api.nobody().get("/drafts").status()).isEqualTo(401);
        for (int i = 1; i < 20; i++) {
            open("Draft " + i);
        }
        assertThat(mei.post("/drafts", Map.of("title", "one more", "why", "y")).code())
                .isEqualTo("draft.too-many");
        assertThat(mei.get("/drafts?state=open&limit=5").json().get("items")).hasSize(5);
        assertThat(mei.get("/drafts?state=lost").status()).isEqualTo(400);
        assertThat(mei.get("/drafts/900000000000000001").status()).isEqualTo(404);
    }

    private ContentFile changed(String path) {
        var text = before.files().find(path).orElseThrow().text();
        return ContentFile.of(path, text.replace("award 5 points for \"post\"", "award 6 points for \"post\""));
    }

    private String open(String title) {
        var opened = mei.post("/drafts", Map.of("title", title, "why", "to try drafts"));
        assertThat(opened.status()).as(opened.body()).isEqualTo(201);
        return opened.json().get("id").asString();
    }

    private static String file(String id, String path) {
        return "/drafts/" + id + "/files/" + path;
    }

    private static String etag(Api.Client client, String id, String path) {
        return client.get(file(id, path)).headers().firstValue("ETag").orElseThrow();
    }

    private static Api.Answer write(Api.Client client, String id, String path, String text, String seen) {
        var encoded = path.replace("新规则", "%E6%96%B0%E8%A7%84%E5%88%99");
        var headers = seen == null
                ? Map.of("Content-Type", "text/plain")
                : Map.of("If-Match", seen, "Content-Type", "text/plain");
        return client.send("PUT", file(id, encoded), headers, text);
    }

    private static JsonNode change(JsonNode detail, String path) {
        for (var change : detail.get("changes")) {
            if (change.get("path").asString().equals(path)) {
                return change;
            }
        }
        throw new AssertionError("Expected a change of " + path + " in " + detail);
    }
}
