package io.hearth.journey.scenario;

import io.hearth.content.ContentFile;
import io.hearth.journey.block.Shape;
import io.hearth.journey.engine.Inbox;
import io.hearth.journey.engine.Rehearsal;
import io.hearth.journey.engine.guard.Drawing;
import io.hearth.journey.engine.guard.Timing;
import io.hearth.journey.scenario.ScenarioFile.Part;
import io.hearth.member.MemberId;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;

/** One scenario as it is played: each step is done or checked, in order. */
final class Performance {

    static final MemberId MEMBER = new MemberId(Long.MAX_VALUE);
    private static final Instant USUAL = Instant.parse("2026-03-14T01:00:00Z");
    private static final String SEND = "send-message";

    private final Scenario scenario;
    private final Script script;
    private final Drawing drawing;
    private final Set<String> visited = new TreeSet<>();

    /** How much of what was sent has been told already. */
    private int told;

    Performance(Scenario scenario, Script script, Drawing drawing) {
        this.scenario = scenario;
        this.script = script;
        this.drawing = drawing;
    }

    Instant begins() {
        return scenario.now() == null
                ? USUAL
                : Timing.instant(scenario.now())
                        .orElseThrow(() -> new UnreadableScenario(
                                scenario.line(), "now is a time such as 2026-03-14T09:00:00+08:00"));
    }

    Set<String> visited() {
        return visited;
    }

    void play(Rehearsal stage, ContentFile workflow) {
        script.begin(scenario.answers());
        script.dates(scenario.dates());
        stage.hold(scenario.hold());
        var run = stage.start(workflow, drawing, MEMBER, scenario.community(), begin());
        try {
            scenario.steps().forEach(step -> play(stage, run, step));
            var sent = script.done().stream()
                    .filter(done -> done.topic().equals(SEND))
                    .map(done -> done.fields().get("template"))
                    .toList();
            scenario.neverSent().stream().filter(sent::contains).findFirst().ifPresent(template -> {
                throw new UnreadableScenario(scenario.line(), "%s was sent, but never should be".formatted(template));
            });
        } finally {
            visited.addAll(stage.visited(run));
        }
    }

    /** What a run about a collaboration begins with. */
    private Map<String, Object> begin() {
        var variables = new LinkedHashMap<String, Object>();
        if (drawing.about() == Shape.Whom.COLLABORATION) {
            scenario.dates().forEach((name, text) -> variables.put(name, Script.value(text)));
        }
        return variables;
    }

    private void play(Rehearsal stage, UUID run, Scenario.Step step) {
        var what = step.what();
        switch (step.word()) {
            case "sent" -> sent(step, what.asText());
            case "wait" ->
                stage.waitUntil(
                        MEMBER,
                        stage.now()
                                .plus(Timing.duration(what.asText())
                                        .orElseThrow(() -> new UnreadableScenario(
                                                step.line(), "wait takes a plain duration such as P1D"))));
            case "event" -> {
                ScenarioFile.only(what, "type", "community");
                var community = what.fields().get("community");
                stage.happen(
                        MEMBER,
                        community == null ? scenario.community() : community.asText(),
                        ScenarioFile.required(what, "type").asText());
            }
            case "enters" -> {
                script.enter(what.asText());
                stage.enter(MEMBER, scenario.community(), what.asText());
            }
            case "task" -> task(stage, step, what);
            case "at" -> at(stage, run, step, what.asTexts());
            case "reminded" -> {
                if (!stage.isReminded(what.asText())) {
                    throw new UnreadableScenario(
                            step.line(), "nobody was reminded of an open task at " + what.asText());
                }
            }
            case "with" -> with(stage, step, what);
            case "did" -> did(step, what);
            case "cancel" -> stage.cancel(run, drawing.whenCancelled(), what.asText());
            case "ended" -> ended(stage, run, step, what.asText());
            default ->
                throw new UnreadableScenario(
                        step.line(),
                        "'%s' is not a step; known are sent, wait, event, enters, task, at, reminded, with, did, cancel, ended"
                                .formatted(step.word()));
        }
    }

