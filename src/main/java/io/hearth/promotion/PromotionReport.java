package io.hearth.promotion;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What came of a promotion.
 *
 * @param told how many of the audience were to be told
 * @param difference by how much more of those told reacted than of those held out, with its 95 % interval; absent if
 *     nobody was held out
 * @param settled whether these are the figures that it was settled with
 */
record PromotionReport(
        Instant at,
        boolean settled,
        long members,
        long told,
        long heldOut,
        long toldReacted,
        long heldOutReacted,
        Proportion.Estimate toldRate,
        Proportion.@Nullable Estimate heldOutRate,
        Proportion.@Nullable Estimate difference,
        BigDecimal amount,
        List<Outcome> messages,
        BigDecimal budget,
        BigDecimal messageCost,
        BigDecimal reactionCost,
        BigDecimal left) {

    /** How many messages of a stage are in a state. */
    record Outcome(String stage, String status, long messages) {}
}
