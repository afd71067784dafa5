package io.hearth.journey.engine.guard;

import io.hearth.journey.engine.guard.Drawing.Flow;
import io.hearth.journey.engine.guard.Drawing.FormField;
import io.hearth.journey.engine.guard.Drawing.Node;
import io.hearth.journey.engine.guard.Drawing.Timer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Puts a drawing together from the elements in the order in which they come. */
final class DrawingBuilder {

    private final Findings findings;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Flow> flows = new ArrayList<>();
    private final Map<String, String> processProperties = new LinkedHashMap<>();
    private int processes;
    private Map<String, String> process = Map.of();
    private Map<String, String> processSettings = Map.of();
    private int processLine;

    private @Nullable OpenNode node;
    private @Nullable OpenFlow flow;
    private @Nullable OpenField field;
    private String propertyName = "";

    private record OpenNode(
            String kind,
            int line,
            Map<String, String> attributes,
            Map<String, String> settings,
            Map<String, String> properties,
            List<FormField> fields,
            List<Timer> timers) {}

    private record OpenFlow(int line, Map<String, String> attributes, List<String> conditions) {}

    private record OpenField(
            int line, Map<String, String> attributes, Map<String, String> options, Map<String, String> constraints) {}

    DrawingBuilder(Findings findings) {
        this.findings = findings;
    }

    void start(String name, Map<String, String> attributes, Map<String, String> settings, int line) {
        if (Allowed.NODES.contains(name)) {
            if (node != null) {
                findings.error(line, "'%s' is inside another step".formatted(name));
            }
            node = new OpenNode(
                    name, line, attributes, settings, new LinkedHashMap<>(), new ArrayList<>(), new ArrayList<>());
            return;
        }
        switch (name) {
            case "process" -> {
                processes++;
                process = attributes;
                processSettings = settings;
                processLine = line;
            }
            case "sequenceFlow" -> flow = new OpenFlow(line, attributes, new ArrayList<>());
            case "property" -> property(attributes, line);
            case "formField" -> field = new OpenField(line, attributes, new LinkedHashMap<>(), new LinkedHashMap<>());
            case "value" ->
                put(field == null ? null : field.options(), attributes.get("id"), attributes.get("name"), line);
            case "constraint" ->
                put(
                        field == null ? null : field.constraints(),
                        attributes.get("name"),
                        attributes.getOrDefault("config", ""),
                        line);
            default -> {}
        }
    }

    void end(String name, String text, int line) {
        var step = node;
        if (step != null && name.equals(step.kind())) {
            nodes.add(closed(step));
            node = null;
            return;
        }
        switch (name) {
            case "timeDuration", "timeDate" -> {
                if (step == null) {
                    findings.error(line, "a timer must belong to a step");
                } else {
                    step.timers().add(new Timer(name.equals("timeDate"), text, line));
                }
            }
            case "conditionExpression" -> {
                if (flow == null) {
                    findings.error(line, "a condition must belong to an arrow");
                } else {
                    flow.conditions().add(text);
                }
            }
            case "sequenceFlow" -> close(flow);
            case "formField" -> close(field, line);
            default -> {}
        }
    }

    Optional<Drawing> finished() {
        if (processes != 1) {
            findings.error(processLine, "a file holds exactly one process, but this one holds " + processes);
            return Optional.empty();
        }
        var properties = Map.copyOf(process);
        if (!"true".equals(properties.get("isExecutable"))) {
            findings.error(processLine, "the process is not executable");
        }
        return Optional.of(new Drawing(
                properties.getOrDefault("id", ""),
                properties.getOrDefault("name", ""),
                processLine,
                Map.copyOf(processSettings),
                Map.copyOf(processProperties),
                List.copyOf(nodes),
                List.copyOf(flows)));
    }

    private void property(Map<String, String> attributes, int line) {
        put(
                node == null ? processProperties : node.properties(),
                attributes.get("name"),
                attributes.getOrDefault("value", ""),
                line);
    }

    private void put(@Nullable Map<String, String> into, @Nullable String name, @Nullable String value, int line) {
        if (into == null || name == null || name.isBlank() || value == null) {
            findings.error(line, "a property, option or constraint needs a name, and a place where it belongs");
        } else if (into.putIfAbsent(name, value) != null) {
            findings.error(line, "'%s' is given twice".formatted(name));
        }
    }

    private Node closed(OpenNode open) {
        if (open.timers().size() > 1) {
            findings.error(open.line(), "a step has one timer at most");
        }
        return new Node(
                open.attributes().getOrDefault("id", ""),
                open.kind(),
                open.attributes().getOrDefault("name", ""),
                open.line(),
                Map.copyOf(open.settings()),
                Map.copyOf(open.properties()),
                List.copyOf(open.fields()),
                open.timers().isEmpty() ? null : open.timers().get(0),
                open.attributes().get("attachedToRef"),
                !"false".equals(open.attributes().get("cancelActivity")),
                open.attributes().get("default"));
    }

    private void close(@Nullable OpenFlow open) {
        if (open == null) {
            return;
        }
        flows.add(new Flow(
                open.attributes().getOrDefault("id", ""),
                open.attributes().getOrDefault("name", ""),
                open.attributes().getOrDefault("sourceRef", ""),
                open.attributes().getOrDefault("targetRef", ""),
                open.conditions().isEmpty() ? null : open.conditions().get(0),
                open.line()));
        flow = null;
    }

    private void close(@Nullable OpenField open, int line) {
        if (open == null || node == null) {
            findings.error(line, "a form's field must belong to a person's task");
            return;
        }
        node.fields()
                .add(new FormField(
                        open.attributes().getOrDefault("id", ""),
                        open.attributes().getOrDefault("label", ""),
                        open.attributes().getOrDefault("type", ""),
                        new LinkedHashMap<>(open.options()),
                        Map.copyOf(open.constraints()),
                        open.line()));
        field = null;
    }
}
