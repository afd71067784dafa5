package io.hearth.journey;

import io.hearth.content.ContentFile;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The names of a workflow's steps, for people who know them by no id. They are read from the text, so that what a drawing
 * holds has names even where it can't be read as a workflow.
 */
public final class StepNames {

    private static final Pattern ELEMENT = Pattern.compile("<(?:\\w+:)?\\w+\\s([^<>]*)>");
    private static final Pattern ATTRIBUTE = Pattern.compile("(id|name|sourceRef|targetRef)=\"([^\"]*)\"");
    private static final Pattern WORD = Pattern.compile("['“]([A-Za-z]\\w*_\\w+)['”]|\\b([A-Za-z]\\w*_\\w+)\\b");
    /** Fields and building blocks are called by both names: '原因 Reason'. */
    private static final Pattern LABEL =
            Pattern.compile("(?<=['“(（])(\\p{IsHan}[^A-Za-z'“”()（）]*) ([A-Z][^'”()（）]*)(?=['”)）])");

    private static final Pattern BOTH = Pattern.compile("(\\P{ASCII}[^A-Za-z]*) ([A-Za-z].*)");

    private final Map<String, String> names = new HashMap<>();

    private StepNames() {}

    /** The names in this drawing; none where it is no workflow. */
    public static StepNames of(@Nullable ContentFile workflow) {
        var found = new StepNames();
        if (workflow != null && workflow.path().endsWith(".bpmn")) {
            found.read(workflow.text());
        }
        return found;
    }

    private void read(String drawing) {
        var arrows = new HashMap<String, Map<String, String>>();
        var elements = ELEMENT.matcher(drawing);
        while (elements.find()) {
            var attributes = new HashMap<String, String>();
            var each = ATTRIBUTE.matcher(elements.group(1));
            while (each.find()) {
                attributes.put(
                        each.group(1), each.group(2).replace("&#10;", " ").strip());
            }
            var id = attributes.get("id");
            if (id == null) {
                continue;
            }
            if (!attributes.getOrDefault("name", "").isEmpty()) {
                names.put(id, attributes.get("name"));
            } else if (attributes.containsKey("sourceRef")) {
                arrows.put(id, attributes);
            }
        }
        arrows.forEach((id, arrow) -> {
            var from = names.get(arrow.get("sourceRef"));
            var to = names.get(arrow.get("targetRef"));
            if (from != null && to != null) {
                names.put(id, from + " → " + to);
            }
        });
    }

    /** The text with names in place of ids, in Chinese. */
    public String inChinese(String text) {
        return named(text, 1, "“", "”");
    }

    /** The text with names in place of ids, in English. */
    public String inEnglish(String text) {
        return named(text, 2, "'", "'");
    }

    private String named(String text, int half, String open, String close) {
        var told = LABEL.matcher(text).replaceAll(label -> Matcher.quoteReplacement(label.group(half)));
        return WORD.matcher(told).replaceAll(word -> {
            var quoted = word.group(1) != null;
            var name = names.get(quoted ? word.group(1) : word.group(2));
            return Matcher.quoteReplacement(name == null ? word.group() : open + half(name, half) + close);
        });
    }

    /** Drawings have one name for each step, which may hold both languages: "发送欢迎 Send welcome". */
    private static String half(String name, int half) {
        var parts = new StringBuilder();
        for (var part : name.split(" → ", -1)) {
            var both = BOTH.matcher(part);
            parts.append(parts.isEmpty() ? "" : " → ").append(both.matches() ? both.group(half) : part);
        }
        return parts.toString();
    }
}
