package io.hearth.journey;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.hearth.content.Releases;
import io.hearth.journey.engine.DefinitionTable;
import io.hearth.journey.engine.DefinitionTable.Version;
import io.hearth.journey.engine.guard.Drawing.Node;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The journeys of the live release. */
@RestController
@RequestMapping("/api/v1/journeys")
class JourneyController {

    private static final Duration FIGURES = Duration.ofDays(30);

    private final Clock clock;
    private final Releases releases;
    private final DefinitionTable definitions;
    private final RunHistory history;
    private final Drawings drawings;

    JourneyController(
            Clock clock, Releases releases, DefinitionTable definitions, RunHistory history, Drawings drawings) {
        this.clock = clock;
        this.releases = releases;
        this.definitions = definitions;
        this.history = history;
        this.drawings = drawings;
    }

    record JourneyView(
            String key,
            Texts name,
            int version,
            String file,
            Instant deployedAt,
            long running,
            long ended,
            long incidents) {}

    record StepView(String element, Texts name, String kind) {}

    record JourneyDetail(@JsonUnwrapped JourneyView journey, List<StepView> steps) {}

    record StepStatistics(
            String element,
            Texts name,
            long tokens,
            long visits,
            long cancelled,
            @Nullable Double averageSeconds) {}

    /** @param figures what steps recorded in the last 30 days, over all versions */
    record Statistics(String journey, int version, List<StepStatistics> steps, List<RunHistory.Figure> figures) {}

    @GetMapping
    Page<JourneyView> all() {
        var counts = history.counts();
        return new Page<>(
                definitions.ofRelease(releases.live().hash()).stream()
                        .map(version -> view(version, counts.getOrDefault(version.journey(), RunHistory.Counts.NONE)))
                        .toList(),
                null);
    }

    @GetMapping("/{key}")
    JourneyDetail one(@PathVariable String key) {
        var version = version(key, null);
        var steps = drawings.of(version.definition()).stream()
                .flatMap(drawn -> drawn.drawing().nodes().stream()
                        .map(node -> new StepView(node.id(), Texts.of(drawn.nameOf(node.id())), node.kind())))
                .toList();
        return new JourneyDetail(view(version, history.counts().getOrDefault(key, RunHistory.Counts.NONE)), steps);
    }

    @GetMapping(path = "/{key}/diagram", produces = MediaType.APPLICATION_XML_VALUE)
    String diagram(@PathVariable String key, @RequestParam @Nullable Integer version) {
        return version(key, version).bpmn();
    }

    /** Counts and times per step; over all versions, or one. */
    @GetMapping("/{key}/statistics")
    Statistics statistics(@PathVariable String key, @RequestParam @Nullable Integer version) {
        var shown = version(key, version);
        var drawn = drawings.of(shown.definition()).stream()
                .flatMap(found -> found.drawing().nodes().stream())
                .map(Node::id)
                .toList();
        var steps = history.statistics(key, version == null ? null : shown.definition()).stream()
                .sorted(Comparator.comparingInt((RunHistory.StepCounts step) -> {
                    int place = drawn.indexOf(step.element());
                    return place < 0 ? drawn.size() : place;
                }))
                .map(step -> new StepStatistics(
                        step.element(),
                        Texts.of(drawings.of(shown.definition())
                                .map(found -> found.nameOf(step.element()))
                                .orElse(step.element())),
                        step.tokens(),
                        step.visits(),
                        step.cancelled(),
                        step.averageSeconds()))
                .toList();
        var figures = history.figures(key, clock.instant().minus(FIGURES));
        return new Statistics(key, shown.version(), steps, figures);
    }

    private Version version(String key, @Nullable Integer number) {
        var found = number == null
                ? definitions.ofRelease(releases.live().hash(), key).or(() -> definitions.newest(key))
                : definitions.byNumber(key, number);
        return found.orElseThrow(() -> Problem.notFound("journey", key));
    }

    private static JourneyView view(Version version, RunHistory.Counts counts) {
        return new JourneyView(
                version.journey(),
                Texts.of(version.name()),
                version.version(),
                version.file(),
                version.deployedAt(),
                counts.running(),
                counts.ended(),
                counts.incidents());
    }
}
