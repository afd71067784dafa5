package io.hearth.journey;

import io.hearth.content.ContentFiles;
import io.hearth.content.Finding;
import io.hearth.content.InChinese;
import io.hearth.journey.scenario.Scenarios;
import io.hearth.journey.scenario.Scenarios.Played;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.springframework.stereotype.Component;

/** The scenarios beside workflows that are not released yet, played in virtual time. */
@Component
public class WorkflowTests {

    private final WorkflowCheck check;
    private final Scenarios scenarios;

    WorkflowTests(WorkflowCheck check, Scenarios scenarios) {
        this.check = check;
        this.scenarios = scenarios;
    }

    /** @param left steps that no scenario passes through, and ways out of gateways that none takes */
    public record Report(List<Played> played, List<Finding> left) {}

    /** Plays all scenarios of files whose workflows have passed their check. */
    public Report play(ContentFiles files) {
        var drawings = check.drawings(files);
        var played = new ArrayList<Played>();
        var left = new ArrayList<Finding>();
        drawings.forEach((workflow, drawing) -> {
            var ofThis = scenarios.play(files, workflow, drawing, drawings);
            played.addAll(ofThis);
            var visited = new TreeSet<String>();
            ofThis.forEach(one -> visited.addAll(one.visited()));
            drawing.nodes().stream()
                    .filter(node -> !visited.contains(node.id()))
                    .forEach(node -> left.add(Finding.warning(
                            workflow.path(),
                            node.line(),
                            "no scenario passes through step '%s'".formatted(node.id()))));
            drawing.flows().stream()
                    .filter(flow -> visited.contains(flow.source()) && !visited.contains(flow.id()))
                    .forEach(flow -> left.add(Finding.warning(
                            workflow.path(),
                            flow.line(),
                            "no scenario goes from '%s' along arrow '%s'".formatted(flow.source(), flow.id()))));
        });
        return new Report(List.copyOf(played), List.copyOf(left));
    }

    /** What went wrong in a scenario, with the names of the steps, in Chinese ({@code zh}) and English ({@code en}). */
    public static Map<String, String> text(ContentFiles files, Played played) {
        if (played.passed()) {
            return Map.of();
        }
        var names = StepNames.of(
                files.find(played.file().replace(".test.yaml", ".bpmn")).orElse(null));
        var failure = Objects.requireNonNull(played.failure());
        return Map.of("zh", names.inChinese(InChinese.of(failure)), "en", names.inEnglish(failure));
    }
}
