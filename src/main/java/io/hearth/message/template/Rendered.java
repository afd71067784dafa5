package io.hearth.message.template;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** A message as one member reads it, in the parts that were asked for. */
public record Rendered(String language, Map<Part, String> parts) {

    public Rendered {
        parts = parts.isEmpty() ? Map.of() : new EnumMap<>(parts);
    }

    public Optional<String> part(Part part) {
        return Optional.ofNullable(parts.get(part));
    }
}
