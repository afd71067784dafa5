package io.hearth.journey;

import io.hearth.journey.engine.Inbox;
import io.hearth.task.Form;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Turns a form as a workflow draws it into a form as people fill it in. */
final class Forms {

    static Form form(List<Inbox.Field> drawn) {
        return new Form(drawn.stream().map(Forms::field).toList());
    }

    private static Form.Field field(Inbox.Field drawn) {
        var type =
                switch (drawn.type()) {
                    case "long" -> Form.Type.NUMBER;
                    case "boolean" -> Form.Type.BOOLEAN;
                    case "date" -> Form.Type.DATE;
                    case "enum" -> Form.Type.CHOICE;
                    default -> Form.Type.TEXT;
                };
        var isText = type == Form.Type.TEXT;
        return new Form.Field(
                drawn.name(),
                type,
                label(drawn.label().isBlank() ? drawn.name() : drawn.label()),
                drawn.limits().containsKey("required"),
                limit(drawn.limits(), isText ? "minlength" : "min"),
                limit(drawn.limits(), isText ? "maxlength" : "max"),
                drawn.options().entrySet().stream()
                        .map(option -> new Form.Option(option.getKey(), label(option.getValue())))
                        .toList());
    }

    private static Form.Label label(String drawn) {
        var texts = Texts.of(drawn);
        return new Form.Label(texts.zh(), texts.en());
    }

    private static @Nullable Long limit(Map<String, String> limits, String name) {
        var limit = limits.get(name);
        return limit == null ? null : Long.valueOf(limit);
    }

    private Forms() {}
}
