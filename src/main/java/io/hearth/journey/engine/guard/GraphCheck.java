package io.hearth.journey.engine.guard;

import io.hearth.journey.engine.guard.Drawing.Flow;
import io.hearth.journey.engine.guard.Drawing.Node;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Checks how the steps hang together: every token gets somewhere, and none runs in circles without ever waiting. */
final class GraphCheck {

    private final Drawing drawing;
    private final Predicate<Node> waits;
    private final Predicate<Node> takesTime;
    private final Findings findings;
    private final Map<String, Node> byId = new HashMap<>();
    private final Map<String, List<String>> next = new HashMap<>();

    GraphCheck(Drawing drawing, Predicate<Node> waits, Predicate<Node> takesTime, Findings findings) {
        this.drawing = drawing;
        this.waits = waits;
        this.takesTime = takesTime;
        this.findings = findings;
        drawing.nodes().forEach(node -> byId.put(node.id(), node));
        drawing.nodes().forEach(node -> next.put(node.id(), new ArrayList<>()));
    }

    void run() {
        drawing.flows().forEach(this::connect);
        drawing.nodes().forEach(this::attach);
        if (findings.hasErrors()) {
            return;
        }
        var starts =
                drawing.nodes().stream().filter(node -> node.is("startEvent")).toList();
        if (starts.size() != 1) {
            findings.error(drawing.line(), "a workflow has exactly one start event, but this one has " + starts.size());
            return;
        }
        drawing.nodes().forEach(this::exits);
        reachable(starts.get(0));
        circles();
    }

    private void connect(Flow flow) {
        if (!byId.containsKey(flow.source()) || !byId.containsKey(flow.target())) {
            findings.error(flow.line(), "arrow '%s' does not join two steps".formatted(flow.id()));
            return;
        }
        var target = byId.get(flow.target());
        if (target.is("startEvent", "boundaryEvent")) {
            findings.error(flow.line(), "arrow '%s' may not lead into '%s'".formatted(flow.id(), target.id()));
        }
        following(flow.source()).add(flow.target());
    }

    private void attach(Node node) {
        if (!node.is("boundaryEvent")) {
            return;
        }
        var host = node.attachedTo() == null ? null : byId.get(node.attachedTo());
        if (host == null || !waits.test(host) || host.is("intermediateCatchEvent", "boundaryEvent")) {
            findings.error(node.line(), "'%s' must sit on a task that waits".formatted(node.id()));
            return;
        }
        following(host.id()).add(node.id());
    }

    private void exits(Node node) {
        var exits = drawing.from(node).toList();
        if (node.is("endEvent")) {
            if (!exits.isEmpty()) {
                findings.error(node.line(), "end event '%s' has an arrow out of it".formatted(node.id()));
            }
            return;
        }
        if (exits.isEmpty()) {
            findings.error(node.line(), "'%s' leads nowhere".formatted(node.id()));
        } else if (exits.size() > 1 && !node.is("exclusiveGateway", "parallelGateway")) {
            findings.error(node.line(), "'%s' has more than one arrow out of it: use a gateway".formatted(node.id()));
        }
        if (node.is("exclusiveGateway")) {
            decisions(node, exits);
        } else if (exits.stream().anyMatch(flow -> flow.condition() != null)) {
            findings.error(
                    node.line(), "only a gateway that decides has conditions, but '%s' has one".formatted(node.id()));
        }
    }

    private void decisions(Node gateway, List<Flow> exits) {
        if (exits.size() < 2) {
            return;
        }
        var fallback = exits.stream()
                .filter(flow -> flow.id().equals(gateway.fallback()))
                .findFirst();
        if (fallback.isEmpty()) {
            findings.error(
                    gateway.line(),
                    "gateway '%s' needs a default exit for when no condition holds".formatted(gateway.id()));
        }
        for (var exit : exits) {
            var isDefault = exit.id().equals(gateway.fallback());
            if (isDefault == (exit.condition() != null)) {
                findings.error(
                        exit.line(),
                        isDefault
                                ? "the default exit '%s' may have no condition".formatted(exit.id())
                                : "exit '%s' of gateway '%s' needs a condition".formatted(exit.id(), gateway.id()));
            }
        }
    }

    private void reachable(Node start) {
        var seen = new HashSet<String>();
        var open = new ArrayDeque<>(List.of(start.id()));
        while (!open.isEmpty()) {
            var id = open.pop();
            if (seen.add(id)) {
                open.addAll(following(id));
            }
        }
        drawing.nodes().stream()
                .filter(node -> !seen.contains(node.id()))
                .forEach(node -> findings.error(node.line(), "no way leads to '%s'".formatted(node.id())));
    }

    private List<String> following(String id) {
        return next.computeIfAbsent(id, none -> new ArrayList<>());
    }

    /** Removes every step at which time passes or whose followers are all removed; what is left runs in a circle. */
    private void circles() {
        Set<String> running = new HashSet<>();
        drawing.nodes().stream().filter(node -> !takesTime.test(node)).forEach(node -> running.add(node.id()));
        boolean changed = true;
        while (changed) {
            changed = running.removeIf(id -> following(id).stream().noneMatch(running::contains));
        }
        drawing.nodes().stream()
                .filter(node -> running.contains(node.id()))
                .findFirst()
                .ifPresent(node -> findings.error(
                        node.line(),
                        "the way from '%s' goes round in a circle without ever waiting".formatted(node.id())));
    }
}
