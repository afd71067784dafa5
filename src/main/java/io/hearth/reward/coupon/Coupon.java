package io.hearth.reward.coupon;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One code as it stands.
 *
 * @param state free, issued, reserved, redeemed or expired
 * @param order the shop's order that it is reserved or redeemed for
 */
public record Coupon(
        String id,
        String pool,
        String poolName,
        String community,
        String benefit,
        String code,
        String state,
        @Nullable String member,
        @Nullable Instant issuedAt,
        @Nullable Instant expiresAt,
        @Nullable String reservation,
        @Nullable Instant reservedUntil,
        @Nullable String order,
        @Nullable Instant redeemedAt) {}
