package io.hearth.journey.engine.guard;

import io.hearth.content.ContentFile;
import io.hearth.content.Finding;
import io.hearth.journey.block.Shape;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The door that every workflow file passes before the engine sees it. */
public final class Guard {

    private static final int LARGEST = 1 << 20;

    private final Map<String, Shape> shapes;
    private final Known known;

    /** Knows the building blocks, and what exists beside the workflow: templates, rulebooks, event types and other workflows. */
    public Guard(
            Map<String, Shape> shapes,
            Predicate<String> templates,
            Predicate<String> rulebooks,
            Predicate<String> eventTypes,
            Predicate<String> journeys) {
        this(shapes, templates, rulebooks, eventTypes, journeys, calendar -> false);
    }

    /** As above; besides, the calendars of working hours that tasks may name. */
    public Guard(
            Map<String, Shape> shapes,
            Predicate<String> templates,
            Predicate<String> rulebooks,
            Predicate<String> eventTypes,
            Predicate<String> journeys,
            Predicate<String> calendars) {
        this.shapes = Map.copyOf(shapes);
        this.known = new Known(templates, rulebooks, eventTypes, journeys, calendars);
    }

    /** What a file says, if nothing in it is wrong, and what was found. */
    public record Verdict(@Nullable Drawing read, List<Finding> findings) {

        public Optional<Drawing> drawing() {
            return Optional.ofNullable(read);
        }
    }

    public Verdict judge(ContentFile file) {
        var findings = new Findings(file.path());
        var drawing = text(file, findings).flatMap(xml -> new DrawingReader(findings).read(xml));
        drawing.ifPresent(read -> check(file, read, findings));
        return new Verdict(findings.hasErrors() ? null : drawing.orElse(null), findings.all());
    }

    /** What a file says that has passed before, without asking again whether it may. */
    public static Optional<Drawing> read(ContentFile file) {
        var findings = new Findings(file.path());
        return text(file, findings).flatMap(xml -> new DrawingReader(findings).read(xml));
    }

    private void check(ContentFile file, Drawing drawing, Findings findings) {
        var key = key(file.path());
        if (!drawing.id().equals(key)) {
            findings.error(
                    drawing.line(),
                    "the process must have its file's name as id, '%s', but has '%s'".formatted(key, drawing.id()));
        }
        if (findings.hasErrors()) {
            return;
        }
        new StepCheck(drawing, shapes, known, findings).run();
        new GraphCheck(drawing, node -> stays(node, Shape::waits), node -> stays(node, Shape::takesTime), findings)
                .run();
    }

    private boolean stays(Drawing.Node node, Predicate<Shape> how) {
        return switch (node.kind()) {
            case "userTask", "intermediateCatchEvent", "boundaryEvent" -> true;
            case "serviceTask" -> node.topic().map(shapes::get).filter(how).isPresent();
            default -> false;
        };
    }

    private static Optional<String> text(ContentFile file, Findings findings) {
        var bytes = file.bytes();
        if (bytes.length > LARGEST) {
            findings.error(0, "the file is larger than 1 MiB");
            return Optional.empty();
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.isBlank() || text.indexOf('\0') >= 0) {
                findings.error(0, text.isBlank() ? "the file is empty" : "the file holds a NUL character");
                return Optional.empty();
            }
            return Optional.of(text);
        } catch (CharacterCodingException notUtf8) {
            findings.error(0, "the file is not valid UTF-8");
            return Optional.empty();
        }
    }

    /** The journey's id: the file's name without folder and ending. */
    public static String key(String path) {
        return path.substring(path.lastIndexOf('/') + 1, path.length() - ".bpmn".length());
    }
}
