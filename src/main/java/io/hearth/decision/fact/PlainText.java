package io.hearth.decision.fact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Text without disguise: one width, Simplified characters, no inline pinyin, no invisible characters, lower case. */
public final class PlainText {

    /** A syllable in brackets right behind a Chinese character: with a tone mark, or without one but well formed. */
    private static final Pattern PINYIN = Pattern.compile("(?<=\\p{IsHan}) ?[(\\[{【]\\s?(?:"
            + "[a-züɑɡ]{0,5}[āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜńňǹḿ][a-züɑɡ]{0,4}"
            + "|(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|ang|eng|ong|iao|ian|ing|uai|uan|ai|ei|ao|ou|an|en|er|ia|ie|iu|in|ua|uo|ui|un|ve|üe|[aoeiuvü])[1-5]?"
            + ")\\s?[)\\]}】]");

    private static final char FIRST = '\u3400';
    private static final char LAST = '\u9fff';
    /** The Simplified form of each character: what ICU's transliterator says, without its lock and its second at the start. */
    private static final char[] SIMPLIFIED = simplified();

    private static final Map<String, List<String>> WORDS = new ConcurrentHashMap<>();
    private static final int WORD_LISTS = 10_000;

    private PlainText() {}

    /** The text made plain, as words are compared with it. */
    public static String of(String text) {
        var visible = new StringBuilder(text.length());
        var ascii = true;
        for (var i = 0; i < text.length(); i++) {
            var c = text.charAt(i);
            if (c >= 0x80) {
                ascii = false;
                if (Character.getType(c) == Character.FORMAT) {
                    continue;
                }
            }
            visible.append(c);
        }
        if (ascii) {
            return text.toLowerCase(Locale.ROOT);
        }
        var composed = Normalizer.normalize(visible, Normalizer.Form.NFKC);
        return simplify(PINYIN.matcher(composed).replaceAll("")).toLowerCase(Locale.ROOT);
    }

    private static String simplify(String text) {
        var plain = text.toCharArray();
        for (var i = 0; i < plain.length; i++) {
            if (plain[i] >= FIRST && plain[i] <= LAST) {
                plain[i] = SIMPLIFIED[plain[i] - FIRST];
            }
        }
        return new String(plain);
    }

    private static char[] simplified() {
        var table = new char[LAST - FIRST + 1];
        for (var i = 0; i < table.length; i++) {
            table[i] = (char) (FIRST + i);
        }
        for (var pair : pairs()) {
            table[pair.charAt(0) - FIRST] = pair.charAt(1);
        }
        return table;
    }

    private static String[] pairs() {
        try (var content = PlainText.class.getResourceAsStream("simplified.txt")) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8).split("\\s+");
        } catch (IOException fault) {
            throw new UncheckedIOException("Expected to read simplified.txt from the class path", fault);
        }
    }

    static boolean contains(String text, String words) {
        var plain = of(text);
        for (var word : words(words)) {
            if (plain.contains(word)) {
                return true;
            }
        }
        return false;
    }

    private static List<String> words(String words) {
        var known = WORDS.get(words);
        if (known == null) {
            known = List.of(words.split("\\|")).stream()
                    .map(word -> of(word.strip()))
                    .filter(word -> !word.isEmpty())
                    .toList();
            if (WORDS.size() < WORD_LISTS) {
                WORDS.put(words, known);
            }
        }
        return known;
    }
}
