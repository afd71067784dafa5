package io.hearth.journey.engine.guard;

import io.hearth.journey.engine.guard.Drawing.FormField;
import io.hearth.journey.engine.guard.Drawing.Node;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Checks the form of a person's task: primitive fields with plain limits. */
final class FormCheck {

    private static final int MOST_FIELDS = 30;
    private static final Set<String> TYPES = Set.of("string", "long", "boolean", "date", "enum");
    private static final Map<String, Set<String>> CONSTRAINTS = Map.of(
            "string", Set.of("required", "minlength", "maxlength"),
            "long", Set.of("required", "min", "max"),
            "boolean", Set.of("required"),
            "date", Set.of("required"),
            "enum", Set.of("required"));
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]{0,63}");
    private static final Pattern NUMBER = Pattern.compile("-?\\d{1,12}");

    private final Findings findings;

    FormCheck(Findings findings) {
        this.findings = findings;
    }

    void run(Node node) {
        if (node.fields().size() > MOST_FIELDS) {
            findings.error(node.line(), "the form of '%s' has more than %d fields".formatted(node.id(), MOST_FIELDS));
        }
        var names = new HashSet<String>();
        for (var field : node.fields()) {
            if (!NAME.matcher(field.id()).matches()
                    || !names.add(field.id())
                    || Variables.KNOWN.containsKey(field.id())) {
                findings.error(
                        field.line(),
                        "field '%s' needs a name of its own, of letters and digits".formatted(field.id()));
            }
            if (!TYPES.contains(field.type())) {
                findings.error(
                        field.line(),
                        "field '%s' must be of type %s".formatted(field.id(), new java.util.TreeSet<>(TYPES)));
                continue;
            }
            if (field.type().equals("enum") == field.options().isEmpty()) {
                findings.error(
                        field.line(),
                        "a choice, and only a choice, has options, but see field '%s'".formatted(field.id()));
            }
            field.constraints().forEach((name, config) -> constraint(field, name, config));
        }
    }

    private void constraint(FormField field, String name, String config) {
        if (!CONSTRAINTS.getOrDefault(field.type(), Set.of()).contains(name)) {
            findings.error(field.line(), "field '%s' can not be limited by '%s'".formatted(field.id(), name));
        } else if (!name.equals("required") && !NUMBER.matcher(config).matches()) {
            findings.error(field.line(), "limit '%s' of field '%s' must be a number".formatted(name, field.id()));
        }
    }
}
