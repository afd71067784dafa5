package io.hearth.message.template;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/**
 * The words of a message in one language: {@code key = text} lines in UTF-8. A text may show variables
 * ({@code ${member.name}}) and nothing else; it is put into the template when that is compiled.
 */
final class Texts {

    private static final Pattern LINE = Pattern.compile("([A-Za-z][A-Za-z0-9_]*)\\s*=\\s*(.*)");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{\\s*text\\.([A-Za-z][A-Za-z0-9_]*)\\s*}");
    private static final Pattern HOLE = Pattern.compile("\\$\\{[^{}]*}");

    /** One text, and where it is written. */
    record Entry(String file, int line, String value) {}

    private final Map<String, Entry> entries;

    private Texts(Map<String, Entry> entries) {
        this.entries = Map.copyOf(entries);
    }

    static Texts none() {
        return new Texts(Map.of());
    }

    static Texts parse(String file, String content, List<Fault> faults) {
        var entries = new HashMap<String, Entry>();
        var number = 0;
        for (var line : content.split("\n", -1)) {
            number++;
            var text = line.strip();
            if (text.isEmpty() || text.startsWith("#")) {
                continue;
            }
            var matcher = LINE.matcher(text);
            if (!matcher.matches()) {
                faults.add(new Fault(file, number, 1, "expected 'key = text'"));
            } else if (HOLE.matcher(matcher.group(2)).replaceAll("").matches(".*([$#]\\{|</?[#@]).*")) {
                faults.add(new Fault(file, number, 1, "a text may show variables as ${…}, but holds no directives"));
            } else if (entries.putIfAbsent(matcher.group(1), new Entry(file, number, matcher.group(2))) != null) {
                faults.add(new Fault(file, number, 1, "'" + matcher.group(1) + "' is written twice"));
            }
        }
        return new Texts(entries);
    }

    Texts over(Texts fallback) {
        var both = new HashMap<>(fallback.entries);
        both.putAll(entries);
        return new Texts(both);
    }

    Optional<String> find(String key) {
        return Optional.ofNullable(entries.get(key)).map(Entry::value);
    }

    Map<String, Entry> entries() {
        return entries;
    }

    static Matcher references(String source) {
        return REFERENCE.matcher(source);
    }

    /** The template with its texts in place; what a text says is plain words also inside HTML. */
    String putInto(String source, Part.Syntax syntax) {
        return REFERENCE.matcher(source).replaceAll(found -> {
            var text = find(found.group(1)).orElse("");
            return Matcher.quoteReplacement(syntax == Part.Syntax.HTML ? asHtml(text) : text);
        });
    }

    private static String asHtml(String text) {
        var escaped = new StringBuilder();
        var holes = HOLE.matcher(text);
        var from = 0;
        while (holes.find()) {
            escaped.append(HtmlUtils.htmlEscape(text.substring(from, holes.start()), "UTF-8"));
            escaped.append(holes.group());
            from = holes.end();
        }
        return escaped.append(HtmlUtils.htmlEscape(text.substring(from), "UTF-8"))
                .toString();
    }
}
