package io.hearth.platform;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Set;
import java.util.function.Function;

/** Reads what a request asks for; what is not understood is refused, never ignored. */
public final class Parameters {

    private Parameters() {}

    /** Refuses query parameters that the list does not know, so that a misspelt filter doesn't show everything. */
    public static void only(HttpServletRequest request, String... known) {
        var names = Set.of(known);
        for (var name : Collections.list(request.getParameterNames())) {
            if (!names.contains(name)) {
                throw Problem.caller(
                                "request.invalid",
                                "Expected parameters among " + String.join(", ", known) + ", but got another.")
                        .field(name.length() > 60 || !Json.isStorable(name) ? "query" : name);
            }
        }
        for (var name : known) {
            var value = request.getParameter(name);
            if (value != null && !Json.isStorable(value)) {
                throw Problem.caller("request.invalid", "Expected well-formed text, but got something else.")
                        .field(name);
            }
        }
    }

    /** Reads a value whose reader throws {@link IllegalArgumentException} where it can't. */
    public static <T> T parsed(String field, String text, Function<String, T> reader) {
        try {
            return reader.apply(text);
        } catch (IllegalArgumentException e) {
            throw Problem.caller("request.invalid", String.valueOf(e.getMessage()))
                    .field(field);
        }
    }
}
