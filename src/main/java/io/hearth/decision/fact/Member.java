package io.hearth.decision.fact;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The member whom a decision is about; attributes as the catalogue declares them. */
public record Member(String id, String language, Map<String, Object> attributes) {

    /** The attribute as text; empty when the member has none. */
    public String text(String attribute) {
        return Values.text(attributes.get(attribute));
    }

    /** The attribute as a number; nothing when the member has none, and nothing compares with nothing. */
    public @Nullable Double number(String attribute) {
        return Values.number(attributes.get(attribute));
    }

    public boolean has(String attribute) {
        return attributes.containsKey(attribute);
    }
}
