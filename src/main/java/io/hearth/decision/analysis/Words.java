package io.hearth.decision.analysis;

import java.util.Set;
import java.util.TreeSet;

/**
 * A set of words: those listed, or all others.
 *
 * @param listed whether the words are those in the set; otherwise all but them
 */
record Words(boolean listed, Set<String> words) implements Range {

    static final Words ANY = new Words(false, Set.of());
    static final Words YES = of("true");
    static final Words NO = of("false");
    static final Words EITHER = new Words(true, Set.of("true", "false"));

    static Words of(String... words) {
        return new Words(true, Set.of(words));
    }

    static Words of(Set<String> words) {
        return new Words(true, Set.copyOf(words));
    }

    @Override
    public Words and(Range other) {
        var that = (Words) other;
        if (listed && that.listed) {
            return new Words(true, common(words, that.words));
        }
        if (listed) {
            return new Words(true, without(words, that.words));
        }
        return that.listed ? new Words(true, without(that.words, words)) : new Words(false, both(words, that.words));
    }

    @Override
    public Words or(Range other) {
        return not().and(other.not()).not();
    }

    @Override
    public Words not() {
        return new Words(!listed, words);
    }

    @Override
    public boolean isEmpty() {
        return listed && words.isEmpty();
    }

    boolean has(String word) {
        return words.contains(word) == listed;
    }

    private static Set<String> common(Set<String> some, Set<String> others) {
        var kept = new TreeSet<>(some);
        kept.retainAll(others);
        return kept;
    }

    private static Set<String> without(Set<String> some, Set<String> others) {
        var kept = new TreeSet<>(some);
        kept.removeAll(others);
        return kept;
    }

    private static Set<String> both(Set<String> some, Set<String> others) {
        var all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }
}
