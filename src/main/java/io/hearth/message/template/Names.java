package io.hearth.message.template;

import io.hearth.content.ContentFiles;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What levels and badges are called in each language, as the catalogue of the same release says. */
record Names(Map<String, Map<String, String>> byId) {

    static final String CATALOGUE = "rules/catalogue.yaml";

    static Names read(ContentFiles files) {
        var names = new HashMap<String, Map<String, String>>();
        var catalogue = files.find(CATALOGUE).map(file -> Vocabulary.yaml(file.text()));
        if (catalogue.isPresent() && catalogue.get() instanceof Map<?, ?> map) {
            for (var section : List.of("levels", "badges")) {
                if (map.get(section) instanceof Map<?, ?> entries) {
                    entries.forEach((id, entry) -> names.put(String.valueOf(id), named(entry)));
                }
            }
        }
        return new Names(Map.copyOf(names));
    }

    private static Map<String, String> named(@Nullable Object entry) {
        var named = new HashMap<String, String>();
        if (entry instanceof Map<?, ?> map && map.get("name") instanceof Map<?, ?> name) {
            name.forEach((language, text) -> named.put(String.valueOf(language), String.valueOf(text)));
        }
        return Map.copyOf(named);
    }

    /** Puts names for ids where templates show them: the member's level and badges, and values called level or badge. */
    void putInto(Map<String, Object> model, String language) {
        if (model.get("member") instanceof Map<?, ?> member) {
            var named = copy(member);
            named.computeIfPresent("level", (key, id) -> name(id, language));
            named.computeIfPresent(
                    "badges",
                    (key, ids) -> ids instanceof List<?> list
                            ? list.stream().map(id -> name(id, language)).toList()
                            : ids);
            model.put("member", named);
        }
        if (model.get("values") instanceof Map<?, ?> values) {
            var named = copy(values);
            named.computeIfPresent("level", (key, id) -> name(id, language));
            named.computeIfPresent("badge", (key, id) -> name(id, language));
            model.put("values", named);
        }
    }

    private Object name(Object id, String language) {
        var known = byId.get(String.valueOf(id));
        return known == null ? id : known.getOrDefault(language, String.valueOf(id));
    }

    private static Map<String, Object> copy(Map<?, ?> map) {
        var copy = new HashMap<String, Object>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }
}
