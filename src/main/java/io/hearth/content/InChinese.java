package io.hearth.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Says in Chinese what the readers and guards of files find, who speak English only. The forms are in
 * {@code findings.zh.txt} beside this class; what has none stays as it is.
 */
public final class InChinese {

    private static final String VALUE = "{}";
    private static final String ARROW = " => ";
    private static final Pattern NEXT_SENTENCE = Pattern.compile("\\. (?=[A-Z'\"])");
    private static final Pattern PLACE = Pattern.compile("\\{(\\d)}");

    /** @param known how many characters are no values: the more, the better it fits */
    private record Form(Pattern english, String chinese, int known) {

        static Form of(String line) {
            var arrow = line.indexOf(ARROW);
            var english = line.substring(0, arrow);
            var parts = Stream.of(english.split(Pattern.quote(VALUE), -1)).toList();
            return new Form(
                    Pattern.compile(
                            parts.stream().map(Pattern::quote).collect(Collectors.joining("(.+?)")), Pattern.DOTALL),
                    line.substring(arrow + ARROW.length()),
                    parts.stream().mapToInt(String::length).sum());
        }
    }

    private static final List<Form> FORMS = lines().stream()
            .map(Form::of)
            .sorted(Comparator.comparingInt(Form::known).reversed())
            .toList();

    private InChinese() {}

    /** The forms as they are written: English, an arrow, Chinese. */
    static List<String> lines() {
        try (var file = InChinese.class.getResourceAsStream("findings.zh.txt")) {
            return new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> line.contains(ARROW))
                    .toList();
        } catch (IOException fault) {
            throw new UncheckedIOException(fault);
        }
    }

    /** What a message says, sentence by sentence, in Chinese. */
    public static String of(String english) {
        var whole = fitting(english, true);
        if (whole.isPresent()) {
            return whole.get();
        }
        var ends = new ArrayList<Integer>();
        var sentences = NEXT_SENTENCE.matcher(english);
        while (sentences.find()) {
            ends.add(sentences.start() + 1);
        }
        for (int end : ends) {
            var first = fitting(english.substring(0, end), false);
            if (first.isPresent()) {
                return first.get() + of(english.substring(end + 1));
            }
        }
        return fitting(english, false).orElse(english);
    }

    /** @param one whether a value may not hold more than a sentence */
    private static Optional<String> fitting(String english, boolean one) {
        for (var form : FORMS) {
            var matcher = form.english().matcher(english);
            if (matcher.matches() && !(one && holdsSentences(matcher))) {
                return Optional.of(fill(form.chinese(), matcher));
            }
        }
        return Optional.empty();
    }

    private static boolean holdsSentences(MatchResult match) {
        return IntStream.rangeClosed(1, match.groupCount())
                .anyMatch(at -> NEXT_SENTENCE.matcher(match.group(at)).find());
    }

    private static String fill(String chinese, MatchResult match) {
        return PLACE.matcher(chinese)
                .replaceAll(place ->
                        java.util.regex.Matcher.quoteReplacement(of(match.group(Integer.parseInt(place.group(1))))));
    }
}
