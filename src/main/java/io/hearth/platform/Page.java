package io.hearth.platform;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list, and where the next one begins.
 *
 * @param next what to ask {@code ?after=} with, or null at the end
 */
public record Page<T>(List<T> items, @Nullable String next) {

    private static final int LARGEST = 200;
    private static final int USUAL = 50;

    /** Cuts a list that was read with one row more than asked for. */
    public static <T> Page<T> of(List<T> oneMore, int limit, Function<T, String> cursor) {
        if (oneMore.size() <= limit) {
            return new Page<>(List.copyOf(oneMore), null);
        }
        var items = List.copyOf(oneMore.subList(0, limit));
        return new Page<>(items, cursor.apply(items.get(limit - 1)));
    }

    /** What {@code ?limit=} asks for, within bounds. */
    public static int limit(@Nullable Integer asked) {
        if (asked == null) {
            return USUAL;
        }
        if (asked < 1 || asked > LARGEST) {
            throw Problem.caller(
                            "request.invalid", "Expected a limit from 1 to " + LARGEST + ", but got " + asked + ".")
                    .field("limit");
        }
        return asked;
    }
}
