package io.hearth.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.hearth.HearthTest;
import io.hearth.content.Finding;
import io.hearth.content.Releases;
import io.hearth.journey.engine.guard.Drawing;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How the workflows that ship read: their ids and names, beyond what the guard demands. */
@HearthTest
class BpmnConventionsTest {

    private static final Map<String, String> PREFIXES =
            Map.of("exclusiveGateway", "gateway", "parallelGateway", "gateway");

    @Autowired
    Releases releases;

    @Autowired
    WorkflowCheck check;

    @Test
    void everyFilePassesTheGuardAndHasScenarios() {
        assertThat(check.check(releases.live().files()))
                .extracting(Finding::toString)
                .isEmpty();
    }

    @Test
    void everyStepHasAReadableId() {
        assertThat(nodes().filter(node -> !node.id().startsWith(PREFIXES.getOrDefault(node.kind(), node.kind()) + "_")))
                .isEmpty();
    }

    @Test
    void everyStepIsNamedInBothLanguages() {
        assertThat(nodes().filter(node -> !isChinese(Texts.of(node.name()).zh())
                        || isChinese(Texts.of(node.name()).en())))
                .isEmpty();
    }

    @Test
    void everyExitOfADecisionIsLabelled() {
        assertThat(drawings().flatMap(drawing -> drawing.flows().stream()
                        .filter(flow -> drawing.flows().stream()
                                        .filter(other -> other.source().equals(flow.source()))
                                        .count()
                                > 1)
                        .filter(flow ->
                                drawing.node(flow.source()).orElseThrow().kind().equals("exclusiveGateway"))
                        .filter(flow -> flow.name().isBlank())))
                .isEmpty();
    }

    @Test
    void everyShapeIsDrawn() {
        releases.live()
                .files()
                .under("bpmn")
                .filter(file -> file.path().endsWith(".bpmn"))
                .forEach(file -> {
                    var text = file.text();
                    var drawing = check.drawing(releases.live().files(), file).orElseThrow();
                    assertThat(drawing.nodes()).allMatch(node -> text.contains("bpmnElement=\"" + node.id() + "\""));
                    assertThat(drawing.flows()).allMatch(flow -> text.contains("bpmnElement=\"" + flow.id() + "\""));
                });
    }

    private Stream<Drawing> drawings() {
        return List.copyOf(check.drawings(releases.live().files()).values()).stream();
    }

    private Stream<Drawing.Node> nodes() {
        return drawings().flatMap(drawing -> drawing.nodes().stream());
    }

    private static boolean isChinese(String text) {
        return text.codePoints().anyMatch(letter -> Character.UnicodeScript.of(letter) == Character.UnicodeScript.HAN);
    }
}