    /** Messages are told in the order in which they were sent. */
    private void sent(Scenario.Step step, String template) {
        var sent = script.done().stream()
                .filter(done -> done.topic().equals(SEND))
                .map(done -> done.fields().getOrDefault("template", ""))
                .toList();
        if (told >= sent.size() || !sent.get(told).equals(template)) {
            throw new UnreadableScenario(
                    step.line(),
                    "expected %s to be sent next, but %s"
                            .formatted(template, told >= sent.size() ? "nothing was sent" : sent.get(told) + " was"));
        }
        told++;
    }

    private static void at(Rehearsal stage, UUID run, Scenario.Step step, List<String> elements) {
        var tokens = new TreeSet<>(stage.tokens(run));
        if (!tokens.equals(new TreeSet<>(elements))) {
            throw new UnreadableScenario(
                    step.line(), "expected the run at %s, but it is at %s".formatted(list(elements), list(tokens)));
        }
    }

    /** Whose a task is by now. */
    private static void with(Rehearsal stage, Scenario.Step step, Part what) {
        ScenarioFile.only(what, "at", "is");
        var element = ScenarioFile.required(what, "at").asText();
        var wanted = ScenarioFile.required(what, "is").asText();
        var holder = stage.holder(element).orElse("nobody");
        if (!holder.equals(wanted)) {
            throw new UnreadableScenario(
                    step.line(),
                    "expected the task at %s with %s, but it is with %s".formatted(element, wanted, holder));
        }
    }

    private void did(Scenario.Step step, Part what) {
        var topic = ScenarioFile.required(what, "step").asText();
        var wanted = new LinkedHashMap<String, String>();
        what.fields().forEach((name, value) -> {
            if (!name.equals("step")) {
                wanted.put(name, value.asText());
            }
        });
        if (script.done().stream()
                .noneMatch(done ->
                        done.topic().equals(topic) && done.fields().entrySet().containsAll(wanted.entrySet()))) {
            throw new UnreadableScenario(
                    step.line(),
                    "expected %s with %s, but %s"
                            .formatted(
                                    topic,
                                    list(wanted),
                                    script.done().isEmpty()
                                            ? "nothing was done"
                                            : "only this was done: " + told(script.done())));
        }
    }

    private static String told(List<Script.Done> done) {
        return done.stream()
                .map(one -> one.element() + " (" + list(one.fields()) + ")")
                .collect(Collectors.joining("; "));
    }

    private static String list(Map<String, String> fields) {
        return fields.entrySet().stream()
                .map(field -> field.getKey() + ": " + field.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String list(Collection<String> names) {
        return names.isEmpty() ? "no step" : String.join(", ", names);
    }

    private static void ended(Rehearsal stage, UUID id, Scenario.Step step, String element) {
        var run = stage.run(id).orElseThrow();
        if (run.lives() || !element.equals(run.endedBy())) {
            throw new UnreadableScenario(
                    step.line(),
                    "expected the run to end at %s, but it %s"
                            .formatted(
                                    element,
                                    run.lives() ? "is at " + list(stage.tokens(id)) : "ended at " + run.endedBy()));
        }
    }

    private void task(Rehearsal stage, Scenario.Step step, Part what) {
        ScenarioFile.only(what, "at", "answers", "by");
        var element = ScenarioFile.required(what, "at").asText();
        var work = stage.task(element)
                .orElseThrow(() -> new UnreadableScenario(step.line(), "there is no open task at " + element));
        var answers = new LinkedHashMap<String, Object>();
        var given = what.fields().get("answers");
        if (given != null) {
            given.fields().forEach((name, value) -> answers.put(name, answer(step, work, name, value.asText())));
        }
        work.fields().stream()
                .filter(field -> field.limits().containsKey("required") && !answers.containsKey(field.name()))
                .findFirst()
                .ifPresent(field -> {
                    throw new UnreadableScenario(
                            step.line(), "the task at %s wants an answer to '%s'".formatted(element, field.name()));
                });
        var by = what.fields().get("by");
        stage.complete(work, answers, by == null ? "somebody at " + element : by.asText());
    }

    private static Object answer(Scenario.Step step, Inbox.Work work, String name, String text) {
        var field = work.fields().stream()
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new UnreadableScenario(
                        step.line(), "the task at %s has no field '%s'".formatted(work.element(), name)));
        return switch (field.type()) {
            case "boolean" -> Boolean.valueOf(text);
            case "long" -> Long.valueOf(text);
            default -> text;
        };
    }
}
