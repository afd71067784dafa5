package io.hearth.reward;

import io.hearth.platform.Json;
import io.hearth.platform.Problem;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a request about rewards must say, and how it is told where it doesn't. */
public final class Expect {

    /** The most points that one request may move. */
    public static final long MOST = 100_000_000;

    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._:-]{1,100}");

    private Expect() {}

    /** A text of 1 to {@code longest} characters. */
    public static String text(String field, @Nullable String value, int longest) {
        if (value == null || value.isBlank() || value.length() > longest || !Json.isStorable(value)) {
            throw invalid(field, "Expected a text of 1 to " + longest + " characters.");
        }
        return value.strip();
    }

    /** A text, or nothing. */
    public static @Nullable String perhaps(String field, @Nullable String value, int longest) {
        return value == null || value.isBlank() ? null : text(field, value, longest);
    }

    /** What the caller names the request by, so that sending it again does nothing twice. */
    public static String key(@Nullable String value) {
        return key("key", value);
    }

    /** The same where a request gives it another name. */
    public static String key(String field, @Nullable String value) {
        if (value == null || !KEY.matcher(value).matches()) {
            throw invalid(
                    field,
                    "Expected a key of 1 to 100 letters, digits, dots, colons, dashes and underscores that names this"
                            + " request, so that sending it again does nothing twice.");
        }
        return value;
    }

    public static long number(String field, @Nullable Long value, long least, long most) {
        if (value == null || value < least || value > most) {
            throw invalid(field, "Expected a whole number from " + least + " to " + most + ", but got " + value + ".");
        }
        return value;
    }

    public static long points(@Nullable Long value) {
        return number("points", value, 1, MOST);
    }

    public static Problem invalid(String field, String detail) {
        return Problem.caller("request.invalid", detail).field(field);
    }
}
