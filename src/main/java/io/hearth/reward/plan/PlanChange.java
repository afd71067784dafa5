package io.hearth.reward.plan;

import io.hearth.member.MembershipKey;
import java.time.Instant;
import java.util.List;

/**
 * What became of a member's plan.
 *
 * @param act {@code paid}, {@code cancelled}, {@code refunded}, {@code grace} or {@code ended}
 * @param reference the shop's order; else the event
 * @param days of a payment
 * @param privileges what comes with the plan
 */
public record PlanChange(
        MembershipKey key,
        String plan,
        String act,
        String reference,
        int days,
        Term after,
        List<String> privileges,
        String event,
        Instant at) {}
