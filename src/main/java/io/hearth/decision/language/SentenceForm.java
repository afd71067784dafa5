package io.hearth.decision.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** One way to say a sentence: words with typed slots, matched as a whole line or not at all. */
final class SentenceForm {

    record Slot(String name, SlotType type) {}

    private static final Pattern SLOT = Pattern.compile("\\{([a-z][a-z0-9]*)?:?([a-z-]+)}");

    private final String text;
    private final Pattern pattern;
    private final List<Slot> slots;
    private final String longestPiece;

    private SentenceForm(String text, Pattern pattern, List<Slot> slots) {
        this.text = text;
        this.pattern = pattern;
        this.slots = slots;
        this.longestPiece = SLOT.splitAsStream(text)
                .map(String::strip)
                .max(Comparator.comparingInt(String::length))
                .orElse("")
                .toLowerCase(Locale.ROOT);
    }

    /** Reads a form such as {@code the member has at least {n:whole} points}; {@code {level}} is short for {@code {level:level}}. */
    static SentenceForm of(String form) {
        var text = Wording.plain(form);
        var slots = new ArrayList<Slot>();
        var pattern = new StringBuilder();
        var matcher = SLOT.matcher(text);
        int end = 0;
        while (matcher.find()) {
            var inside = matcher.group().substring(1, matcher.group().length() - 1);
            int colon = inside.indexOf(':');
            var name = colon < 0 ? inside : inside.substring(0, colon);
            var word = colon < 0 ? inside : inside.substring(colon + 1);
            var type = SlotType.of(word)
                    .orElseThrow(() -> new IllegalArgumentException("There is no slot type '" + word + "'"));
            pattern.append(literal(text.substring(end, matcher.start())));
            pattern.append('(').append(type.shape()).append(')');
            slots.add(new Slot(name, type));
            end = matcher.end();
        }
        pattern.append(literal(text.substring(end)));
        return new SentenceForm(
                text,
                Pattern.compile(pattern.toString(), Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE),
                List.copyOf(slots));
    }

    private static String literal(String text) {
        if (text.isEmpty()) {
            return "";
        }
        // A Chinese word in an English sentence loses the space beside it, and the other way round.
        var core = text.strip();
        return (text.startsWith(" ") ? " ?" : "")
                + (core.isEmpty() ? "" : Pattern.quote(core))
                + (text.endsWith(" ") && !core.isEmpty() ? " ?" : "");
    }

    /** A quick look before {@link #match}: whether the longest piece of the form stands in the line, in lower case, at all. */
    boolean mayMatch(String plainLine) {
        return plainLine.contains(longestPiece);
    }

    /** The texts in the slots, or empty if the line is not this sentence. */
    Optional<Map<Slot, String>> match(String plainLine) {
        var matcher = pattern.matcher(plainLine);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        var found = new LinkedHashMap<Slot, String>();
        for (int i = 0; i < slots.size(); i++) {
            found.put(slots.get(i), matcher.group(i + 1));
        }
        return Optional.of(found);
    }

    String text() {
        return text;
    }

    List<Slot> slots() {
        return slots;
    }

    /** The sentence with its slots filled. */
    String say(Map<String, String> values) {
        return SLOT.matcher(text).replaceAll(m -> {
            var inside = m.group().substring(1, m.group().length() - 1);
            int colon = inside.indexOf(':');
            return java.util.regex.Matcher.quoteReplacement(
                    values.getOrDefault(colon < 0 ? inside : inside.substring(0, colon), m.group()));
        });
    }
}
