package io.hearth.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** Where an event is in the log; written as {@code 3-118}. */
public record EventRef(int partition, long position) {

    @JsonCreator
    public static EventRef parse(String text) {
        int dash = text.indexOf('-');
        try {
            if (dash > 0 && dash < 6 && text.charAt(0) != '+' && text.charAt(dash + 1) != '+') {
                return new EventRef(
                        Integer.parseInt(text.substring(0, dash)), Long.parseUnsignedLong(text.substring(dash + 1)));
            }
        } catch (NumberFormatException | StringIndexOutOfBoundsException e) {
            throw new IllegalArgumentException("Expected an event's reference like 3-118, but got '" + text + "'", e);
        }
        throw new IllegalArgumentException("Expected an event's reference like 3-118, but got '" + text + "'");
    }

    @Override
    @JsonValue
    public String toString() {
        return partition + "-" + position;
    }
}
