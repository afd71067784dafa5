package io.hearth.journey.engine.guard;

import io.hearth.journey.block.Shape;
import io.hearth.journey.engine.guard.Drawing.Node;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks each step by itself: known building block, fields of the right kind, timers within bounds, a readable id. */
final class StepCheck {

    private static final Pattern ID = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]{0,63}");
    private static final Pattern VARIABLE = Pattern.compile("[a-z][A-Za-z0-9]{0,63}");
    private static final Pattern GROUPS =
            Pattern.compile("[a-z0-9][a-z0-9-]{0,63}( *, *[a-z0-9][a-z0-9-]{0,63}){0,19}");
    private static final Pattern ASK = Pattern.compile("all|any|[1-9]|1\\d|20");
    private static final int LONGEST_KEEPING = 3_660;
    static final String NEVER_BY = "neverBy";
    private static final Set<String> SEVERAL = Set.of("ask", "yes", "into");

    private final Drawing drawing;
    private final Map<String, Shape> shapes;
    private final Known known;
    private final Findings findings;

    StepCheck(Drawing drawing, Map<String, Shape> shapes, Known known, Findings findings) {
        this.drawing = drawing;
        this.shapes = shapes;
        this.known = known;
        this.findings = findings;
    }

    void run() {
        process();
        drawing.nodes().forEach(this::node);
        for (var flow : drawing.flows()) {
            if (!ID.matcher(flow.id()).matches()) {
                findings.error(flow.line(), "an arrow needs an id of letters, digits, - and _");
            }
            if (flow.condition() != null) {
                Conditions.check(flow.condition(), drawing.variables())
                        .ifPresent(fault -> findings.error(flow.line(), "arrow '%s': %s".formatted(flow.id(), fault)));
            }
        }
    }

    private void process() {
        try {
            int days = Period.parse(drawing.settings().getOrDefault("historyTimeToLive", ""))
                    .getDays();
            if (days < 1 || days > LONGEST_KEEPING) {
                findings.error(drawing.line(), "history must be kept between 1 and %d days".formatted(LONGEST_KEEPING));
            }
        } catch (DateTimeParseException notAPeriod) {
            findings.error(
                    drawing.line(),
                    "the process must say how long its history is kept: camunda:historyTimeToLive=\"P180D\"");
        }
        drawing.properties().forEach((name, value) -> {
            if (name.equals(Drawing.EXIT)) {
                known.fault(Shape.Type.EVENT_TYPES, value, drawing)
                        .ifPresent(fault -> findings.error(drawing.line(), "property 'exit': " + fault));
            } else if (name.equals(Drawing.REENTRY)) {
                if (!Set.of(Drawing.NEVER, Drawing.AFTER_END).contains(value)) {
                    findings.error(
                            drawing.line(),
                            "property 'reentry' must be %s or %s".formatted(Drawing.NEVER, Drawing.AFTER_END));
                }
            } else if (name.equals(Drawing.ABOUT)) {
                if (!Set.of("member", Drawing.AUDIENCE, Drawing.COLLABORATION).contains(value)) {
                    findings.error(
                            drawing.line(),
                            "property 'about' must be member, %s or %s"
                                    .formatted(Drawing.AUDIENCE, Drawing.COLLABORATION));
                }
            } else if (name.equals(Drawing.CANCEL)) {
                if (drawing.node(value)
                        .filter(node -> !node.is("startEvent", "boundaryEvent"))
                        .isEmpty()) {
                    findings.error(
                            drawing.line(), "property 'cancel' must name a step, but '%s' is none".formatted(value));
                }
            } else if (!Drawing.declares(name)) {
                findings.error(
                        drawing.line(),
                        "property '%s' of the process is not known; known are about, cancel, exit, reentry and variable.NAME"
                                .formatted(name));
            } else if (!VARIABLE.matcher(name.substring(name.indexOf('.') + 1)).matches()
                    || !Variables.TYPES.contains(value)) {
                findings.error(
                        drawing.line(),
                        "'%s' must be a variable of type %s"
                                .formatted(name, String.join(", ", new java.util.TreeSet<>(Variables.TYPES))));
            } else if (Variables.KNOWN.containsKey(name.substring(name.indexOf('.') + 1))) {
                findings.error(drawing.line(), "'%s' is known to every run and need not be declared".formatted(name));
            }
        });
    }

    private void node(Node node) {
        if (!ID.matcher(node.id()).matches()) {
            findings.error(
                    node.line(),
                    "a step needs an id of letters, digits, - and _, but this one has '%s'".formatted(node.id()));
        }
        if (node.name().isBlank() && node.is("userTask", "serviceTask")) {
            findings.warn(node.line(), "step '%s' has no name".formatted(node.id()));
        }
        timer(node);
        switch (node.kind()) {
            case "serviceTask" -> block(node);
            case "userTask" -> person(node);
            default -> {
                if (!node.properties().isEmpty()) {
                    findings.error(node.line(), "'%s' takes no properties".formatted(node.id()));
                }
            }
        }
        if (!node.fields().isEmpty() && !node.is("userTask")) {
            findings.error(node.line(), "only a person's task has a form, but '%s' has one".formatted(node.id()));
        }
    }

    private void timer(Node node) {
        var timer = node.timer();
        if (node.is("intermediateCatchEvent", "boundaryEvent") == (timer == null)) {
            findings.error(
                    node.line(),
                    timer == null
                            ? "'%s' needs a timer".formatted(node.id())
                            : "'%s' may not have a timer".formatted(node.id()));
        }
        if (timer == null) {
            return;
        }
        var variable = Timing.variable(timer.text());
        var wanted = timer.date() ? "date" : "duration";
        if (variable.isPresent()) {
            if (!wanted.equals(drawing.variables().get(variable.get()))) {
                findings.error(
                        timer.line(), "timer '%s' needs a declared variable of type %s".formatted(node.id(), wanted));
            }
        } else if (timer.date()
                ? Timing.instant(timer.text()).isEmpty()
                : Timing.duration(timer.text()).isEmpty()) {
            findings.error(
                    timer.line(),
                    "timer '%s' must be %s"
                            .formatted(
                                    node.id(),
                                    timer.date()
                                            ? "a date such as 2026-03-14T09:00:00+08:00"
                                            : "a plain duration between one minute and 366 days, such as P3D or PT90M"));
        }
    }

    private void block(Node node) {
        var shape = shapes.get(node.topic().orElse(""));
        if (!"external".equals(node.settings().get("type")) || shape == null) {
            findings.error(
                    node.line(),
                    "step '%s' must be one of the building blocks %s"
                            .formatted(node.id(), new java.util.TreeSet<>(shapes.keySet())));
            return;
        }
        if (shape.whom() != Shape.Whom.ANYBODY && shape.whom() != drawing.about()) {
            findings.error(
                    node.line(),
                    "step '%s' (%s) needs %s, but this workflow is about %s"
                            .formatted(
                                    node.id(),
                                    shape.name(),
                                    shape.whom().words(),
                                    drawing.about().words()));
        }
        var fields = new java.util.HashMap<>(node.properties());
        for (var field : shape.fields()) {
            var value = fields.remove(field.name());
            if (value == null || value.isBlank()) {
                if (field.required()) {
                    findings.error(
                            node.line(),
                            "step '%s' (%s) needs its field '%s'".formatted(node.id(), shape.name(), field.label()));
                }
            } else {
                known.fault(field.type(), value, drawing)
                        .ifPresent(fault -> findings.error(
                                node.line(), "step '%s': field '%s': %s".formatted(node.id(), field.label(), fault)));
            }
        }
        fields.keySet()
                .forEach(extra -> findings.error(
                        node.line(), "step '%s' (%s) has no field '%s'".formatted(node.id(), shape.name(), extra)));
    }

    private void person(Node node) {
        several(node);
        new CareCheck(drawing, known, findings).run(node, SEVERAL);
        var groups = node.settings().get("candidateGroups");
        if (groups == null) {
            findings.warn(
                    node.line(), "task '%s' is offered to no group: only operators can do it".formatted(node.id()));
        } else if (!GROUPS.matcher(groups).matches()) {
            findings.error(
                    node.line(),
                    "the groups of '%s' must be names such as volunteers, separated by commas".formatted(node.id()));
        }
        var due = node.settings().get("dueDate");
        if (due != null && Timing.duration(due).isEmpty()) {
            findings.error(
                    node.line(), "task '%s' must be due after a plain duration such as P2D".formatted(node.id()));
        }
        new FormCheck(findings).run(node);
    }

    /** What asking several people needs: how many must say yes, the question that counts, and where the answer goes. */
    private void several(Node node) {
        var properties = node.properties();
        var asked = new java.util.TreeSet<>(properties.keySet());
        asked.retainAll(SEVERAL);
        if (asked.isEmpty()) {
            return;
        }
        if (!properties.keySet().equals(SEVERAL)) {
            findings.error(
                    node.line(),
                    "a task that asks several people takes the properties ask, yes and into and no other, but '%s' has %s"
                            .formatted(node.id(), new java.util.TreeSet<>(properties.keySet())));
            return;
        }
        if (!ASK.matcher(properties.getOrDefault("ask", "")).matches()) {
            findings.error(
                    node.line(), "field 'ask' of '%s' must be all, any, or how many must say yes".formatted(node.id()));
        }
        if (node.fields().stream()
                .noneMatch(field ->
                        field.id().equals(properties.get("yes")) && field.type().equals("boolean"))) {
            findings.error(
                    node.line(), "field 'yes' of '%s' must name a yes-or-no field of its form".formatted(node.id()));
        }
        if (!"text".equals(drawing.variables().get(properties.get("into")))) {
            findings.error(
                    node.line(),
                    "field 'into' of '%s' must name a declared variable of type text".formatted(node.id()));
        }
        if (node.settings().get("candidateGroups") == null) {
            findings.error(node.line(), "task '%s' asks several people, but names no group".formatted(node.id()));
        }
    }

    static Set<String> groups(Node node) {
        var groups = node.settings().get("candidateGroups");
        return groups == null
                ? Set.of()
                : new java.util.TreeSet<>(List.of(groups.trim().split(" *, *")));
    }
}
