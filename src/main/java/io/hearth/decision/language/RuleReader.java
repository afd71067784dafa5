package io.hearth.decision.language;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hearth.content.ContentFile;
import io.hearth.content.ContentFiles;
import io.hearth.content.Finding;
import io.hearth.decision.Aggregate;
import io.hearth.decision.Rule;
import io.hearth.decision.RulebookSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads everything under {@code rules/} and writes one DRL text for each rulebook; nothing is compiled here. */
public final class RuleReader {

    private static final int MOST_RULES = 2000;

    /** One publication asks for the same files several times. */
    private static final Cache<String, Result> RECENT =
            Caffeine.newBuilder().maximumSize(4).build();

    private static final Cache<String, Catalogue> CATALOGUES =
            Caffeine.newBuilder().maximumSize(8).build();

    private final ContentFiles files;
    private final Catalogue catalogue;
    private final Vocabulary vocabulary;
    private final List<Finding> findings = new ArrayList<>();
    private final Set<Finding> unknownEvents = new HashSet<>();

    private RuleReader(ContentFiles files) {
        this.files = files;
        var inCatalogue = new Problems(Catalogue.FILE);
        this.catalogue = CatalogueReader.read(files, inCatalogue);
        var inVocabulary = new Problems(Vocabulary.FILE);
        this.vocabulary = VocabularyReader.read(files, catalogue, inVocabulary);
        findings.addAll(inCatalogue.found());
        findings.addAll(inVocabulary.found());
    }

    /**
     * The rulebooks that could be read, and what is wrong with the files; with an error in the findings nothing may be compiled.
     *
     * @param asks what each rule asks for, by its id
     * @param unknownEvents those of the findings that miss a type of event
     */
    public record Result(
            List<RulebookSource> rulebooks,
            Map<String, List<Ask>> asks,
            List<Finding> findings,
            Set<Finding> unknownEvents) {

        public boolean hasErrors() {
            return findings.stream().anyMatch(Finding::isError);
        }
    }

    public static Result read(ContentFiles files) {
        return RECENT.get(files.hash(), hash -> new RuleReader(files).read());
    }

    /** The catalogue alone, as far as it could be read. */
    public static Catalogue catalogue(ContentFiles files) {
        return CATALOGUES.get(files.hash(), hash -> CatalogueReader.read(files, new Problems(Catalogue.FILE)));
    }

    /** The sentences, as far as they could be read. */
    static Vocabulary vocabulary(ContentFiles files) {
        return VocabularyReader.read(files, catalogue(files), new Problems(Vocabulary.FILE));
    }

    private Result read() {
        var byRulebook = new TreeMap<String, List<RuleMaker.Made>>();
        catalogue.rulebooks().keySet().forEach(r -> byRulebook.put(r, new ArrayList<>()));
        files.under("rules").filter(f -> !isOther(f)).forEach(f -> {
            var problems = new Problems(f.path());
            var folder = f.folder().split("/");
            var rulebook = folder.length < 2 ? "" : folder[1];
            var kind = catalogue.rulebooks().get(rulebook);
            if (kind == null) {
                problems.error(
                        0,
                        "'" + rulebook + "' is no rulebook of the catalogue. Allowed: "
                                + String.join(", ", catalogue.rulebooks().keySet()) + ".");
            } else {
                byRulebook
                        .computeIfAbsent(rulebook, r -> new ArrayList<>())
                        .addAll(rules(f, new RuleMaker(rulebook, kind, catalogue, problems), problems));
            }
            findings.addAll(problems.found());
            unknownEvents.addAll(problems.unknownEvents());
        });
        var sources = byRulebook.entrySet().stream()
                .filter(e -> !e.getValue().isEmpty())
                .map(e -> source(e.getKey(), e.getValue()))
                .filter(this::isHarmless)
                .toList();
        if (sources.stream().mapToInt(s -> s.rules().size()).sum() > MOST_RULES) {
            findings.add(Finding.error("rules", 0, "There are more than " + MOST_RULES + " rules."));
        }
        var asks = new HashMap<String, List<Ask>>();
        byRulebook.values().forEach(all -> all.forEach(m -> asks.put(m.rule().id(), m.asks())));
        return new Result(sources, asks, List.copyOf(findings), Set.copyOf(unknownEvents));
    }

    private static boolean isOther(ContentFile file) {
        return file.path().equals(Catalogue.FILE)
                || file.path().equals(Vocabulary.FILE)
                || file.path().endsWith(".test.yaml");
    }

    private List<RuleMaker.Made> rules(ContentFile file, RuleMaker maker, Problems problems) {
        var made = new ArrayList<RuleMaker.Made>();
        switch (file.extension()) {
            case "dslr" ->
                SentenceFile.read(file.bytes(), vocabulary, problems)
                        .forEach(d -> maker.make(d).ifPresent(made::add));
            case "csv", "xlsx" ->
                TableFile.read(file, vocabulary, problems)
                        .forEach(d -> maker.make(d).ifPresent(made::add));
            case "drl" ->
                EngineersFile.read(file.bytes(), problems)
                        .forEach(f -> maker.make(f).ifPresent(made::add));
            default ->
                problems.error(0, "A rulebook holds .dslr, .csv, .xlsx, .drl and .test.yaml files, not this kind.");
        }
        return problems.hasErrors() ? List.of() : made;
    }

    /** What was generated passes the guard too: a fault in the generator must not open a door. */
    private boolean isHarmless(RulebookSource source) {
        var problems = new Problems("rules/" + source.rulebook());
        Guard.check(source.drl(), problems);
        findings.addAll(problems.found());
        return !problems.hasErrors();
    }

    private static RulebookSource source(String rulebook, List<RuleMaker.Made> made) {
        var drl = new StringBuilder(RulebookSource.HEADER);
        var rules = new ArrayList<Rule>();
        var aggregates = new LinkedHashSet<Aggregate>();
        var eventTypes = new TreeSet<String>();
        for (var one : made) {
            drl.append('\n').append(one.drl());
            rules.add(one.rule());
            aggregates.addAll(one.aggregates());
            eventTypes.addAll(one.rule().eventTypes());
        }
        return new RulebookSource(rulebook, List.copyOf(rules), drl.toString(), aggregates, eventTypes);
    }
}
