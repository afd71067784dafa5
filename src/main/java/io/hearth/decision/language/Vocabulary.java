package io.hearth.decision.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All sentences of {@code rules/vocabulary.dsl}, and how a line becomes one of them. */
final class Vocabulary {

    static final String FILE = "rules/vocabulary.dsl";

    /** What a line turned out to be. */
    sealed interface Understanding {
        /** Exactly one sentence. */
        record Understood(VocabularySentence sentence, Map<String, SlotValue> slots) implements Understanding {}

        /** None; the reason says what is allowed instead. */
        record Refused(String reason, boolean unknownEvent) implements Understanding {}
    }

    private final List<VocabularySentence> sentences;
    private final Catalogue catalogue;

    Vocabulary(List<VocabularySentence> sentences, Catalogue catalogue) {
        this.sentences = List.copyOf(sentences);
        this.catalogue = catalogue;
    }

    List<VocabularySentence> sentences() {
        return sentences;
    }

    Catalogue catalogue() {
        return catalogue;
    }

    /** The sentence that a form, with its slots as such, belongs to: how tables name their columns. Slots may leave out their types. */
    Optional<VocabularySentence> find(String form) {
        var wanted = untyped(Wording.plain(form));
        return sentences.stream()
                .filter(s -> s.forms().anyMatch(f -> untyped(f.text()).equals(wanted)))
                .findFirst();
    }

    /** The form itself. */
    SentenceForm form(String form) {
        var wanted = untyped(Wording.plain(form));
        return sentences.stream()
                .flatMap(VocabularySentence::forms)
                .filter(f -> untyped(f.text()).equals(wanted))
                .findFirst()
                .orElseThrow();
    }

    private static String untyped(String form) {
        return form.replaceAll("\\{([a-z0-9-]+):[a-z-]+}", "{$1}").toLowerCase(java.util.Locale.ROOT);
    }

    Understanding understand(String line, boolean condition) {
        var plain = Wording.plain(line);
        var lower = plain.toLowerCase(java.util.Locale.ROOT);
        var understood = new ArrayList<Understanding.Understood>();
        var complaints = new ArrayList<String>();
        for (var sentence : sentences) {
            if (sentence.condition() == condition) {
                tryForms(sentence, plain, lower, understood, complaints);
            }
        }
        if (understood.size() == 1) {
            return understood.get(0);
        }
        if (understood.size() > 1) {
            return new Understanding.Refused(
                    "'" + line + "' can mean " + understood.get(0).sentence().id() + " or "
                            + understood.get(1).sentence().id() + ". Use another wording.",
                    false);
        }
        return new Understanding.Refused(
                complaints.isEmpty()
                        ? unknown(line, plain, condition)
                        : String.join(
                                " ", complaints.stream().distinct().limit(2).toList()),
                !complaints.isEmpty() && complaints.stream().allMatch(c -> c.contains(SlotType.EVENT.what())));
    }

    /** Stops at the first form that fits: two forms of one sentence are one meaning. */
    private void tryForms(
            VocabularySentence sentence,
            String plain,
            String lower,
            List<Understanding.Understood> understood,
            List<String> complaints) {
        for (var form : sentence.forms().toList()) {
            if (form.mayMatch(lower) && tryForm(sentence, form, plain, understood, complaints)) {
                return;
            }
        }
    }

    private boolean tryForm(
            VocabularySentence sentence,
            SentenceForm form,
            String plain,
            List<Understanding.Understood> understood,
            List<String> complaints) {
        var matched = form.match(plain);
        if (matched.isEmpty()) {
            return false;
        }
        var values = new HashMap<String, SlotValue>();
        for (var entry : matched.get().entrySet()) {
            var value = entry.getKey().type().read(entry.getValue(), catalogue);
            if (value.isEmpty()) {
                complaints.add(complaint(entry.getKey(), entry.getValue()));
                return false;
            }
            values.put(entry.getKey().name(), value.get());
        }
        understood.add(new Understanding.Understood(sentence, Map.copyOf(values)));
        return true;
    }

    private String complaint(SentenceForm.Slot slot, String text) {
        return "'" + text + "' is not " + slot.type().what() + ". Allowed is "
                + slot.type().allowed(catalogue, text) + ".";
    }

    private String unknown(String line, String plain, boolean condition) {
        boolean chinese = plain.chars().anyMatch(c -> Wording.isChinese((char) c));
        var short1 = plain.length() > 120 ? plain.substring(0, 120) : plain;
        var nearest = sentences.stream()
                .filter(s -> s.condition() == condition)
                .flatMap(s -> chinese ? s.zh().stream() : s.en().stream())
                .map(SentenceForm::text)
                .sorted(Comparator.comparingInt(f -> Wording.distance(
                        withoutSlots(f),
                        short1.replaceAll("\\d+(\\.\\d+)?|\"[^\"]*\"", "").toLowerCase(java.util.Locale.ROOT))))
                .limit(2)
                .toList();
        var shown = line.length() > 80 ? line.substring(0, 80) + "…" : line;
        return "No sentence of the vocabulary reads '" + shown + "'."
                + (nearest.isEmpty() ? "" : " The nearest are: '" + String.join("' and '", nearest) + "'.");
    }

    private static String withoutSlots(String form) {
        return form.replaceAll("\\{[^}]*}", "").toLowerCase(java.util.Locale.ROOT);
    }
}
