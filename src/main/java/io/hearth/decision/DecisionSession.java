package io.hearth.decision;

import java.util.function.Predicate;

/** Makes decisions by the rules of one release; for one thread, and meant to be kept for many decisions. */
public interface DecisionSession extends AutoCloseable {

    /**
     * Decides; a rulebook that the release lacks has no firings.
     *
     * @throws DecisionFailed when a rule fails or needs too much; the session stays usable
     */
    default Decision decide(String rulebook, Facts facts) {
        return decide(rulebook, facts, rule -> true);
    }

    /**
     * Decides by those rules only that may fire now: one that was had often enough must not win its stack.
     *
     * @param allowed asked once for each rule that matches
     */
    Decision decide(String rulebook, Facts facts, Predicate<Rule> allowed);

    /**
     * Decides by those rules only that the event of the facts touches, see {@link Ruleset#touchedBy}. What is decided
     * holds no longer than the answer of the other rules, which the caller knows from before.
     *
     * @throws DecisionFailed when a rule fails or needs too much; the session stays usable
     */
    default Decision decideTouched(String rulebook, Facts facts) {
        return decide(rulebook, facts);
    }

    /** The release that decides. */
    String release();

    @Override
    void close();
}
