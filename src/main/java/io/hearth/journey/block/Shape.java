package io.hearth.journey.block;

import java.util.List;

/** What a marketer sees of a building block: its topic, its names and its typed fields. */
public record Shape(String topic, String chinese, String english, boolean waits, List<Field> fields) {

    public static Shape of(String topic, String chinese, String english, Field... fields) {
        return new Shape(topic, chinese, english, false, List.of(fields));
    }

    /** A step that the run stays at until it is woken. */
    public static Shape waiting(String topic, String chinese, String english, Field... fields) {
        return new Shape(topic, chinese, english, true, List.of(fields));
    }

    /** One field, filled in by a {@code camunda:property} of the step. */
    public record Field(String name, Type type, boolean required, String chinese, String english) {}

    /** What a field may hold; each kind is checked before the file is accepted. */
    public enum Type {
        /** Up to 200 characters. */
        TEXT,
        /** A whole number above zero. */
        NUMBER,
        /** Two to ten whole percentages that add up to 100, separated by spaces. */
        SHARES,
        /** The path of a folder under {@code templates/}. */
        TEMPLATE,
        /** The name of a folder under {@code rules/}. */
        RULEBOOK,
        /** One or more event types of the catalogue, separated by spaces. */
        EVENT_TYPES,
        /** A declared variable that takes text. */
        TEXT_VARIABLE,
        /** One or more declared variables, separated by spaces. */
        TEXT_VARIABLES,
        /** A name of the catalogue: a badge, a segment, a kind of case. */
        NAME
    }
}
