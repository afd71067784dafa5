package io.hearth.decision.language;

import java.lang.Character.UnicodeScript;

/**
 * Brings the ways of writing one sentence together: full-width signs and Chinese quotes become plain ones, spaces next to Chinese characters
 * vanish. What stands between quotes stays as it is.
 */
final class Wording {

    private Wording() {}

    static String plain(String line) {
        var plain = new StringBuilder(line.length());
        boolean quoted = false;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (isQuote(c)) {
                quoted = !quoted;
                plain.append('"');
            } else if (quoted) {
                plain.append(c);
            } else {
                plain.append(narrow(c));
            }
        }
        return withoutIdleSpaces(plain.toString().strip());
    }

    private static boolean isQuote(char c) {
        return "\"“”„「」『』＂".indexOf(c) >= 0;
    }

    private static char narrow(char c) {
        if (c >= '！' && c <= '～') {
            return (char) (c - 0xFEE0);
        }
        return Character.isSpaceChar(c) || c == '\t' ? ' ' : c == '、' ? ',' : c == '。' ? '.' : c == '’' ? '\'' : c;
    }

    private static String withoutIdleSpaces(String text) {
        var kept = new StringBuilder(text.length());
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            quoted ^= c == '"';
            boolean idle = c == ' '
                    && !quoted
                    && (kept.length() == 0
                            || kept.charAt(kept.length() - 1) == ' '
                            || isChinese(kept.charAt(kept.length() - 1))
                            || isChinese(next(text, i)));
            if (!idle) {
                kept.append(c);
            }
        }
        return kept.toString();
    }

    private static char next(String text, int from) {
        int i = from;
        while (i < text.length() && text.charAt(i) == ' ') {
            i++;
        }
        return i < text.length() ? text.charAt(i) : ' ';
    }

    static boolean isChinese(char c) {
        return UnicodeScript.of(c) == UnicodeScript.HAN;
    }

    /** How many single changes make one text of the other, for suggestions. */
    static int distance(String a, String b) {
        var above = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            above[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = above[0];
            above[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int cost = a.charAt(i - 1) == b.charAt(j - 1)
                        ? diagonal
                        : 1 + Math.min(diagonal, Math.min(above[j], above[j - 1]));
                diagonal = above[j];
                above[j] = cost;
            }
        }
        return above[b.length()];
    }
}
