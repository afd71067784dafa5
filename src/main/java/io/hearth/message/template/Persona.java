package io.hearth.message.template;

import io.hearth.content.ContentFiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Somebody made up, to look at messages with: {@code templates/personas.yaml}.
 *
 * @param title what they are called in each language
 * @param member what templates show of them: name, level, points, badges
 */
public record Persona(String id, Map<String, String> title, Map<String, Object> member) {

    static final String FILE = "templates/personas.yaml";
    private static final int MOST = 20;
    private static final Set<String> FIELDS = Set.of("name", "level", "points", "badges");

    /** None if there is no such file. */
    static List<Persona> read(ContentFiles files) {
        var personas = new ArrayList<Persona>();
        var file = files.find(FILE);
        if (file.isPresent()) {
            if (!(Vocabulary.yaml(file.get().text()) instanceof Map<?, ?> map) || map.size() > MOST) {
                throw new IllegalArgumentException(
                        "Expected up to " + MOST + " personas, each with 'title' and 'member'");
            }
            map.forEach((id, entry) -> personas.add(of(String.valueOf(id), entry)));
        }
        return List.copyOf(personas);
    }

    private static Persona of(String id, Object entry) {
        if (!(entry instanceof Map<?, ?> fields)
                || !(fields.get("title") instanceof Map<?, ?> titles)
                || !(fields.get("member") instanceof Map<?, ?> shown)) {
            throw new IllegalArgumentException("Expected 'title' and 'member' of persona '" + id + "'");
        }
        var title = new LinkedHashMap<String, String>();
        titles.forEach((language, text) -> title.put(String.valueOf(language), String.valueOf(text)));
        var member = new HashMap<String, Object>();
        shown.forEach((name, value) -> member.put(String.valueOf(name), value));
        if (!member.keySet().equals(FIELDS)
                || !(member.get("points") instanceof Number)
                || !(member.get("badges") instanceof List<?>)) {
            throw new IllegalArgumentException(
                    "Expected " + FIELDS.stream().sorted().toList() + " of persona '" + id + "', but got " + member);
        }
        return new Persona(id, Map.copyOf(title), Map.copyOf(member));
    }

    /** The sample as this one would read it. */
    public Map<String, Object> in(Map<String, Object> sample, String whoeverHasNoName) {
        var model = new HashMap<>(sample);
        var shown = new HashMap<String, Object>();
        if (sample.get("member") instanceof Map<?, ?> before) {
            before.forEach((name, value) -> shown.put(String.valueOf(name), value));
        }
        shown.putAll(member);
        shown.computeIfPresent("name", (field, name) -> name.toString().isBlank() ? whoeverHasNoName : name);
        model.put("member", shown);
        return model;
    }
}
