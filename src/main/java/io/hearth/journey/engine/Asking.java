package io.hearth.journey.engine;

import java.util.Map;

/**
 * How several people are asked.
 *
 * @param wanted how many must say yes; zero for all of them
 * @param yes the field of the form that says so
 * @param into where the answer of them all goes: {@code yes}, {@code no}, or {@code nobody} if too few are there to ask
 */
record Asking(int wanted, String yes, String into) {

    private static final int ALL = 0;

    static final String YES = "yes";
    static final String NO = "no";
    static final String NOBODY = "nobody";

    static Asking of(Map<String, String> fields) {
        var ask = fields.getOrDefault("ask", "");
        return new Asking(
                switch (ask) {
                    case "all" -> ALL;
                    case "any" -> 1;
                    default -> Integer.parseInt(ask);
                },
                fields.getOrDefault("yes", ""),
                fields.getOrDefault("into", ""));
    }

    boolean canBeAnswered(int asked) {
        return asked > 0 && asked >= wanted;
    }

    /** The answer of them all, once it can't change any more; empty until then. */
    String answer(AskTable.Count count) {
        int enough = wanted == ALL ? count.asked() : wanted;
        if (count.yes() >= enough) {
            return YES;
        }
        return count.asked() - count.no() < enough ? NO : "";
    }
}
