package io.hearth.message.template;

import java.time.Instant;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes values plain before a template sees them: no objects, no control characters, no endless lists. */
final class Plain {

    private static final int LONGEST_TEXT = 10_000;
    private static final int LONGEST_LIST = 200;

    private Plain() {}

    static HashMap<String, Object> values(Map<String, Object> model) {
        var plain = new HashMap<String, Object>(model.size() * 2);
        model.forEach((name, value) -> {
            var kept = plain(value);
            if (kept != null) {
                plain.put(name, kept);
            }
        });
        return plain;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof String text) {
            return clean(text);
        } else if (value instanceof Number || value instanceof Boolean || value instanceof Date) {
            return value;
        } else if (value instanceof Instant instant) {
            return Date.from(instant);
        } else if (value instanceof ZonedDateTime time) {
            return Date.from(time.toInstant());
        } else if (value instanceof Map<?, ?> map) {
            var inner = new HashMap<String, Object>(map.size() * 2);
            map.forEach((name, item) -> {
                var kept = plain(item);
                if (kept != null) {
                    inner.put(String.valueOf(name), kept);
                }
            });
            return inner;
        } else if (value instanceof Collection<?> list) {
            List<Object> inner = new java.util.ArrayList<>();
            list.stream().limit(LONGEST_LIST).map(Plain::plain).forEach(item -> {
                if (item != null) {
                    inner.add(item);
                }
            });
            return inner;
        }
        return null;
    }

    private static String clean(String text) {
        var cut = text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) : text;
        for (var i = 0; i < cut.length(); i++) {
            if (isUnwanted(cut.charAt(i))) {
                return cut.codePoints()
                        .filter(c -> !isUnwanted(c))
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString();
            }
        }
        return cut;
    }

    /** Line breaks stay (a text part may have them, a subject is checked); bidirectional overrides and controls go. */
    private static boolean isUnwanted(int c) {
        return (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t')
                || (c >= 0x202A && c <= 0x202E)
                || (c >= 0x2066 && c <= 0x2069);
    }
}
