package io.hearth.journey.engine.guard;

import io.hearth.journey.block.Shape;
import io.hearth.journey.engine.guard.Drawing.Node;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Checks how a person's step is looked after: whose it is, who may not do it, when it is urged. */
final class CareCheck {

    private static final Set<String> KNOWN =
            Set.of("for", StepCheck.NEVER_BY, "remind", "escalate", "to", "by", "calendar", "stage", "count");
    private static final Pattern STAGE = Pattern.compile("[a-z][a-z-]{0,29}");

    private final Drawing drawing;
    private final Known known;
    private final Findings findings;

    CareCheck(Drawing drawing, Known known, Findings findings) {
        this.drawing = drawing;
        this.known = known;
        this.findings = findings;
    }

    void run(Node node, Set<String> others) {
        node.properties().forEach((name, value) -> {
            if (others.contains(name)) {
                return;
            }
            switch (name) {
                case "for", "to" -> variable(node, name, value, "text");
                case "count" -> variable(node, name, value, "number");
                case StepCheck.NEVER_BY -> Stream.of(value.trim().split("\\s+")).forEach(word -> barred(node, word));
                case "remind", "escalate" -> {
                    if (Timing.duration(value).isEmpty()) {
                        findings.error(
                                node.line(),
                                "field '%s' of '%s' must be a plain duration such as P2D".formatted(name, node.id()));
                    }
                }
                case "by" ->
                    known.fault(Shape.Type.RULEBOOK, value, drawing)
                            .ifPresent(fault ->
                                    findings.error(node.line(), "field 'by' of '%s': %s".formatted(node.id(), fault)));
                case "calendar" -> {
                    if (!known.calendars().test(value)) {
                        findings.error(
                                node.line(),
                                "field 'calendar' of '%s' must name working hours, but there are none named '%s'"
                                        .formatted(node.id(), value));
                    }
                }
                case "stage" -> stage(node, value);
                default ->
                    findings.error(
                            node.line(),
                            "a person's task has no field '%s', but see '%s'; known are %s and %s"
                                    .formatted(name, node.id(), new TreeSet<>(KNOWN), new TreeSet<>(others)));
            }
        });
        var says = node.properties();
        if (says.containsKey("escalate") != (says.containsKey("to") || says.containsKey("by"))
                || says.containsKey("to") && says.containsKey("by")) {
            findings.error(
                    node.line(), "'%s' needs escalate with either to or by, or none of them".formatted(node.id()));
        }
    }

    private void variable(Node node, String name, String value, String type) {
        if (!type.equals(drawing.variables().get(value))) {
            findings.error(
                    node.line(),
                    "field '%s' of '%s' must name a declared variable of type %s".formatted(name, node.id(), type));
        }
    }

    private void barred(Node node, String word) {
        var isStep = drawing.node(word).filter(other -> other.is("userTask")).isPresent();
        if (!isStep && !"text".equals(drawing.variables().get(word))) {
            findings.error(
                    node.line(),
                    "field '%s' of '%s' must name variables of type text or people's steps, but '%s' is neither"
                            .formatted(StepCheck.NEVER_BY, node.id(), word));
        }
    }

    private void stage(Node node, String value) {
        if (drawing.about() != Shape.Whom.COLLABORATION || !STAGE.matcher(value).matches()) {
            findings.error(
                    node.line(),
                    "field 'stage' of '%s' must be a word such as contract, in a workflow about a collaboration"
                            .formatted(node.id()));
        }
    }
}
