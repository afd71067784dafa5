package io.hearth.journey.engine.guard;

import java.util.Map;
import java.util.Set;

/** The types that variables may have, and those that every run knows without declaring them. */
final class Variables {

    static final Set<String> TYPES = Set.of("text", "number", "boolean", "date", "duration");

    /** Filled by the engine when a condition asks, from the member's standing at that moment. */
    static final Map<String, String> KNOWN = Map.of("level", "text", "points", "number");

    static String ofForm(Drawing.FormField field) {
        return switch (field.type()) {
            case "long" -> "number";
            case "boolean" -> "boolean";
            case "date" -> "date";
            default -> "text";
        };
    }

    private Variables() {}
}
