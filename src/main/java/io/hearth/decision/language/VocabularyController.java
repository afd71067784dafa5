package io.hearth.decision.language;

import io.hearth.content.DraftFiles;
import io.hearth.content.DraftFiles.DraftFile;
import io.hearth.content.Releases;
import io.hearth.decision.language.Vocabulary.Understanding.Understood;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** What rules can say and speak of: every sentence in both languages with an example, and the catalogue's words. */
@RestController
class VocabularyController {

    record SlotView(String name, String type, String what) {}

    /** @param outcomes the kinds of outcomes that it asks for, which a rulebook must allow; empty for conditions */
    record SentenceView(
            String id,
            String part,
            String topic,
            Map<String, List<String>> forms,
            List<SlotView> slots,
            Map<String, String> example,
            List<String> outcomes) {}

    record NameView(Map<String, String> name) {}

    record NamedView(String id, Map<String, String> name) {}

    record FieldView(Map<String, String> name, String type) {}

    record EventTypeView(
            Map<String, String> name,
            Map<String, FieldView> data,
            @Nullable String object) {}

    record LevelView(
            String id, Map<String, String> name, @Nullable Long fromPoints) {}

    record WordListView(Map<String, String> name, List<String> words) {}

    /** A word of a rule's header, with what it can be where that is a list. */
    record HeaderView(String id, Map<String, String> name, List<NamedView> values) {}

    record RulebookView(Map<String, String> name, List<String> outcomes, Map<String, NameView> answers) {}

    /** @param choices what may stand in a slot, by its type, for those types where that is a list */
    record VocabularyView(
            List<SentenceView> sentences,
            Map<String, EventTypeView> eventTypes,
            Map<String, FieldView> attributes,
            Map<String, NameView> badges,
            Map<String, List<NamedView>> badgeLevels,
            List<LevelView> levels,
            Map<String, NameView> coupons,
            Map<String, NameView> privileges,
            Map<String, NameView> gifts,
            Map<String, NameView> plans,
            Map<String, NameView> segments,
            Map<String, NameView> caseKinds,
            Map<String, WordListView> wordLists,
            Map<String, RulebookView> rulebooks,
            List<String> journeys,
            List<String> messages,
            List<String> headers,
            List<HeaderView> headerWords,
            Map<String, List<NamedView>> choices) {}

    private static final Pattern OUTCOME = Pattern.compile("([A-Za-z]+)\\(");

    private final Releases releases;

    VocabularyController(Releases releases) {
        this.releases = releases;
    }

    record Wanted(@Nullable List<DraftFile> files) {}

    @GetMapping("/api/v1/vocabulary")
    VocabularyView vocabulary() {
        return view(RuleReader.vocabulary(releases.live().files()));
    }

    /** With the draft's catalogue and sentences in place of those that are released, as far as they can be read. */
    @PostMapping("/api/v1/vocabulary")
    VocabularyView ofDraft(@RequestBody Wanted wanted) {
        return view(RuleReader.vocabulary(
                new DraftFiles(wanted.files()).over(releases.live().files(), "rules")));
    }

    private static VocabularyView view(Vocabulary vocabulary) {
        var catalogue = vocabulary.catalogue();
        return new VocabularyView(
                vocabulary.sentences().stream()
                        .map(s -> sentence(s, vocabulary))
                        .toList(),
                each(
                        catalogue.eventTypes(),
                        t -> new EventTypeView(
                                name(t.name()), each(t.data(), VocabularyController::field), t.object())),
                each(
                        catalogue.attributes(),
                        a -> new FieldView(name(a.name()), a.type().name().toLowerCase(Locale.ROOT))),
                each(catalogue.badges(), VocabularyController::named),
                each(catalogue.badgeLevels(), levels -> levels.stream()
                        .map(VocabularyController::withId)
                        .toList()),
                catalogue.levels().stream()
                        .map(l -> new LevelView(l.name().id(), name(l.name()), l.fromPoints()))
                        .toList(),
                each(catalogue.benefits().coupons(), VocabularyController::named),
                each(catalogue.benefits().privileges(), VocabularyController::named),
                each(catalogue.benefits().gifts(), VocabularyController::named),
                each(catalogue.benefits().plans(), plan -> named(plan.name())),
                each(catalogue.segments(), VocabularyController::named),
                each(catalogue.caseKinds(), VocabularyController::named),
                each(catalogue.wordLists(), l -> new WordListView(name(l.name()), l.words())),
                each(catalogue.rulebooks(), VocabularyController::rulebook),
                List.copyOf(catalogue.journeys()),
                List.copyOf(catalogue.messages()),
                List.of(Header.ALLOWED.split(", ")),
                FixedWords.HEADERS.stream().map(VocabularyController::header).toList(),
                choices(catalogue));
    }

    private static HeaderView header(Named word) {
        var values =
                switch (word.id()) {
                    case "how often" -> FixedWords.FREQUENCIES;
                    case "enabled" -> FixedWords.YES_AND_NO;
                    default -> List.<Named>of();
                };
        return new HeaderView(
                word.id(),
                name(word),
                values.stream().map(VocabularyController::withId).toList());
    }

    private static Map<String, List<NamedView>> choices(Catalogue catalogue) {
        var choices = new LinkedHashMap<String, List<NamedView>>();
        for (var type : SlotType.values()) {
            var names = type.choices(catalogue);
            if (!names.isEmpty()) {
                choices.put(
                        type.word(),
                        names.stream().map(VocabularyController::withId).toList());
            }
        }
        return choices;
    }

    private static NamedView withId(Named named) {
        return new NamedView(named.id(), name(named));
    }

    private static SentenceView sentence(VocabularySentence sentence, Vocabulary vocabulary) {
        var example = new TreeMap<String, String>();
        example.put("en", sentence.example());
        if (vocabulary.understand(sentence.example(), sentence.condition()) instanceof Understood understood) {
            example.put("en", sentence.sayEn(understood.slots()));
            example.put("zh", sentence.sayZh(understood.slots()));
        }
        var slots = sentence.en().get(0).slots().stream()
                .map(s -> new SlotView(s.name(), s.type().word(), s.type().what()))
                .toList();
        return new SentenceView(
                sentence.id(),
                sentence.condition() ? "when" : "then",
                sentence.topic(),
                Map.of(
                        "zh", sentence.zh().stream().map(SentenceForm::text).toList(),
                        "en", sentence.en().stream().map(SentenceForm::text).toList()),
                slots,
                example,
                OUTCOME.matcher(sentence.meaning())
                        .results()
                        .filter(call -> !sentence.condition())
                        .flatMap(call -> OutcomeKind.ofMethod(call.group(1)).stream())
                        .map(OutcomeKind::word)
                        .distinct()
                        .toList());
    }

    private static <A, B> Map<String, B> each(Map<String, A> entries, Function<A, B> view) {
        var views = new LinkedHashMap<String, B>();
        entries.forEach((id, entry) -> views.put(id, view.apply(entry)));
        return views;
    }

    private static Map<String, String> name(Named named) {
        return Map.of("zh", named.zh(), "en", named.en());
    }

    private static NameView named(Named named) {
        return new NameView(name(named));
    }

    private static FieldView field(Catalogue.Field field) {
        return new FieldView(name(field.name()), field.type().name().toLowerCase(Locale.ROOT));
    }

    private static RulebookView rulebook(Catalogue.RulebookKind kind) {
        return new RulebookView(
                name(kind.name()),
                kind.outcomes().stream().map(OutcomeKind::word).toList(),
                each(kind.answers(), VocabularyController::named));
    }
}
