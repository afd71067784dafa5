package io.hearth.decision;

import org.jspecify.annotations.Nullable;

/** A decision that could not be made, with the rule to blame where it is known; the event goes to the dead letters. */
public final class DecisionFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final @Nullable String rule;
    private final boolean budget;

    private DecisionFailed(
            String rulebook, @Nullable String rule, String reason, boolean budget, @Nullable Throwable cause) {
        super(
                "Expected a decision of '" + rulebook + "'" + (rule == null ? "" : " by rule '" + rule + "'") + ", but "
                        + reason + ".",
                cause);
        this.rule = rule;
        this.budget = budget;
    }

    /**
     * @param rule the id of the rule at work, where it is known
     * @param budget whether it was stopped for needing too much
     */
    public static DecisionFailed of(
            String rulebook, @Nullable String rule, String reason, boolean budget, @Nullable Throwable cause) {
        return new DecisionFailed(rulebook, rule, reason, budget, cause);
    }

    /** The id of the rule that failed. */
    public @Nullable String rule() {
        return rule;
    }

    /** Whether it was stopped for needing too much, rather than failing by itself. */
    public boolean outOfBudget() {
        return budget;
    }
}
