package io.hearth.decision.language;

import io.hearth.content.ContentFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * Reads {@code rules/vocabulary.dsl}: blocks of {@code [when] id} or {@code [then] id}, each with {@code en}, {@code zh}, {@code means} and
 * {@code example} lines; {@code == topic} groups them for readers.
 */
final class VocabularyReader {

    private static final Pattern START = Pattern.compile("\\[(when|then)] ([a-z][a-z0-9-]{0,59})");
    private static final Pattern LINE = Pattern.compile("(en|zh|means|example): (.{1,300})");
    private static final int MOST = 500;

    private final Problems problems;
    private final List<VocabularySentence> sentences = new ArrayList<>();
    private final Set<String> ids = new HashSet<>();
    private String topic = "";
    private Optional<Block> open = Optional.empty();

    private static final class Block {
        final String id;
        final boolean condition;
        final int line;
        final List<SentenceForm> en = new ArrayList<>();
        final List<SentenceForm> zh = new ArrayList<>();
        String means = "";
        String example = "";

        Block(String id, boolean condition, int line) {
            this.id = id;
            this.condition = condition;
            this.line = line;
        }
    }

    private VocabularyReader(Problems problems) {
        this.problems = problems;
    }

    static Vocabulary read(ContentFiles files, Catalogue catalogue, Problems problems) {
        var file = files.find(Vocabulary.FILE);
        if (file.isEmpty()) {
            problems.error(0, "There is no " + Vocabulary.FILE + ". It lists the sentences that rules are made of.");
            return new Vocabulary(List.of(), catalogue);
        }
        var reader = new VocabularyReader(problems);
        SourceText.read(file.get().bytes(), problems).ifPresent(text -> {
            var lines = SourceText.lines(text);
            for (int i = 0; i < lines.size(); i++) {
                reader.line(i + 1, lines.get(i).strip());
            }
            reader.close();
        });
        var vocabulary = new Vocabulary(reader.sentences, catalogue);
        vocabulary.sentences().stream()
                .filter(s -> !lacksChoices(s, catalogue))
                .forEach(s -> checkExample(s, vocabulary, problems));
        return vocabulary;
    }

    private void line(int number, String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        if (line.startsWith("== ")) {
            close();
            topic = line.substring(3);
            return;
        }
        var start = START.matcher(line);
        if (start.matches()) {
            close();
            if (!ids.add(start.group(2)) || ids.size() > MOST) {
                problems.error(
                        number,
                        "The sentence '" + start.group(2) + "' stands here twice, or there are more than " + MOST
                                + ".");
            }
            open = Optional.of(new Block(start.group(2), start.group(1).equals("when"), number));
            return;
        }
        var part = LINE.matcher(line);
        if (open.isEmpty() || !part.matches()) {
            problems.error(number, "Expected '[when] id', '[then] id', 'en: …', 'zh: …', 'means: …' or 'example: …'.");
            return;
        }
        var block = open.get();
        switch (part.group(1)) {
            case "en" -> form(number, part.group(2), block.en::add);
            case "zh" -> form(number, part.group(2), block.zh::add);
            case "means" -> block.means = part.group(2);
            default -> block.example = part.group(2);
        }
    }

    private void form(int number, String text, Consumer<SentenceForm> add) {
        try {
            add.accept(SentenceForm.of(text));
        } catch (IllegalArgumentException e) {
            problems.error(number, e.getMessage() + ".");
        }
    }

    private void close() {
        open.ifPresent(b -> {
            if (b.en.isEmpty() || b.zh.isEmpty() || b.means.isEmpty() || b.example.isEmpty()) {
                problems.error(b.line, "The sentence " + b.id + " needs 'en', 'zh', 'means' and 'example'.");
            } else {
                sentences.add(new VocabularySentence(
                        b.id, b.condition, topic, List.copyOf(b.en), List.copyOf(b.zh), b.means, b.example, b.line));
            }
        });
        open = Optional.empty();
    }

    /** An example that names a journey or a message can't be checked where there is none yet. */
    private static boolean lacksChoices(VocabularySentence sentence, Catalogue catalogue) {
        return sentence.forms()
                .flatMap(f -> f.slots().stream())
                .map(SentenceForm.Slot::type)
                .anyMatch(t -> t == SlotType.JOURNEY && catalogue.journeys().isEmpty()
                        || t == SlotType.MESSAGE && catalogue.messages().isEmpty());
    }

    private static void checkExample(VocabularySentence sentence, Vocabulary vocabulary, Problems problems) {
        var understood = vocabulary.understand(sentence.example(), sentence.condition());
        if (understood instanceof Vocabulary.Understanding.Refused refused) {
            problems.error(
                    sentence.line(), "The example of " + sentence.id() + " is not understood: " + refused.reason());
        } else if (understood instanceof Vocabulary.Understanding.Understood found) {
            if (!found.sentence().equals(sentence)) {
                problems.error(
                        sentence.line(),
                        "The example of " + sentence.id() + " reads as "
                                + found.sentence().id() + ".");
                return;
            }
            try {
                if (sentence.condition()) {
                    Meaning.condition(sentence.meaning(), found.slots(), vocabulary.catalogue());
                } else {
                    Meaning.outcomes(sentence.meaning(), found.slots(), vocabulary.catalogue());
                }
            } catch (IllegalArgumentException | ClassCastException e) {
                problems.error(
                        sentence.line(), "The meaning of " + sentence.id() + " can't be read: " + e.getMessage() + ".");
            }
        }
    }
}
