package io.hearth.event;

import org.jspecify.annotations.Nullable;

/**
 * Why an event was not taken.
 *
 * @param status the HTTP status that it would have by itself
 * @param code stable, for programs
 * @param field the attribute at fault, such as {@code time} or {@code data/amount}
 * @param detail for people: what was expected, and what was found
 */
public record Refusal(int status, String code, @Nullable String field, String detail) {

    public static Refusal field(String code, String field, String expected, String found) {
        return new Refusal(400, code, field, "Expected " + expected + ", but got " + found + ".");
    }

    static Refusal erased() {
        return new Refusal(
                410,
                "member.erased",
                "subject",
                "Expected an event about a member, but this identity was erased and is not taken again.");
    }
}
