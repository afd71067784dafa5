package io.hearth.journey;

import static io.hearth.journey.Workflows.chain;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.hearth.Api;
import io.hearth.HearthTest;
import io.hearth.account.Role;
import io.hearth.content.ContentFile;
import io.hearth.content.Releases;
import io.hearth.journey.block.BuildingBlock;
import io.hearth.journey.engine.JourneyEngine;
import io.hearth.member.MemberId;
import io.hearth.platform.Json;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * A workflow that somebody draws from nothing: each step is a building block as the modeler writes it, by the element
 * templates. It passes the checks of the editor, deploys, and runs to its end with all effects.
 */
@HearthTest
class DrawnFromBlocksTest {

    private static final String CLUB = "running-club";

    @Autowired
    Journeys journeys;

    @Autowired
    Waits waits;

    @Autowired
    Releases releases;

    @Autowired
    WorkflowCheck check;

    @Autowired
    JourneyEngine engine;

    @Autowired
    TransactionTemplate transaction;

    @Autowired
    JdbcClient sql;

    @Autowired
    Api api;

    private final MemberId member = new MemberId(ThreadLocalRandom.current().nextLong(1L << 40, 1L << 50));
    private final String group = "drawn-" + member.value();

    @Test
    void deploysAndRunsToItsEnd() throws IOException {
        var steps = """
                <bpmn:extensionElements><camunda:properties>
                <camunda:property name="variable.checkIn" value="text" /><camunda:property name="variable.lot" value="text" />
                <camunda:property name="variable.verdict" value="text" />
                </camunda:properties></bpmn:extensionElements>
                """
                + step("nudge", "send-message", Map.of("template", "onboarding/nudge"))
                + step("enter", "put-in-segment", Map.of("segment", "advocate"))
                + step("entered", "wait-for-segment", Map.of("segment", "advocate"))
                + step("look", "decide", Map.of("rulebook", "check-ins", "into", "checkIn"))
                + step("draw", "split-at-random", Map.of("shares", "50 50", "into", "lot"))
                + step("thank", "award", Map.of("reason", "drawn", "points", "5"))
                + step("count", "record-figure", Map.of("figure", "drawn"))
                + step("case", "open-case", Map.of("kind", "complaint", "reason", "drawn", "severity", "normal"))
                + step("tell", "call-webhook", Map.of("name", "drawn"))
                + step("person", "ask-person", Map.of("camunda:candidateGroups", group, "camunda:dueDate", "P2D"))
                + step(
                        "several",
                        "ask-several",
                        Map.of(
                                "camunda:candidateGroups", group,
                                "ask", "any",
                                "yes", "agreed",
                                "into", "verdict"))
                + step("leave", "take-out-of-segment", Map.of("segment", "advocate"))
                + chain(
                        "nudge", "enter", "entered", "look", "draw", "thank", "count", "case", "tell", "person",
                        "several", "leave");
        var volunteer = api.as(Set.of(Role.OPERATOR), Set.of(group));
        var journey = "drawn-" + UUID.randomUUID().toString().substring(0, 8);
        var drawn = Workflows.bpmn(journey, steps);

        var checked = api.as(Role.MARKETER)
                .post("/journeys/checks", Map.of("files", List.of(Map.of("path", path(journey), "text", drawn))));
        assertThat(checked.json().path("findings").valueStream().map(found -> found.path("message")
                        .asString()))
                .as(checked.toString())
                .allMatch(found -> found.contains(".test.yaml"));
        var release = deploy(journey, drawn);
        transaction.executeWithoutResult(
                status -> journeys.start(List.of(new JourneyStart(journey, member, CLUB, release, null))));
        complete(volunteer, "person");
        complete(volunteer, "several");

        await().untilAsserted(
                        () -> assertThat(sql.sql("select state || ' ' || ended_by from run where member = :member")
                                        .param("member", member.value())
                                        .query(String.class)
                                        .list())
                                .containsExactly("ended end"));
        assertThat(effects())
                .isEqualTo(
                        Map.of("messages", 1L, "awards", 1L, "figures", 1L, "cases", 1L, "calls", 1L, "entries", 1L));
    }

