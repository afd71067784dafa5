package io.hearth.decision.language;

import io.hearth.content.ContentFiles;
import io.hearth.decision.fact.PlainText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code rules/catalogue.yaml} and finds the journeys and messages in their trees. */
final class CatalogueReader {

    private static final Pattern ID = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}._-]{0,59}");
    private static final Pattern PROCESS =
            Pattern.compile("<(?:[\\w-]+:)?process\\b[^>]*?\\bid\\s*=\\s*\"([^\"]{1,100})\"");
    private static final int MOST_ENTRIES = 1000;
    private static final int MOST_BADGE_LEVELS = 20;
    private static final int MOST_LETTERS = 12_000;

    private final Problems problems;
    private final BenefitReader benefits;
    private final Map<String, Named> uses = new LinkedHashMap<>();
    private final Map<String, List<Named>> badgeLevels = new LinkedHashMap<>();

    private CatalogueReader(Problems problems) {
        this.problems = problems;
        this.benefits = new BenefitReader(problems);
    }

    static Catalogue read(ContentFiles files, Problems problems) {
        var file = files.find(Catalogue.FILE);
        if (file.isEmpty()) {
            problems.error(0, "There is no " + Catalogue.FILE + ". It lists what rules can speak of.");
            return Catalogue.empty();
        }
        var text = SourceText.read(file.get().bytes(), problems);
        return text.map(t -> new CatalogueReader(problems).read(YamlTree.read(t, problems), files))
                .orElseGet(Catalogue::empty);
    }

    private Catalogue read(YamlTree root, ContentFiles files) {
        var parts = root.entries(
                "eventTypes",
                "attributes",
                "badges",
                "levels",
                "levelling",
                "coupons",
                "privileges",
                "gifts",
                "plans",
                "segments",
                "caseKinds",
                "wordLists",
                "rulebooks");
        var levels = section(parts.get("levels"), this::level);
        return new Catalogue(
                section(parts.get("eventTypes"), this::eventType),
                section(parts.get("attributes"), this::attribute),
                section(parts.get("badges"), this::badge),
                Map.copyOf(badgeLevels),
                benefits.levelling(parts.get("levelling")),
                benefits(parts),
                List.copyOf(levels.values()),
                section(parts.get("segments"), this::segment),
                Map.copyOf(uses),
                section(parts.get("caseKinds"), this::named),
                section(parts.get("wordLists"), this::wordList),
                section(parts.get("rulebooks"), this::rulebook),
                journeys(files),
                messages(files));
    }

    private <T> Map<String, T> section(@Nullable YamlTree tree, BiFunction<String, YamlTree, T> read) {
        var entries = new LinkedHashMap<String, T>();
        if (tree == null) {
            return entries;
        }
        var names = new LinkedHashMap<String, String>();
        tree.entries().forEach((id, value) -> {
            if (!ID.matcher(id).matches()) {
                problems.error(value.line(), "'" + id + "' can't be an id. Use letters, digits, '.', '-' and '_'.");
            } else if (entries.size() == MOST_ENTRIES) {
                problems.error(value.line(), "A list has at most " + MOST_ENTRIES + " entries.");
            } else {
                var entry = read.apply(id, value);
                entries.put(id, entry);
                for (var name : new TreeSet<>(nameOf(entry).names())) {
                    var other = names.putIfAbsent(name.toLowerCase(Locale.ROOT), id);
                    if (other != null && !other.equals(id)) {
                        problems.error(
                                value.line(),
                                "'" + name + "' is already the name of " + other + ". Names must differ.");
                    }
                }
            }
        });
        return entries;
    }

    private static Named nameOf(Object entry) {
        if (entry instanceof Catalogue.EventType type) {
            return type.name();
        }
        if (entry instanceof Catalogue.Attribute attribute) {
            return attribute.name();
        }
        if (entry instanceof Catalogue.Level level) {
            return level.name();
        }
        if (entry instanceof Catalogue.WordList list) {
            return list.name();
        }
        if (entry instanceof Catalogue.Plan plan) {
            return plan.name();
        }
        if (entry instanceof Catalogue.RulebookKind kind) {
            return kind.name();
        }
        return entry instanceof Catalogue.Field field ? field.name() : (Named) entry;
    }

    private Named segment(String id, YamlTree tree) {
        var parts = tree.entries("name", "use");
        var use = parts.get("use");
        if (use != null) {
            uses.put(id, name(id, use));
        }
        return name(id, parts.get("name"));
    }

    private Catalogue.Benefits benefits(Map<String, YamlTree> parts) {
        var coupons = section(parts.get("coupons"), benefits::coupon);
        var privileges = section(parts.get("privileges"), this::named);
        var gifts = section(parts.get("gifts"), benefits::gift);
        var plans = section(parts.get("plans"), (id, tree) -> benefits.plan(id, tree, privileges.keySet()));
        return new Catalogue.Benefits(coupons, privileges, gifts, plans, Map.copyOf(benefits.stores()));
    }

    private Named badge(String id, YamlTree tree) {
        var parts = tree.entries("name", "levels");
        var levels = section(parts.get("levels"), this::named);
        if (levels.size() > MOST_BADGE_LEVELS) {
            problems.error(tree.line(), "The badge " + id + " has more than " + MOST_BADGE_LEVELS + " levels.");
        } else if (!levels.isEmpty()) {
            badgeLevels.put(id, List.copyOf(levels.values()));
        }
        return name(id, parts.get("name"));
    }

    private Named named(String id, YamlTree tree) {
        return name(id, tree.entries("name").get("name"));
    }

    static Named name(String id, @Nullable YamlTree tree) {
        if (tree == null) {
            return new Named(id, id, id);
        }
        var names = tree.entries("zh", "en");
        var zh = names.get("zh");
        var en = names.get("en");
        return new Named(id, zh == null ? id : zh.textOr(id), en == null ? id : en.textOr(id));
    }

    private Catalogue.EventType eventType(String id, YamlTree tree) {
        var parts = tree.entries("name", "data", "object");
        var data = section(parts.get("data"), this::field);
        var object = parts.get("object");
        var field = object == null ? null : object.textOr("");
        if (object != null && field != null && !data.containsKey(field)) {
            problems.error(object.line(), "The object '" + field + "' of " + id + " is none of its data fields.");
        }
        return new Catalogue.EventType(name(id, parts.get("name")), data, field);
    }

    private Catalogue.Field field(String id, YamlTree tree) {
        if (!tree.isMapping()) {
            return new Catalogue.Field(new Named(id, id, id), type(tree));
        }
        var parts = tree.entries("name", "type");
        return new Catalogue.Field(name(id, parts.get("name")), type(parts.getOrDefault("type", tree)));
    }

    private Catalogue.Attribute attribute(String id, YamlTree tree) {
        var field = field(id, tree);
        return new Catalogue.Attribute(field.name(), field.type());
    }

    private Catalogue.DataType type(YamlTree tree) {
        var word = tree.isMapping() ? "" : tree.textOr("");
        for (var type : Catalogue.DataType.values()) {
            if (type.name().toLowerCase(Locale.ROOT).equals(word)) {
                return type;
            }
        }
        problems.error(tree.line(), "'" + word + "' is no type of value. Allowed: number, text, date, boolean.");
        return Catalogue.DataType.TEXT;
    }

    private Catalogue.Level level(String id, YamlTree tree) {
        var parts = tree.entries("name", "from");
        var from = parts.get("from");
        if (from != null && !(from.value() instanceof Long)) {
            problems.error(from.line(), "Expected the points from which the level is reached, as a whole number.");
        }
        return new Catalogue.Level(
                name(id, parts.get("name")), from != null && from.value() instanceof Long points ? points : null);
    }

    private Catalogue.WordList wordList(String id, YamlTree tree) {
        var parts = tree.entries("name", "words");
        var words = new ArrayList<String>();
        int letters = 0;
        for (var item : parts.containsKey("words") ? parts.get("words").items() : List.<YamlTree>of()) {
            var word = item.textOr("").strip();
            letters += word.length() + 1;
            if (word.isEmpty()
                    || word.length() > 60
                    || word.contains("|")
                    || word.contains("\"")
                    || word.contains("\\")) {
                problems.error(item.line(), "A word of a list has 1 to 60 characters and none of | \" \\.");
            } else {
                words.add(PlainText.of(word));
            }
        }
        if (letters > MOST_LETTERS) {
            problems.error(
                    tree.line(), "The word list " + id + " is longer than " + MOST_LETTERS + " characters. Split it.");
        }
        if (words.isEmpty()) {
            problems.error(tree.line(), "The word list " + id + " has no words.");
        }
        return new Catalogue.WordList(name(id, parts.get("name")), List.copyOf(words));
    }

    private Catalogue.RulebookKind rulebook(String id, YamlTree tree) {
        var parts = tree.entries("name", "outcomes", "answers");
        var outcomes = EnumSet.noneOf(OutcomeKind.class);
        for (var item : parts.containsKey("outcomes") ? parts.get("outcomes").items() : List.<YamlTree>of()) {
            OutcomeKind.of(item.textOr(""))
                    .ifPresentOrElse(
                            outcomes::add,
                            () -> problems.error(
                                    item.line(),
                                    "'" + item.textOr("") + "' is no outcome. Allowed: "
                                            + String.join(
                                                    ", ",
                                                    EnumSet.allOf(OutcomeKind.class).stream()
                                                            .map(OutcomeKind::word)
                                                            .toList())
                                            + "."));
        }
        return new Catalogue.RulebookKind(
                name(id, parts.get("name")), outcomes, section(parts.get("answers"), this::named));
    }

    private static TreeSet<String> journeys(ContentFiles files) {
        var found = new TreeSet<String>();
        files.under("bpmn").filter(f -> f.extension().equals("bpmn")).forEach(f -> {
            var id = PROCESS.matcher(f.text());
            if (id.find()) {
                found.add(id.group(1));
            }
        });
        return found;
    }

    private static TreeSet<String> messages(ContentFiles files) {
        var found = new TreeSet<String>();
        files.under("templates")
                .filter(f -> f.extension().equals("ftl"))
                .map(f -> f.folder().substring(Math.min(f.folder().length(), "templates/".length())))
                .filter(folder -> !folder.isEmpty() && !folder.startsWith("_"))
                .forEach(found::add);
        return found;
    }
}
