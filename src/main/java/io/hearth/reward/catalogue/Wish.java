package io.hearth.reward.catalogue;

import io.hearth.member.MemberId;
import io.hearth.platform.Ids;
import java.util.UUID;

/**
 * What a member wants to buy with points.
 *
 * @param id of the redemption, if it comes to one
 * @param key the caller's, so that it happens once
 * @param by who asks for the member
 */
record Wish(UUID id, Item item, MemberId member, String key, String by) {

    Wish(Item item, MemberId member, String key, String by) {
        this(Ids.next(), item, member, key, by);
    }

    /** Names it in the ledger and among coupons and privileges. */
    String cause() {
        return cause(id);
    }

    static String cause(UUID redemption) {
        return "item/" + redemption;
    }
}
