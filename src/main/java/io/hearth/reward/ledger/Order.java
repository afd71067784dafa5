package io.hearth.reward.ledger;

import io.hearth.member.MemberId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order to move points of one member.
 *
 * @param cause names the order; the same one is carried out once
 * @param by the person or key that asks
 * @param reference what it is about elsewhere, such as an order's number in the shop
 */
public record Order(
        MemberId member,
        String community,
        long points,
        String cause,
        String reason,
        @Nullable String by,
        @Nullable String reference,
        Instant at,
        @Nullable String rule,
        @Nullable UUID receipt,
        @Nullable String event) {

    public Order {
        if (points <= 0) {
            throw new IllegalArgumentException("Expected points above zero for '" + cause + "', but got " + points);
        }
    }

    /** An order that no rule gave. */
    public Order(
            MemberId member,
            String community,
            long points,
            String cause,
            String reason,
            @Nullable String by,
            @Nullable String reference,
            Instant at) {
        this(member, community, points, cause, reason, by, reference, at, null, null, null);
    }
}
