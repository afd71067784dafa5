package io.hearth.studio.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** What people say at lines and at steps, with answers, until it is settled. */
@HearthTest
class CommentTest {

    private static final String POSTS = "rules/rewards/contribution.dslr";
    private static final String ONBOARDING = "bpmn/onboarding/onboarding.bpmn";

    @Autowired
    private Api api;

    private Api.Client mei;
    private Api.Client an;
    private String draft;

    @BeforeEach
    void draft() {
        mei = api.as(Role.MARKETER);
        an = api.as(Role.APPROVER);
        draft = mei.post("/drafts", Map.of("title", "said at lines", "why", "to talk"))
                .json()
                .get("id")
                .asString();
    }

    @Test
    void standAtALineWithWhatItSaidAndAreAnsweredAndSettled() {
        var file =
                mei.get("/drafts/" + draft + "/files/" + POSTS).body().lines().toList();
        var said = say(an, Map.of("path", POSTS, "line", 1, "text", " Why this? "));
        assertThat(said.get("line").asInt()).isEqualTo(1);
        assertThat(said.get("quote").asString()).isEqualTo(file.get(0).strip());
        assertThat(said.get("text").asString()).isEqualTo("Why this?");
        assertThat(said.get("by").asString()).isEqualTo(an.name());

        var answer = say(mei, Map.of("answers", said.get("id").asString(), "text", "For posts"));
        assertThat(answer.get("answers").asString()).isEqualTo(said.get("id").asString());
        assertThat(answer.get("path").asString()).isEqualTo(POSTS);
        assertThat(answer.get("line").asInt()).isEqualTo(1);
        assertThat(post(an, Map.of("answers", answer.get("id").asString(), "text", "an answer to an answer"))
                        .code())
                .isEqualTo("draft.comment-place");
        assertThat(settle(an, answer, true).status()).isEqualTo(404);

        var settled = settle(an, said, true).json().get(0);
        assertThat(settled.get("settledBy").asString()).isEqualTo(an.name());
        assertThat(settled.get("settledAt").isNull()).isFalse();
        assertThat(settle(mei, said, false).json().get(0).get("settledBy").isNull())
                .isTrue();
        assertThat(api.as(Role.ADMINISTRATOR)
                        .get("/audit?by=" + an.name() + "&limit=10")
                        .body())
                .contains("draft.commented", "draft.comment-settled");
    }

    @Test
    void standAtAStepOfAWorkflow() {
        var said = say(an, Map.of("path", ONBOARDING, "element", "serviceTask_SendWelcome", "text", "Shorter?"));
        assertThat(said.get("element").asString()).isEqualTo("serviceTask_SendWelcome");
        assertThat(said.get("quote").isNull()).isTrue();
        assertThat(post(an, Map.of("path", POSTS, "element", "serviceTask_SendWelcome", "text", "no step"))
                        .code())
                .isEqualTo("draft.comment-place");
        assertThat(post(an, Map.of("line", 3, "text", "a line of nothing")).code())
                .isEqualTo("draft.comment-place");
        assertThat(post(an, Map.of("path", "/etc/passwd", "line", 3, "text", "no file"))
                        .code())
                .isEqualTo("draft.path");
        assertThat(post(an, Map.of("path", POSTS, "line", 100_000, "text", "below the end"))
                        .json()
                        .get(1)
                        .get("quote")
                        .isNull())
                .isTrue();
    }

    private JsonNode say(Api.Client person, Map<String, Object> remark) {
        var answer = post(person, remark);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().get(answer.json().size() - 1);
    }

    private Api.Answer post(Api.Client person, Map<String, Object> remark) {
        return person.post("/drafts/" + draft + "/comments", remark);
    }

    private Api.Answer settle(Api.Client person, JsonNode comment, boolean settled) {
        return person.put(
                "/drafts/" + draft + "/comments/" + comment.get("id").asString() + "/settled",
                Map.of("settled", settled));
    }
}
