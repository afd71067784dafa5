package io.hearth.decision.language;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.content.Releases;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@HearthTest
class RuleApiTest {

    @Autowired
    Api api;

    @Autowired
    Releases releases;

    @Test
    void listsRulesWithTheirSentencesInBothLanguages() {
        var marketer = api.as(Role.MARKETER);

        var rules = marketer.get("/rules?rulebook=segments&limit=200").json().get("items");
        var first = rules.get(0);
        var id = URLEncoder.encode(first.get("id").asString(), StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("%2F", "/");
        var one = marketer.get("/rules/" + id).json();

        assertThat(rules).hasSizeGreaterThan(10);
        assertThat(one.get("name")).isEqualTo(first.get("name"));
        assertThat(one.get("text").get("zh")).hasSameSizeAs(one.get("source"));
        assertThat(marketer.get("/rules/none").status()).isEqualTo(404);
    }

    @Test
    void tellsWhatTheAnalysisFindsAndWhatRulesCost() {
        var marketer = api.as(Role.MARKETER);

        var costs = marketer.get("/rules/costs?limit=2").json();

        assertThat(marketer.get("/rules/findings").json().get("items")).isEmpty();
        assertThat(costs.get("items"))
                .hasSize(2)
                .allSatisfy(cost -> assertThat(cost.get("steps").asInt()).isPositive());
        var next = marketer.get(
                        "/rules/costs?limit=2&after=" + costs.get("next").asString())
                .json();
        assertThat(next.get("items").get(0)).isNotEqualTo(costs.get("items").get(1));
        assertThat(marketer.get("/rules/findings?after=-1").status()).isEqualTo(400);
        assertThat(api.nobody().get("/rules/findings").status()).isEqualTo(401);
    }

    /** What an editor offers must be what rules may say. */
    @Test
    void offersOnlyWhatIsUnderstood() {
        var vocabulary = api.as(Role.MARKETER).get("/vocabulary").json();

        assertThat(vocabulary.get("headerWords")).hasSize(9).allSatisfy(word -> List.of("zh", "en")
                .forEach(language -> {
                    var values = word.get("values").isEmpty()
                            ? List.of()
                            : word.get("values")
                                    .valueStream()
                                    .map(value ->
                                            value.get("name").get(language).asString())
                                    .toList();
                    values.forEach(value -> {
                        var problems = new Problems("rules/rewards/x.dslr");
                        var read = new Header(problems)
                                .read(1, word.get("name").get(language).asString() + ": " + value);
                        assertThat(read).isTrue();
                        assertThat(problems.hasErrors()).isFalse();
                    });
                    assertThat(new Header(new Problems(""))
                                    .read(1, word.get("name").get(language).asString() + ": x"))
                            .isTrue();
                }));
        assertThat(vocabulary.get("choices").get("event").size())
                .isEqualTo(vocabulary.get("eventTypes").size());
        assertThat(vocabulary.get("choices").get("weekday")).hasSize(7);
        assertThat(vocabulary
                        .get("sentences")
                        .valueStream()
                        .filter(sentence -> sentence.get("id").asString().startsWith("award"))
                        .map(sentence -> sentence.get("outcomes").toString()))
                .hasSizeGreaterThan(2)
                .containsOnly("[\"points\"]");
    }

    @Test
    void tellsTheVocabularyOfADraft() {
        var catalogue = releases.live()
                .files()
                .find("rules/catalogue.yaml")
                .orElseThrow()
                .text();

        var vocabulary = api.as(Role.MARKETER)
                .post(
                        "/vocabulary",
                        Map.of(
                                "files",
                                List.of(Map.of(
                                        "path",
                                        "rules/catalogue.yaml",
                                        "text",
                                        catalogue.replace(
                                                "\nbadges:\n",
                                                "\nbadges:\n  night-owl: {name: {zh: 夜猫子, en: Night owl}}\n")))))
                .json();

        assertThat(vocabulary.get("choices").get("badge").findValuesAsString("id"))
                .contains("night-owl", "helper");
    }

    @Test
    void tellsTheVocabulary() {
        var vocabulary = api.as(Role.MARKETER).get("/vocabulary").json();

        assertThat(vocabulary.get("sentences")).hasSizeGreaterThan(50).allSatisfy(s -> {
            assertThat(s.get("example").get("zh").asString()).isNotBlank();
            assertThat(s.get("example").get("en").asString()).isNotBlank();
        });
        assertThat(vocabulary
                        .get("eventTypes")
                        .get("post.created")
                        .get("name")
                        .get("zh")
                        .asString())
                .isEqualTo("发帖");
    }

    @Test
    void showsFilesOfTheLiveReleaseAndNoOthers() {
        var marketer = api.as(Role.MARKETER);

        assertThat(marketer.get("/releases/live").json().get("lastAttempt").has("findings"))
                .isTrue();
        assertThat(marketer.get("/releases").json().get("items").size()).isPositive();
        assertThat(marketer.get("/content/rules/catalogue.yaml").status()).isEqualTo(200);
        assertThat(marketer.get("/content/rules/%2e%2e/%2e%2e/etc/passwd").status())
                .isBetween(400, 404);
        assertThat(marketer.get("/content/rules/none.dslr").status()).isEqualTo(404);
        assertThat(api.nobody().get("/content/rules/catalogue.yaml").status()).isEqualTo(401);
    }
}
