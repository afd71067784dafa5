package io.hearth.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.hearth.HearthTest;
import io.hearth.content.Releases;
import io.hearth.journey.scenario.Scenarios;
import io.hearth.journey.scenario.Scenarios.Played;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;

/** Plays every workflow's scenarios; a new file is found by itself. */
@HearthTest
class JourneyScenariosTest {

    @Autowired
    Releases releases;

    @Autowired
    WorkflowCheck check;

    @Autowired
    Scenarios scenarios;

    @TestFactory
    Stream<DynamicTest> goAsTold() {
        var files = releases.live().files();
        var drawings = check.drawings(files);
        return drawings.entrySet().stream().flatMap(workflow -> {
            var played = scenarios.play(files, workflow.getKey(), workflow.getValue(), drawings);
            var all = played.stream().map(one -> dynamicTest(one.file() + ": " + one.name(), () -> passed(one)));
            return Stream.concat(
                    all,
                    Stream.of(dynamicTest(workflow.getKey().path() + ": every step and every arrow is passed", () -> {
                        var visited = new TreeSet<String>();
                        played.forEach(one -> visited.addAll(one.visited()));
                        assertThat(visited)
                                .containsAll(workflow.getValue().nodes().stream()
                                        .map(node -> node.id())
                                        .toList())
                                .containsAll(workflow.getValue().flows().stream()
                                        .map(flow -> flow.id())
                                        .toList());
                    })));
        });
    }

    private static void passed(Played played) {
        if (!played.passed()) {
            throw new AssertionError("%s:%d %s".formatted(played.file(), played.line(), played.failure()));
        }
    }
}
