package io.hearth.member;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/** A member's number; written as {@code m-71}. */
public record MemberId(long value) implements Comparable<MemberId> {

    public MemberId {
        if (value <= 0) {
            throw new IllegalArgumentException("Expected a member's number above zero, but got " + value);
        }
    }

    @JsonCreator
    public static MemberId parse(String text) {
        if (text.length() < 3 || text.length() > 20 || !text.startsWith("m-")) {
            throw new IllegalArgumentException("Expected a member id like m-71, but got '" + text + "'");
        }
        for (int i = 2; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                throw new IllegalArgumentException("Expected a member id like m-71, but got '" + text + "'");
            }
        }
        return new MemberId(Long.parseLong(text.substring(2)));
    }

    @Override
    public int compareTo(MemberId other) {
        return Long.compare(value, other.value);
    }

    @Override
    @JsonValue
    public String toString() {
        return "m-" + value;
    }
}
