package io.hearth.message.template;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Map;

/** The made-up member of a {@code sample.json}. */
final class Samples {

    private Samples() {}

    /** JSON has no dates: what reads as an instant is one. */
    static Map<String, Object> withDates(Map<String, Object> sample) {
        var dated = new HashMap<String, Object>();
        sample.forEach((name, value) -> dated.put(name, dated(value)));
        return dated;
    }

    private static Object dated(Object value) {
        if (value instanceof Map<?, ?> map) {
            var dated = new HashMap<String, Object>();
            map.forEach((name, inner) -> dated.put(String.valueOf(name), dated(inner)));
            return dated;
        }
        if (value instanceof String text && text.matches("\\d{4}-\\d{2}-\\d{2}T.*Z")) {
            try {
                return Instant.parse(text);
            } catch (DateTimeParseException plainText) {
                return value;
            }
        }
        return value;
    }

    /** The sample with links that lead nowhere, to be rendered. */
    static Map<String, Object> complete(MessageTemplate message) {
        var model = new HashMap<>(message.sample());
        var links = new HashMap<String, Object>();
        links.put("unsubscribe", "https://hearth.example/u/sample");
        links.put("preferences", "https://hearth.example/p/sample");
        message.description().links().keySet().forEach(link -> links.put(link, "https://hearth.example/t/" + link));
        model.put("link", links);
        model.putIfAbsent("values", Map.of());
        return model;
    }
}
