package io.hearth.reward.ledger;

import io.hearth.member.MemberId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Points for a member.
 *
 * @param points above zero
 * @param cause names what they are given for; the same cause gives only once to a member of a community
 * @param contra the account that pays; null for the community's own {@code issued}
 * @param releaseAt until when they wait, or null to give them at once
 * @param expiresAt when what is left of them is lost, or null for never
 * @param by the person or key that gave them, where it was not a rule
 * @param reference what it is about elsewhere, such as an order's number
 */
public record Earning(
        MemberId member,
        String community,
        long points,
        String cause,
        String reason,
        @Nullable String contra,
        @Nullable String rule,
        @Nullable UUID receipt,
        @Nullable String event,
        Instant at,
        @Nullable Instant releaseAt,
        @Nullable Instant expiresAt,
        @Nullable String by,
        @Nullable String reference) {

    public Earning {
        if (points <= 0) {
            throw new IllegalArgumentException("Expected points above zero for '" + reason + "', but got " + points);
        }
    }
}