    private static String path(String journey) {
        return "bpmn/%1$s/%1$s.bpmn".formatted(journey);
    }

    /** Beside all that is live, under a release of its own. */
    private String deploy(String journey, String drawn) {
        var release = UUID.randomUUID().toString();
        var file = ContentFile.of(path(journey), drawn);
        var drawing = check.drawing(releases.live().files().with(file), file).orElseThrow();
        transaction.executeWithoutResult(status -> engine.release(release, engine.deploy(file, drawing)));
        waits.learn();
        return release;
    }

    /** As the modeler writes it: fixed values from the template, the others from whoever draws. */
    private static String step(String id, String block, Map<String, String> values) throws IOException {
        var template = template("hearth." + block);
        var person = template.path("appliesTo").path(0).asString().equals("bpmn:UserTask");
        var attributes = new StringBuilder();
        var properties = new StringBuilder();
        for (var property : template.path("properties")) {
            var name = property.path("binding").path("name").asString();
            var value = values.getOrDefault(name, property.path("value").asString(""));
            assertThat(value.isEmpty()
                            && property.path("constraints").path("notEmpty").asBoolean(false))
                    .as("%s of %s is needed", name, block)
                    .isFalse();
            if (value.isEmpty()) {
                continue;
            }
            if (property.path("binding").path("type").asString().equals("property")) {
                attributes.append(" %s=\"%s\"".formatted(name, value));
            } else {
                properties.append("<camunda:property name=\"%s\" value=\"%s\" />".formatted(name, value));
            }
        }
        var form = person
                ? "<camunda:formData><camunda:formField id=\"agreed\" label=\"同意 Agreed\" type=\"boolean\" /></camunda:formData>"
                : "";
        var inside = properties.isEmpty() ? "" : "<camunda:properties>" + properties + "</camunda:properties>";
        return "<bpmn:%1$s id=\"%2$s\" name=\"%2$s\"%3$s><bpmn:extensionElements>%4$s%5$s</bpmn:extensionElements></bpmn:%1$s>%n"
                .formatted(person ? "userTask" : "serviceTask", id, attributes, form, inside);
    }

    private static JsonNode template(String id) throws IOException {
        try (var file = BuildingBlock.class.getResourceAsStream("/io/hearth/journey/element-templates.json")) {
            return Json.mapper()
                    .readTree(file)
                    .valueStream()
                    .filter(template -> template.path("id").asString().equals(id))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void complete(Api.Client person, String element) {
        await().untilAsserted(() -> assertThat(open(element)).hasSize(1));
        var answer =
                person.post("/tasks/" + open(element).get(0) + "/complete", Map.of("values", Map.of("agreed", true)));
        assertThat(answer.status()).as(answer.toString()).isEqualTo(200);
    }

    private List<UUID> open(String element) {
        return sql.sql(
                        "select id from task where member = :member and state = 'open' and about ->> 'element' = :element")
                .param("member", member.value())
                .param("element", element)
                .query(UUID.class)
                .list();
    }

    private Map<String, Long> effects() {
        return Map.of(
                "messages", count("message where template = 'onboarding/nudge' and member_id = :member"),
                "awards", count("ledger_entry where account = 'available' and reason = 'drawn' and member = :member"),
                "figures",
                        count(
                                "journey_figure f join run r on r.id = f.run where f.name = 'drawn' and r.member = :member"),
                "cases", count("escalation_case where member = :member"),
                "calls", count("webhook_call where name = 'drawn' and member = :member"),
                "entries", count("segment_history where segment = 'advocate' and entered and member = :member"));
    }

    private long count(String rows) {
        return sql.sql("select count(*) from " + rows)
                .param("member", member.value())
                .query(Long.class)
                .single();
    }
}
