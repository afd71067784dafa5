package io.hearth.message.template;

import io.hearth.content.ContentFiles;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** All messages of one release, compiled. */
public final class TemplateSet {

    private static final String MODEL = "templates/model.yaml";

    private final Map<String, MessageTemplate> messages;
    private final List<String> languages;
    private final List<Persona> personas;
    private final Map<String, Map<String, Vocabulary.Kind>> variables;

    private TemplateSet(
            Map<String, MessageTemplate> messages,
            List<String> languages,
            List<Persona> personas,
            Map<String, Map<String, Vocabulary.Kind>> variables) {
        this.messages = Map.copyOf(messages);
        this.languages = languages;
        this.personas = personas;
        this.variables = variables;
    }

    public static TemplateSet empty() {
        return new TemplateSet(Map.of(), List.of("zh"), List.of(), Map.of());
    }

    /** A set, and what is wrong with the messages that are missing from it. */
    public record Reading(TemplateSet templates, List<Fault> faults) {}

    public static Reading read(ContentFiles files) {
        var faults = new ArrayList<Fault>();
        var folders = Compiler.folders(files);
        if (folders.isEmpty()) {
            return new Reading(empty(), List.of());
        }
        var personas = personas(files, faults);
        try {
            var vocabulary = Vocabulary.parse(text(files, MODEL));
            var layout = new Layout(text(files, Layout.HTML_FILE), text(files, Layout.TEXT_FILE));
            var names = Names.read(files);
            var messages = new TreeMap<String, MessageTemplate>();
            for (var folder : folders) {
                new Compiler(files, folder, vocabulary, layout, names, personas, faults)
                        .compile()
                        .ifPresent(message -> messages.put(message.id(), message));
            }
            return new Reading(
                    new TemplateSet(messages, vocabulary.languages(), personas, vocabulary.roots()),
                    faults.stream().distinct().toList());
        } catch (RuntimeException wrong) {
            return new Reading(empty(), List.of(new Fault(MODEL, 0, 0, String.valueOf(wrong.getMessage()))));
        }
    }

    private static List<Persona> personas(ContentFiles files, List<Fault> faults) {
        try {
            return Persona.read(files);
        } catch (RuntimeException wrong) {
            faults.add(new Fault(Persona.FILE, 0, 0, String.valueOf(wrong.getMessage())));
            return List.of();
        }
    }

    private static String text(ContentFiles files, String path) {
        return files.find(path)
                .orElseThrow(() -> new IllegalArgumentException("Expected the file " + path + ", but found none"))
                .text();
    }

    public Optional<MessageTemplate> find(String id) {
        return Optional.ofNullable(messages.get(id));
    }

    public Collection<MessageTemplate> all() {
        return new TreeMap<>(messages).values();
    }

    /** The languages that messages are written in, the default one first. */
    public List<String> languages() {
        return languages;
    }

    /** What every template may show: the fields of each root, or the field "" where the root is the variable itself. */
    public Map<String, Map<String, Vocabulary.Kind>> variables() {
        return variables;
    }

    /** Made-up members to look at messages with. */
    public List<Persona> personas() {
        return personas;
    }

    /** How a made-up member would read it: the sample, in one language. */
    public static Map<String, Object> sampleOf(MessageTemplate message) {
        return Samples.complete(message);
    }
}
