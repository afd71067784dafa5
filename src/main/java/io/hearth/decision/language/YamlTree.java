package io.hearth.decision.language;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;

/** A YAML document as a tree that knows its lines. No tags, no aliases, nothing is constructed. */
final class YamlTree {

    private final @Nullable Node node;
    private final Problems problems;

    private YamlTree(@Nullable Node node, Problems problems) {
        this.node = node;
        this.problems = problems;
    }

    static YamlTree read(String text, Problems problems) {
        var options = new LoaderOptions();
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(20);
        options.setCodePointLimit(SourceText.MOST_BYTES);
        options.setAllowDuplicateKeys(false);
        try {
            return new YamlTree(
                    new Yaml(new SafeConstructor(options)).compose(new java.io.StringReader(text)), problems);
        } catch (MarkedYAMLException e) {
            var mark = e.getProblemMark();
            problems.error(mark == null ? 0 : mark.getLine() + 1, "This is not YAML: " + e.getProblem() + ".");
        } catch (YAMLException | StackOverflowError e) {
            problems.error(0, "This is not YAML that can be read: " + e.getMessage());
        }
        return new YamlTree(null, problems);
    }

    boolean isAbsent() {
        return node == null
                || node instanceof ScalarNode scalar && scalar.getValue().isEmpty() && scalar.isPlain();
    }

    int line() {
        return node == null ? 0 : node.getStartMark().getLine() + 1;
    }

    /** The entries of a mapping in their order; a finding and nothing if this is something else. */
    Map<String, YamlTree> entries() {
        var entries = new LinkedHashMap<String, YamlTree>();
        if (isAbsent()) {
            return entries;
        }
        if (!(node instanceof MappingNode mapping)) {
            problems.error(line(), "Expected 'key: value' lines here.");
            return entries;
        }
        for (var tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                problems.error(line(), "Expected a plain word as key.");
                continue;
            }
            if (entries.put(key.getValue(), new YamlTree(tuple.getValueNode(), problems)) != null) {
                problems.error(key.getStartMark().getLine() + 1, "'" + key.getValue() + "' stands here twice.");
            }
        }
        return entries;
    }

    /** The entries of a mapping of which only these keys are known. */
    Map<String, YamlTree> entries(String... known) {
        var entries = entries();
        for (var entry : entries.entrySet()) {
            if (!List.of(known).contains(entry.getKey())) {
                problems.error(
                        entry.getValue().line(),
                        "'" + entry.getKey() + "' is not known here. Allowed: " + String.join(", ", known) + ".");
            }
        }
        return entries;
    }

    List<YamlTree> items() {
        var items = new ArrayList<YamlTree>();
        if (isAbsent()) {
            return items;
        }
        if (node instanceof SequenceNode sequence) {
            sequence.getValue().forEach(n -> items.add(new YamlTree(n, problems)));
        } else {
            problems.error(line(), "Expected a list here.");
        }
        return items;
    }

    Optional<String> text() {
        if (isAbsent()) {
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar) {
            return Optional.of(scalar.getValue());
        }
        problems.error(line(), "Expected a single value here.");
        return Optional.empty();
    }

    String textOr(String otherwise) {
        return text().orElse(otherwise);
    }

    /** The scalar as a number, truth value or text, as an unquoted or quoted YAML scalar says. */
    Object value() {
        var text = textOr("");
        if (node instanceof ScalarNode scalar && scalar.isPlain()) {
            if (text.equals("true") || text.equals("false")) {
                return Boolean.valueOf(text);
            }
            if (text.matches("-?\\d{1,15}")) {
                return Long.valueOf(text);
            }
            if (text.matches("-?\\d{1,15}\\.\\d{1,10}")) {
                return Double.valueOf(text);
            }
        }
        return text;
    }

    boolean isMapping() {
        return node instanceof MappingNode;
    }
}
