package io.hearth.journey;

import io.hearth.content.ContentCheck;
import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import io.hearth.content.Finding;
import io.hearth.journey.block.BuildingBlock;
import io.hearth.journey.block.Shape;
import io.hearth.journey.engine.JourneySettings;
import io.hearth.journey.engine.guard.Drawing;
import io.hearth.journey.engine.guard.Guard;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Passes every workflow through the guard, with what lies beside it in the same candidate. */
@Component
class WorkflowCheck implements ContentCheck {

    static final String FOLDER = "bpmn";
    private static final String WORKFLOW = ".bpmn";
    private static final String TEST = ".test.yaml";

    private final Map<String, Shape> shapes = new TreeMap<>();
    private final JourneySettings settings;

    WorkflowCheck(List<BuildingBlock> blocks, JourneySettings settings) {
        this.settings = settings;
        blocks.forEach(block -> shapes.put(block.shape().topic(), block.shape()));
    }

    @Override
    public List<Finding> check(ContentFiles candidate) {
        var findings = new ArrayList<Finding>();
        var guard = guard(candidate);
        var keys = new HashMap<String, String>();
        var drawings = new TreeMap<String, Drawing>();
        candidate.under(FOLDER).forEach(file -> {
            if (isWorkflow(file)) {
                var verdict = guard.judge(file);
                findings.addAll(verdict.findings());
                verdict.drawing().ifPresent(drawing -> drawings.put(file.path(), drawing));
                var other = keys.putIfAbsent(Guard.key(file.path()), file.path());
                if (other != null) {
                    findings.add(Finding.error(file.path(), 0, "there is another workflow of this name, " + other));
                }
                if (candidate.find(file.path().replace(WORKFLOW, TEST)).isEmpty()) {
                    findings.add(Finding.warning(file.path(), 0, "there is no " + TEST + " file beside it"));
                }
            } else if (!file.path().endsWith(TEST)) {
                findings.add(Finding.error(file.path(), 0, "only workflows and their tests belong here"));
            }
        });
        calls(drawings, findings);
        return List.copyOf(findings);
    }

    /** The workflows of a candidate that has passed. */
    Map<ContentFile, Drawing> drawings(ContentFiles files) {
        var guard = guard(files);
        var drawings = new TreeMap<ContentFile, Drawing>(java.util.Comparator.comparing(ContentFile::path));
        files.under(FOLDER)
                .filter(WorkflowCheck::isWorkflow)
                .forEach(file -> drawings.put(
                        file,
                        guard.judge(file)
                                .drawing()
                                .orElseThrow(() -> new IllegalStateException(
                                        "Expected to deploy %s, but it does not pass the guard"
                                                .formatted(file.path())))));
        return drawings;
    }

    Optional<Drawing> drawing(ContentFiles files, ContentFile file) {
        return guard(files).judge(file).drawing();
    }

    private Guard guard(ContentFiles files) {
        var eventTypes = EventTypes.of(files);
        return new Guard(
                shapes,
                template -> files.under("templates/" + template).findAny().isPresent(),
                rulebook -> files.under("rules/" + rulebook).findAny().isPresent(),
                eventTypes::contains,
                journeys(files)::contains,
                settings.calendars()::containsKey);
    }

    private static Set<String> journeys(ContentFiles files) {
        return files.under(FOLDER)
                .filter(WorkflowCheck::isWorkflow)
                .map(file -> Guard.key(file.path()))
                .collect(Collectors.toSet());
    }

    /** Journeys that call each other in a circle would never end. */
    private static void calls(Map<String, Drawing> drawings, List<Finding> findings) {
        var ending = new HashSet<String>();
        boolean more = true;
        while (more) {
            more = drawings.values().stream()
                    .filter(drawing -> drawing.calls().stream()
                            .allMatch(callee -> !isDrawn(drawings, callee) || ending.contains(callee)))
                    .map(drawing -> ending.add(drawing.id()))
                    .reduce(false, Boolean::logicalOr);
        }
        drawings.forEach((path, drawing) -> {
            if (!ending.contains(drawing.id())) {
                findings.add(Finding.error(
                        path, drawing.line(), "journey '%s' calls itself in the end".formatted(drawing.id())));
            }
        });
    }

    private static boolean isDrawn(Map<String, Drawing> drawings, String key) {
        return drawings.values().stream().anyMatch(drawing -> drawing.id().equals(key));
    }

    static boolean isWorkflow(ContentFile file) {
        return file.path().endsWith(WORKFLOW);
    }
}
