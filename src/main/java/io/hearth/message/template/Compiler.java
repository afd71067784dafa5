package io.hearth.message.template;

import freemarker.core.ParseException;
import freemarker.core.SyntaxTree;
import freemarker.template.Template;
import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Turns one folder of {@code templates/} into a message in all languages, or says what is wrong with it. */
final class Compiler {

    private static final int LARGEST_FILE = 64 * 1024;
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final ContentFiles files;
    private final String folder;
    private final Vocabulary base;
    private final Layout layout;
    private final Names names;
    private final List<Persona> personas;
    private final List<Fault> faults;

    Compiler(
            ContentFiles files,
            String folder,
            Vocabulary base,
            Layout layout,
            Names names,
            List<Persona> personas,
            List<Fault> faults) {
        this.files = files;
        this.folder = folder;
        this.base = base;
        this.layout = layout;
        this.names = names;
        this.personas = personas;
        this.faults = faults;
    }

    Optional<MessageTemplate> compile() {
        var before = faults.size();
        var description = description();
        var sample = sample();
        var sources = sources();
        if (description == null || sample == null || faults.size() > before) {
            return Optional.empty();
        }
        var vocabulary = vocabulary(description);
        var texts = texts(vocabulary);
        sources.forEach((part, source) -> checkWritten(part, source, vocabulary, texts.get(base.defaultLanguage())));
        if (faults.size() > before) {
            return Optional.empty();
        }
        var languages = new HashMap<String, Map<Part, CompiledPart>>();
        texts.forEach((language, words) ->
                languages.put(language, compile(sources, vocabulary, language, words, description)));
        if (faults.size() > before) {
            return Optional.empty();
        }
        var friends = new HashMap<String, String>();
        texts.forEach(
                (language, words) -> friends.put(language, words.find("friend").orElse("")));
        var message = new MessageTemplate(id(), description, base.defaultLanguage(), languages, sample, names, friends);
        tryOut(message);
        return faults.size() > before ? Optional.empty() : Optional.of(message);
    }

    private String id() {
        return folder.substring("templates/".length());
    }

    private @Nullable Description description() {
        var file = folder + "/message.yaml";
        var source = read(file);
        if (source == null) {
            faults.add(new Fault(file, 0, 0, "every message has a message.yaml with its title and purpose"));
            return null;
        }
        try {
            return Description.parse(source, base.languages());
        } catch (RuntimeException wrong) {
            faults.add(new Fault(file, 1, 1, String.valueOf(wrong.getMessage())));
            return null;
        }
    }

    private @Nullable Map<String, Object> sample() {
        var file = folder + "/sample.json";
        var source = read(file);
        if (source == null) {
            faults.add(new Fault(file, 0, 0, "every message has a sample.json to try it out with"));
            return null;
        }
        try {
            return Samples.withDates(JSON.readValue(source, new TypeReference<Map<String, Object>>() {}));
        } catch (JacksonException wrong) {
            faults.add(at(file, wrong));
            return null;
        }
    }

    private Map<Part, String> sources() {
        var sources = new EnumMap<Part, String>(Part.class);
        files.under(folder).map(ContentFile::path).forEach(path -> {
            var name = path.substring(folder.length() + 1);
            Part.ofFile(name).ifPresent(part -> Optional.ofNullable(read(path)).ifPresent(s -> sources.put(part, s)));
            if (name.endsWith(".ftl") && Part.ofFile(name).isEmpty()) {
                faults.add(new Fault(path, 0, 0, "no channel sends a file of this name"));
            }
        });
        if (sources.isEmpty()) {
            faults.add(new Fault(folder, 0, 0, "a message has at least one form"));
        }
        if (sources.containsKey(Part.HTML) && !(sources.containsKey(Part.TEXT) && sources.containsKey(Part.SUBJECT))) {
            faults.add(new Fault(folder + "/email.html.ftl", 0, 0, "an e-mail has a subject and a text part too"));
        }
        return sources;
    }

    private Vocabulary vocabulary(Description description) {
        var links = new HashMap<String, Vocabulary.Kind>();
        List.of("unsubscribe", "preferences").forEach(link -> links.put(link, Vocabulary.Kind.TEXT));
        description.links().keySet().forEach(link -> links.put(link, Vocabulary.Kind.TEXT));
        return base.with("values", description.values()).with("link", links);
    }

