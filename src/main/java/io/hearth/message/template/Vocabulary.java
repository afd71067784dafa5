package io.hearth.message.template;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** The variables that templates may show: {@code templates/model.yaml}, and what one message adds to it. */
public record Vocabulary(List<String> languages, Map<String, Map<String, Kind>> roots) {

    /** What a variable holds. */
    public enum Kind {
        TEXT,
        NUMBER,
        DATE,
        BOOLEAN,
        LIST
    }

    public Vocabulary {
        if (languages.isEmpty()) {
            throw new IllegalArgumentException("Expected at least one language, but found none");
        }
        languages = List.copyOf(languages);
        roots = Map.copyOf(roots);
    }

    public String defaultLanguage() {
        return languages.get(0);
    }

    boolean hasRoot(String root) {
        return roots.containsKey(root);
    }

    /** A root without fields is a variable itself, as "now" is. */
    Optional<Kind> plain(String root) {
        var fields = roots.get(root);
        return fields == null ? Optional.empty() : Optional.ofNullable(fields.get(""));
    }

    Optional<Kind> field(String root, String field) {
        var fields = roots.get(root);
        return fields == null ? Optional.empty() : Optional.ofNullable(fields.get(field));
    }

    String fieldsOf(String root) {
        return String.join(
                ", ",
                roots.getOrDefault(root, Map.of()).keySet().stream().sorted().toList());
    }

    Vocabulary with(String root, Map<String, Kind> fields) {
        var more = new HashMap<>(roots);
        more.merge(root, fields, (old, added) -> {
            var both = new HashMap<>(old);
            both.putAll(added);
            return both;
        });
        return new Vocabulary(languages, more);
    }

    static Vocabulary parse(String yaml) {
        Object document = yaml(yaml);
        if (!(document instanceof Map<?, ?> map) || !(map.get("languages") instanceof List<?> languages)) {
            throw new IllegalArgumentException("Expected 'languages' and 'variables', but found neither");
        }
        var roots = new LinkedHashMap<String, Map<String, Kind>>();
        if (map.get("variables") instanceof Map<?, ?> variables) {
            variables.forEach((root, fields) -> roots.put(String.valueOf(root), kinds(String.valueOf(root), fields)));
        }
        return new Vocabulary(languages.stream().map(String::valueOf).toList(), roots);
    }

    static Map<String, Kind> kinds(String root, Object fields) {
        if (fields instanceof Map<?, ?> map) {
            var kinds = new LinkedHashMap<String, Kind>();
            map.forEach((name, kind) -> kinds.put(String.valueOf(name), kind(root + "." + name, kind)));
            return Map.copyOf(kinds);
        }
        return Map.of("", kind(root, fields));
    }

    private static Kind kind(String name, Object kind) {
        try {
            return Kind.valueOf(String.valueOf(kind).toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException unknown) {
            throw new IllegalArgumentException(
                    "Expected text, number, date, boolean or list for '" + name + "', but got '" + kind + "'", unknown);
        }
    }

    static Object yaml(String text) {
        var options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        options.setMaxAliasesForCollections(0);
        options.setNestingDepthLimit(10);
        options.setCodePointLimit(256 * 1024);
        Object loaded = new Yaml(new SafeConstructor(options)).load(text);
        return loaded == null ? Map.of() : loaded;
    }
}
