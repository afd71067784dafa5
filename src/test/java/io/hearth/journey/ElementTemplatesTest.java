package io.hearth.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.content.Releases;
import io.hearth.journey.block.BuildingBlock;
import io.hearth.journey.block.Shape.Field;
import io.hearth.platform.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** The templates for modelers say the same as the building blocks themselves. */
@HearthTest
class ElementTemplatesTest {

    @Autowired
    List<BuildingBlock> blocks;

    @Autowired
    Api api;

    @Autowired
    Releases releases;

    @Test
    void tellsWhatTheFieldsOfEachBlockMayHold() {
        var told = api.as(Role.MARKETER).get("/building-blocks").json();

        assertThat(told.get("templates")).hasSize(blocks.size() + 2);
        assertThat(told.get("kinds").get("send-message").get("template").asString())
                .isEqualTo("template");
        assertThat(told.get("kinds").get("wait-for-event").get("event").asString())
                .isEqualTo("event-types");
    }

    @Test
    void checksAWorkflowThatIsBeingDrawn() {
        var marketer = api.as(Role.MARKETER);
        var path = "bpmn/onboarding/onboarding.bpmn";
        var drawn = releases.live().files().find(path).orElseThrow().text();

        var inParts = List.of(drawn.substring(0, 1000), drawn.substring(1000));
        var fine = marketer.post("/journeys/checks", Map.of("files", List.of(Map.of("path", path, "parts", inParts))));
        var wrong = marketer.post(
                "/journeys/checks",
                Map.of(
                        "files",
                        List.of(Map.of(
                                "path", path, "text", drawn.replace("onboarding/nudge", "onboarding/nowhere")))));
        var elsewhere = marketer.post(
                "/journeys/checks", Map.of("files", List.of(Map.of("path", "rules/catalogue.yaml", "text", ""))));

        assertThat(fine.json().get("findings")).isEmpty();
        assertThat(wrong.json().get("findings").get(0).get("severity").asString())
                .isEqualTo("ERROR");
        assertThat(wrong.json().get("findings").get(0).get("line").asInt()).isPositive();
        assertThat(elsewhere.status()).isEqualTo(400);
    }

    @Test
    void playsTheScenariosOfAWorkflowThatIsBeingDrawn() {
        var marketer = api.as(Role.MARKETER);
        var workflow = "bpmn/promotion/promotion.bpmn";
        var test = "bpmn/promotion/promotion.test.yaml";
        var told = releases.live().files().find(test).orElseThrow().text();

        var run = marketer.post(
                "/journeys/test-runs",
                Map.of(
                        "workflow",
                        workflow,
                        "files",
                        List.of(Map.of("path", test, "text", told.replace("endEvent_Settled", "endEvent_No")))));

        assertThat(run.status()).as(run.body()).isEqualTo(200);
        assertThat(run.json().get("failed").asInt()).isPositive();
        assertThat(run.json().get("passed").asInt()).isPositive();
        assertThat(run.json().get("scenarios"))
                .anySatisfy(one -> assertThat(one.get("visited")).isNotEmpty());
        assertThat(marketer.post("/journeys/test-runs", Map.of("workflow", "bpmn/no/no.bpmn"))
                        .status())
                .isEqualTo(400);
    }

    @Test
    void offersEveryBlockWithItsFields() throws IOException {
        Map<String, List<String>> built = new TreeMap<>();
        blocks.forEach(block -> built.put(
                block.shape().topic(),
                block.shape().fields().stream().map(Field::name).toList()));

        built.put("ask-several", List.of("ask", "yes", "into"));
        built.put(
                "ask-person",
                List.of("for", "neverBy", "remind", "escalate", "to", "by", "calendar", "stage", "count"));

        Map<String, List<String>> offered = new TreeMap<>();
        try (var file = BuildingBlock.class.getResourceAsStream("/io/hearth/journey/element-templates.json")) {
            for (var template : Json.mapper().readTree(file)) {
                offered.put(
                        template.path("id").asString().substring("hearth.".length()),
                        template.path("properties")
                                .valueStream()
                                .map(property -> property.path("binding"))
                                .filter(binding ->
                                        binding.path("type").asString().equals("camunda:property"))
                                .map((JsonNode binding) -> binding.path("name").asString())
                                .toList());
            }
        }

        assertThat(offered).isEqualTo(built);
    }
}