    private Map<String, Texts> texts(Vocabulary vocabulary) {
        var byLanguage = new LinkedHashMap<String, Texts>();
        var fallback = Texts.none();
        for (var language : base.languages()) {
            var shared = words("templates/_layout/text_" + language + ".properties", vocabulary);
            var own = words(folder + "/text_" + language + ".properties", vocabulary);
            var words = own.over(shared).over(fallback);
            byLanguage.put(language, words);
            fallback = language.equals(base.defaultLanguage()) ? words : fallback;
        }
        return byLanguage;
    }

    private Texts words(String file, Vocabulary vocabulary) {
        var source = read(file);
        if (source == null) {
            return Texts.none();
        }
        var texts = Texts.parse(file, source, faults);
        texts.entries().forEach((key, entry) -> parse(file, entry.value(), Part.Syntax.TEXT, Locale.ROOT)
                .ifPresent(template -> TreeGuard.check(file, SyntaxTree.of(template), vocabulary).stream()
                        .map(f -> new Fault(file, entry.line(), f.column(), "'" + key + "': " + f.text()))
                        .forEach(faults::add)));
        return texts;
    }

    private void checkWritten(Part part, String source, Vocabulary vocabulary, @Nullable Texts texts) {
        var file = folder + "/" + part.file();
        if (source.stripLeading().matches("(?s)[<\\[]#ftl.*")) {
            faults.add(new Fault(file, 1, 1, "the header <#ftl> is not allowed"));
            return;
        }
        var old = source.indexOf("#{");
        if (old >= 0) {
            var before = source.substring(0, old);
            faults.add(new Fault(
                    file, (int) before.lines().count(), old - before.lastIndexOf('\n'), "write ${…} for #{…}"));
        }
        var words = (texts == null ? Texts.none() : texts)
                .entries().keySet().stream().collect(Collectors.toMap(key -> key, key -> Vocabulary.Kind.TEXT));
        parse(file, source, part.syntax(), Locale.ROOT).ifPresent(template -> {
            var tree = SyntaxTree.of(template);
            faults.addAll(TreeGuard.check(file, tree, vocabulary.with("text", words)));
            if (part.syntax() == Part.Syntax.HTML) {
                faults.addAll(MarkupGuard.check(file, tree, MarkupGuard.Strictness.WRITTEN));
            }
        });
    }

    private Map<Part, CompiledPart> compile(
            Map<Part, String> sources, Vocabulary vocabulary, String language, Texts words, Description description) {
        var compiled = new EnumMap<Part, CompiledPart>(Part.class);
        var locale = Locale.forLanguageTag(language);
        sources.forEach((part, source) -> {
            var file = folder + "/" + part.file();
            switch (part.syntax()) {
                case HTML ->
                    html(
                                    file,
                                    layout.aroundHtml(source, description.title(language), words, language),
                                    vocabulary,
                                    locale)
                            .ifPresent(t -> compiled.put(part, new CompiledPart.Text(t)));
                case TEXT ->
                    text(
                                    file,
                                    words.putInto(
                                            part == Part.TEXT ? layout.aroundText(source) : source, Part.Syntax.TEXT),
                                    vocabulary,
                                    locale)
                            .ifPresent(t -> compiled.put(part, new CompiledPart.Text(t)));
                case JSON -> document(file, source, vocabulary, locale, words).ifPresent(d -> compiled.put(part, d));
            }
        });
        return compiled;
    }

    private Optional<Template> html(String file, String source, Vocabulary vocabulary, Locale language) {
        var template = text(file, source, Part.Syntax.HTML, vocabulary, language);
        template.ifPresent(t -> {
            faults.addAll(MarkupGuard.check(file, SyntaxTree.of(t), MarkupGuard.Strictness.COMPILED));
            if (!source.contains("${link.unsubscribe}")) {
                faults.add(new Fault(file, 0, 0, "an e-mail shows ${link.unsubscribe}, best in the layout"));
            }
        });
        return template;
    }

    private Optional<Template> text(String file, String source, Vocabulary vocabulary, Locale language) {
        if (file.endsWith("/" + Part.TEXT.file()) && !source.contains("${link.unsubscribe}")) {
            faults.add(new Fault(file, 0, 0, "an e-mail shows ${link.unsubscribe}, best in the layout"));
        }
        return text(file, source, Part.Syntax.TEXT, vocabulary, language);
    }

