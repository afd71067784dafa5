package io.hearth.decision.fact;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** Text without disguise: one width, Simplified characters, no inline pinyin, no invisible characters, lower case. */
public final class PlainText {

    private static final Pattern PINYIN = Pattern.compile("(?<=\\p{IsHan}) ?[(\\[{（【]\\p{IsLatin}{1,8}[0-9]?[)\\]}）】]");
    private static final Transliterator SIMPLIFIED = Transliterator.getInstance("Traditional-Simplified");
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
        return SIMPLIFIED.transliterate(PINYIN.matcher(composed).replaceAll("")).toLowerCase(Locale.ROOT);
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
