package io.hearth.message.template;

import java.time.ZoneId;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One message of a release, compiled in all its parts and languages; safe to use from many threads. */
public final class MessageTemplate {

    private final String id;
    private final Description description;
    private final Map<String, Map<Part, CompiledPart>> languages;
    private final String defaultLanguage;
    private final Map<String, Object> sample;
    private final Names names;
    private final Map<String, String> friends;

    MessageTemplate(
            String id,
            Description description,
            String defaultLanguage,
            Map<String, Map<Part, CompiledPart>> languages,
            Map<String, Object> sample,
            Names names,
            Map<String, String> friends) {
        this.id = id;
        this.description = description;
        this.defaultLanguage = defaultLanguage;
        this.languages = Map.copyOf(languages);
        this.sample = Map.copyOf(sample);
        this.names = names;
        this.friends = Map.copyOf(friends);
    }

    public String id() {
        return id;
    }

    public Description description() {
        return description;
    }

    public Set<Part> parts() {
        return compiled(defaultLanguage).keySet();
    }

    public Collection<String> languages() {
        return languages.keySet().stream().sorted().toList();
    }

    /** The variables of {@code sample.json}, as a message to nobody. */
    public Map<String, Object> sample() {
        return sample;
    }

    /** The language that a member's own comes nearest to. */
    public String nearest(String language) {
        var short2 = language.toLowerCase(java.util.Locale.ROOT).split("[-_]", 2)[0];
        return languages.containsKey(short2) ? short2 : defaultLanguage;
    }

    /** How somebody is addressed whose name is not known: the shared text {@code friend}. */
    public String friend(String language) {
        return friends.getOrDefault(nearest(language), "");
    }

    /** Renders the wanted parts that this message has. */
    public Rendered render(Collection<Part> wanted, String language, ZoneId zone, Map<String, Object> model) {
        var nearest = nearest(language);
        var compiled = compiled(nearest);
        var clean = Plain.values(model);
        names.putInto(clean, nearest);
        var rendered = new EnumMap<Part, String>(Part.class);
        for (var part : wanted) {
            var template = compiled.get(part);
            if (template != null) {
                rendered.put(part, checked(part, template.render(clean, zone)));
            }
        }
        return new Rendered(nearest, rendered);
    }

    public Rendered renderAll(String language, ZoneId zone, Map<String, Object> model) {
        return render(List.of(Part.values()), language, zone, model);
    }

    /** What is processed when this part is rendered, for whoever looks for its cost. */
    String source(Part part, String language) {
        return compiled(language).get(part) instanceof CompiledPart.Text text ? String.valueOf(text.template()) : "";
    }

    private Map<Part, CompiledPart> compiled(String language) {
        var compiled = languages.get(language);
        return compiled == null ? Map.of() : compiled;
    }

    private String checked(Part part, String text) {
        if (part != Part.SUBJECT) {
            return text;
        }
        var line = text.strip();
        if (line.isEmpty() || line.length() > 200 || line.chars().anyMatch(Character::isISOControl)) {
            throw new RenderFailed("Expected the subject of '" + id
                    + "' to be one line of up to 200 characters, but it "
                    + (line.isEmpty() ? "is empty" : line.length() > 200 ? "is longer" : "holds control characters"));
        }
        return line;
    }
}
