package io.hearth.decision.fact;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What happened: the event that a decision is about. A decision that no event caused has type {@code none}. */
public record Event(
        String id,
        String type,
        String source,
        Instant time,
        @Nullable String object,
        Map<String, Object> data) {

    /** The type where no event caused the decision. */
    public static final String NONE = "none";

    /** Stands where time or a person, not an event, asked for the decision. */
    public static Event none(Instant time) {
        return new Event("", NONE, "hearth", time, null, Map.of());
    }

    /** The field as text; empty when the event has none. */
    public String text(String field) {
        return Values.text(data.get(field));
    }

    /** The field as a number; nothing when the event has none, and nothing compares with nothing. */
    public @Nullable Double number(String field) {
        return Values.number(data.get(field));
    }

    public boolean has(String field) {
        return data.containsKey(field);
    }

    /** Whether the field's text, made plain, contains one of the words, which are separated by {@code |}. */
    public boolean mentions(String field, String words) {
        var text = data.get(field);
        return text instanceof String string && PlainText.contains(string, words);
    }
}