    private Optional<Template> text(
            String file, String source, Part.Syntax syntax, Vocabulary vocabulary, Locale language) {
        var template = parse(file, source, syntax, language);
        template.ifPresent(t -> faults.addAll(TreeGuard.check(file, SyntaxTree.of(t), vocabulary)));
        return template;
    }

    private Optional<CompiledPart> document(
            String file, String source, Vocabulary vocabulary, Locale language, Texts words) {
        try {
            var document = JSON.readTree(source);
            var leaves = new HashMap<String, Template>();
            leaves(document, leaf -> text(
                            file, words.putInto(leaf, Part.Syntax.TEXT), Part.Syntax.TEXT, vocabulary, language)
                    .ifPresent(template -> leaves.put(leaf, template)));
            return Optional.of(new CompiledPart.Document(document, leaves));
        } catch (JacksonException wrong) {
            faults.add(at(file, wrong));
            return Optional.empty();
        }
    }

    private static void leaves(JsonNode node, java.util.function.Consumer<String> each) {
        if (node.isString()) {
            each.accept(node.stringValue());
        }
        node.values().forEach(child -> leaves(child, each));
    }

    private void tryOut(MessageTemplate message) {
        for (var language : message.languages()) {
            try {
                message.renderAll(language, ZoneOffset.UTC, Samples.complete(message));
            } catch (RenderFailed failed) {
                faults.add(
                        new Fault(folder + "/sample.json", 0, 0, failed.getMessage() + " (language " + language + ")"));
            }
            personas.forEach(persona -> tryOut(message, language, persona));
        }
    }

    private void tryOut(MessageTemplate message, String language, Persona persona) {
        try {
            message.renderAll(
                    language, ZoneOffset.UTC, persona.in(Samples.complete(message), message.friend(language)));
        } catch (RenderFailed failed) {
            faults.add(new Fault(
                    folder + "/message.yaml",
                    0,
                    0,
                    failed.getMessage() + " (for persona '" + persona.id() + "', language " + language + ")"));
        }
    }

    private Optional<Template> parse(String file, String source, Part.Syntax syntax, Locale language) {
        try {
            return Optional.of(Settings.parse(file, source, syntax, language));
        } catch (ParseException wrong) {
            var text = wrong.getEditorMessage();
            faults.add(new Fault(
                    file,
                    wrong.getLineNumber(),
                    wrong.getColumnNumber(),
                    text == null
                            ? "it cannot be read"
                            : text.lines().findFirst().orElse("")));
        } catch (IOException | StackOverflowError wrong) {
            faults.add(new Fault(file, 0, 0, "it is nested too deeply"));
        }
        return Optional.empty();
    }

    private @Nullable String read(String path) {
        return files.find(path)
                .map(file -> {
                    if (file.size() > LARGEST_FILE) {
                        faults.add(new Fault(path, 0, 0, "it is larger than " + LARGEST_FILE / 1024 + " KB"));
                        return "";
                    }
                    try {
                        var text = StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(file.bytes()))
                                .toString();
                        checkCharacters(path, text);
                        return text.replace("\r\n", "\n");
                    } catch (CharacterCodingException wrong) {
                        faults.add(new Fault(path, 0, 0, "it is not valid UTF-8"));
                        return "";
                    }
                })
                .orElse(null);
    }

    private void checkCharacters(String path, String text) {
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            var control = Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t';
            if (control || (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069)) {
                var before = text.substring(0, i);
                faults.add(new Fault(
                        path,
                        (int) before.lines().count(),
                        i - before.lastIndexOf('\n'),
                        "it holds an invisible character U+" + "%04X".formatted((int) c)));
                return;
            }
        }
    }

    private static Fault at(String file, JacksonException wrong) {
        var place = wrong.getLocation();
        return new Fault(
                file,
                place == null ? 0 : place.getLineNr(),
                place == null ? 0 : place.getColumnNr(),
                "it is not valid JSON: " + wrong.getOriginalMessage());
    }

    static List<String> folders(ContentFiles files) {
        var folders = new ArrayList<String>();
        files.under("templates")
                .filter(file -> !file.path().startsWith("templates/_layout/"))
                .map(ContentFile::folder)
                .map(folder -> folder.replaceFirst("/expected$", ""))
                .filter(folder -> !folder.equals("templates"))
                .distinct()
                .forEach(folders::add);
        return folders;
    }
}
