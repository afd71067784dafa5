package io.hearth.message.template;

import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code message.yaml} says about a message: what it is called and for, how long it is worth sending, what the
 * sender must hand over, and where its links lead.
 */
public record Description(
        Map<String, String> title,
        String purpose,
        int priority,
        Duration validFor,
        Quiet quiet,
        List<String> channels,
        Map<String, Vocabulary.Kind> values,
        Map<String, String> links) {

    /** What to do with the message during the member's quiet hours. */
    public enum Quiet {
        HOLD,
        DROP,
        IGNORE
    }

    private static final Set<String> KNOWN =
            Set.of("title", "purpose", "priority", "validFor", "quiet", "channels", "values", "links");

    public String title(String language) {
        return title.getOrDefault(language, title.values().stream().findFirst().orElse(""));
    }

    static Description parse(String yaml, List<String> languages) {
        if (!(Vocabulary.yaml(yaml) instanceof Map<?, ?> map)) {
            throw new IllegalArgumentException("Expected 'title' and 'purpose', but found no fields");
        }
        for (var key : map.keySet()) {
            if (!KNOWN.contains(String.valueOf(key))) {
                throw new IllegalArgumentException(
                        "Expected one of " + KNOWN.stream().sorted().toList() + ", but got '" + key + "'");
            }
        }
        var title = strings(map.get("title"));
        if (!title.keySet().containsAll(languages)) {
            throw new IllegalArgumentException(
                    "Expected a title in each of " + languages + ", but got " + title.keySet());
        }
        if (!(map.get("purpose") instanceof String purpose) || !purpose.matches("[a-z][a-z-]{0,31}")) {
            throw new IllegalArgumentException(
                    "Expected a purpose such as 'service', but got '" + map.get("purpose") + "'");
        }
        var links = strings(map.get("links"));
        links.forEach(Description::checkLink);
        var channels = map.get("channels") instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.<String>of();
        return new Description(
                title,
                purpose,
                map.get("priority") instanceof Number number ? Math.max(0, Math.min(9, number.intValue())) : 5,
                Duration.parse(String.valueOf(map.containsKey("validFor") ? map.get("validFor") : "P2D")),
                Quiet.valueOf(String.valueOf(map.containsKey("quiet") ? map.get("quiet") : "hold")
                        .toUpperCase(Locale.ROOT)),
                channels,
                map.get("values") instanceof Map<?, ?> values ? Vocabulary.kinds("values", values) : Map.of(),
                links);
    }

    private static void checkLink(String name, String target) {
        if (!name.matches("[a-z][a-zA-Z0-9]{0,31}") || name.equals("unsubscribe") || name.equals("preferences")) {
            throw new IllegalArgumentException("Expected a link's name of letters and digits other than 'unsubscribe' "
                    + "and 'preferences', but got '" + name + "'");
        }
        var uri = URI.create(target);
        if (!"https".equals(uri.getScheme()) || uri.getHost() == null || uri.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "Expected an https address for the link '" + name + "', but got '" + target + "'");
        }
    }

    private static Map<String, String> strings(@Nullable Object value) {
        var strings = new LinkedHashMap<String, String>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, text) -> strings.put(String.valueOf(key), String.valueOf(text)));
        }
        return strings;
    }
}
