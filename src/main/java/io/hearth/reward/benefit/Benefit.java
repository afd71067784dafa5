package io.hearth.reward.benefit;

import io.hearth.member.MemberId;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A coupon, privilege or gift that a rule asked for.
 *
 * @param what its id in the catalogue of rules
 * @param store the name of the pool or item that it comes from
 * @param state {@code given} or {@code refused}
 * @param why of a refusal: {@code none} where there is no such pool or item, {@code empty} where nothing is left
 * @param code of a coupon
 * @param endsAt of a privilege
 */
record Benefit(
        UUID id,
        MemberId member,
        String community,
        String kind,
        String what,
        String store,
        int days,
        String state,
        @Nullable String why,
        @Nullable String code,
        @Nullable Instant endsAt,
        @Nullable String rule,
        @Nullable UUID receipt,
        Instant at) {

    static final String NONE = "none";
    static final String EMPTY = "empty";

    /** What came of it. */
    record Given(
            UUID id,
            @Nullable String why,
            @Nullable String code,
            @Nullable Instant endsAt) {}

    /** Names it to the pool or the stock, so that it is taken once. */
    String cause() {
        return "benefit/" + id;
    }
}
