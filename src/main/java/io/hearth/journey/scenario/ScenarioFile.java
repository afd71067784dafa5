package io.hearth.journey.scenario;

import java.io.StringReader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** Reads {@code scenarios:} of a {@code .test.yaml}, each part with its line, so that a failure can name it. */
final class ScenarioFile {

    private static final int LONGEST = 1 << 18;
    private static final int DEEPEST = 12;

    /** A list of parts, or one part's fields, or text; and where it stands. */
    record Part(int line, @Nullable String text, List<Part> list, Map<String, Part> fields) {

        String asText() {
            if (text == null) {
                throw new UnreadableScenario(line, "expected text here");
            }
            return text;
        }

        List<String> asTexts() {
            return text == null ? list.stream().map(Part::asText).toList() : List.of(text);
        }
    }

    static List<Scenario> read(String yaml) {
        var options = new LoaderOptions();
        options.setCodePointLimit(LONGEST);
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(DEEPEST);
        var root = new Yaml(options).compose(new StringReader(yaml));
        if (root == null) {
            throw new UnreadableScenario(1, "the file is empty");
        }
        var file = part(root);
        only(file, "scenarios");
        return required(file, "scenarios").list().stream()
                .map(ScenarioFile::scenario)
                .toList();
    }

    private static Scenario scenario(Part part) {
        only(part, "name", "now", "start", "answers", "dates", "hold", "steps", "neverSent");
        var steps =
                required(part, "steps").list().stream().map(ScenarioFile::step).toList();
        var answers = new LinkedHashMap<String, List<String>>();
        if (part.fields().get("answers") != null) {
            part.fields().get("answers").fields().forEach((rulebook, given) -> answers.put(rulebook, given.asTexts()));
        }
        var dates = new LinkedHashMap<String, String>();
        if (part.fields().get("dates") != null) {
            part.fields().get("dates").fields().forEach((name, date) -> dates.put(name, date.asText()));
        }
        var start = part.fields().get("start");
        var never = part.fields().get("neverSent");
        return new Scenario(
                required(part, "name").asText(),
                part.line(),
                part.fields().get("now") == null
                        ? null
                        : part.fields().get("now").asText(),
                start == null || start.fields().get("community") == null
                        ? "running-club"
                        : start.fields().get("community").asText(),
                answers,
                dates,
                part.fields().get("hold") == null
                        ? List.of()
                        : part.fields().get("hold").asTexts(),
                steps,
                never == null ? List.of() : never.asTexts());
    }

    /** A step has one word that says what it does. */
    private static Scenario.Step step(Part part) {
        if (part.fields().size() != 1) {
            throw new UnreadableScenario(part.line(), "a step says one thing, such as wait: P1D");
        }
        var word = part.fields().keySet().iterator().next();
        var what = required(part, word);
        return new Scenario.Step(part.line(), word, what);
    }

    static Part required(Part part, String name) {
        var found = part.fields().get(name);
        if (found == null) {
            throw new UnreadableScenario(part.line(), "'%s' is missing".formatted(name));
        }
        return found;
    }

    static void only(Part part, String... names) {
        for (var name : part.fields().keySet()) {
            if (!List.of(names).contains(name)) {
                throw new UnreadableScenario(
                        part.line(), "'%s' is not known here; known are %s".formatted(name, String.join(", ", names)));
            }
        }
    }

    private static Part part(Node node) {
        int line = node.getStartMark().getLine() + 1;
        if (node instanceof ScalarNode scalar) {
            return new Part(line, scalar.getValue(), List.of(), Map.of());
        }
        if (node instanceof SequenceNode sequence) {
            return new Part(
                    line,
                    null,
                    sequence.getValue().stream().map(ScenarioFile::part).toList(),
                    Map.of());
        }
        var fields = new LinkedHashMap<String, Part>();
        for (var entry : node instanceof MappingNode mapping
                ? mapping.getValue()
                : new ArrayList<org.yaml.snakeyaml.nodes.NodeTuple>()) {
            var key = part(entry.getKeyNode());
            if (fields.put(key.asText(), part(entry.getValueNode())) != null) {
                throw new UnreadableScenario(key.line(), "'%s' is given twice".formatted(key.asText()));
            }
        }
        return new Part(line, null, List.of(), fields);
    }

    private ScenarioFile() {}
}
