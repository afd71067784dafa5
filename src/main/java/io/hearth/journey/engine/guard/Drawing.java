package io.hearth.journey.engine.guard;

import io.hearth.journey.block.Shape;
import java.time.Period;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a BPMN file says, as far as Hearth runs it; layout and comments are left out. */
public record Drawing(
        String id,
        String name,
        int line,
        Map<String, String> settings,
        Map<String, String> properties,
        List<Node> nodes,
        List<Flow> flows) {

    /** Property names that start with this declare a variable: {@code variable.points = number}. */
    private static final String VARIABLE = "variable.";

    /** Event types that end a run wherever it stands. */
    static final String EXIT = "exit";

    /** Whether a member may go through it again. */
    static final String REENTRY = "reentry";

    /** What its runs are about: a member, unless it says {@code audience}. */
    static final String ABOUT = "about";

    static final String AUDIENCE = "audience";
    static final String COLLABORATION = "collaboration";

    /** Where a run goes on when people break off what it is about. */
    static final String CANCEL = "cancel";

    static final String NEVER = "never";
    static final String AFTER_END = "after-end";

    /** The topic of the building block that waits for events. */
    private static final String WAIT = "wait-for-event";

    private static final String WAIT_FOR_SEGMENT = "wait-for-segment";
    private static final String CALL = "call-journey";

    /** What a wait for a segment is written as where other waits have the type of an event. */
    public static final String SEGMENT = "segment:";

    public Optional<Node> node(String id) {
        return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
    }

    /** The condition of each exit is on the flow; the timer of each boundary event belongs to the step it sits on. */
    Stream<Flow> from(Node node) {
        return flows.stream().filter(flow -> flow.source().equals(node.id()));
    }

    /** Variables with their types, declared on the process or by the fields of a person's form. */
    public Map<String, String> variables() {
        var variables = new LinkedHashMap<>(Variables.KNOWN);
        properties.forEach((name, type) -> {
            if (name.startsWith(VARIABLE)) {
                variables.put(name.substring(VARIABLE.length()), type);
            }
        });
        nodes.forEach(
                node -> node.fields().forEach(field -> variables.putIfAbsent(field.id(), Variables.ofForm(field))));
        return variables;
    }

    /** How long the steps of a run are kept after its end. */
    public int keepDays() {
        return Period.parse(settings.getOrDefault("historyTimeToLive", "P180D")).getDays();
    }

    /** The types of event that its steps wait for, and those that end it. */
    public Set<String> awaits() {
        var awaits = values(WAIT, "event").flatMap(Drawing::words).collect(Collectors.toCollection(TreeSet::new));
        values(WAIT_FOR_SEGMENT, "segment").map(SEGMENT::concat).forEach(awaits::add);
        awaits.addAll(exits());
        return awaits;
    }

    /** The journeys that its steps call. */
    public Set<String> calls() {
        return values(CALL, "journey").collect(Collectors.toCollection(TreeSet::new));
    }

    private Stream<String> values(String topic, String field) {
        return nodes.stream()
                .filter(node -> node.topic().filter(topic::equals).isPresent())
                .map(node -> node.properties().getOrDefault(field, "").trim())
                .filter(value -> !value.isEmpty());
    }

    /** The types of event that end a run wherever it stands. */
    public Set<String> exits() {
        return words(properties.getOrDefault(EXIT, "")).collect(Collectors.toCollection(TreeSet::new));
    }

    /** Whether a member whose run is over may go through it again. */
    public boolean reenters() {
        return AFTER_END.equals(properties.get(REENTRY));
    }

    /** What its runs are about. */
    public Shape.Whom about() {
        return switch (properties.getOrDefault(ABOUT, "")) {
            case AUDIENCE -> Shape.Whom.AUDIENCE;
            case COLLABORATION -> Shape.Whom.COLLABORATION;
            default -> Shape.Whom.MEMBER;
        };
    }

    /** The step where a run goes on when people break off what it is about. */
    public Optional<String> whenCancelled() {
        return Optional.ofNullable(properties.get(CANCEL));
    }

    /** The groups of each person's step that the person in a variable may not do. */
    public List<Set<String>> groupsBesides(String variable) {
        return nodes.stream()
                .filter(node -> words(node.properties().getOrDefault(StepCheck.NEVER_BY, ""))
                        .anyMatch(variable::equals))
                .map(StepCheck::groups)
                .distinct()
                .toList();
    }

    private static Stream<String> words(String text) {
        return Stream.of(text.trim().split("\\s+")).filter(word -> !word.isEmpty());
    }

    static boolean declares(String property) {
        return property.startsWith(VARIABLE);
    }

    /** One step, event or gateway. */
    public record Node(
            String id,
            String kind,
            String name,
            int line,
            Map<String, String> settings,
            Map<String, String> properties,
            List<FormField> fields,
            @Nullable Timer timer,
            @Nullable String attachedTo,
            boolean interrupting,
            @Nullable String fallback) {

        public Optional<String> topic() {
            return Optional.ofNullable(settings.get("topic"));
        }

        boolean is(String... kinds) {
            return List.of(kinds).contains(kind);
        }
    }

    /** An arrow; the condition is absent where the arrow is always taken. */
    public record Flow(
            String id,
            String name,
            String source,
            String target,
            @Nullable String condition,
            int line) {}

    /** A duration or a date, literal or {@code ${variable}}. */
    public record Timer(boolean date, String text, int line) {}

    /** One field of a person's form, as drawn. */
    public record FormField(
            String id,
            String label,
            String type,
            Map<String, String> options,
            Map<String, String> constraints,
            int line) {}
}
