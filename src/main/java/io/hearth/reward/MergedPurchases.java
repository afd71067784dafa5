package io.hearth.reward;

import io.hearth.member.Follows;
import io.hearth.member.Kept;
import io.hearth.member.Merge;
import org.springframework.stereotype.Component;

/** What members bought and were given to use belongs to the one who stays, and goes back when they are parted. */
@Component
class MergedPurchases implements Follows {

    private static final String COUPON = "coupon";
    private static final String PRIVILEGE = "privilege";
    private static final String REDEMPTION = "redemption";

    private final Kept kept;

    MergedPurchases(Kept kept) {
        this.kept = kept;
    }

    @Override
    public void merged(Merge merge) {
        kept.move(merge, COUPON, """
                update coupon c set member = :to where c.member = :from and not exists (
                    select from coupon o where o.member = :to and o.pool = c.pool and o.cause = c.cause)
                returning c.id::text
                """);
        kept.move(merge, PRIVILEGE, """
                update privilege p set member = :to where p.member = :from and not exists (
                    select from privilege o where o.member = :to and o.community = p.community
                        and o.privilege = p.privilege and o.cause = p.cause)
                returning p.id::text
                """);
        kept.move(merge, REDEMPTION, """
                update item_redemption r set member = :to where r.member = :from and not exists (
                    select from item_redemption o where o.member = :to and o.key = r.key)
                returning r.id::text
                """);
    }

    @Override
    public void unmerged(Merge merge) {
        kept.back(merge, COUPON, "update coupon set member = :to where member = :from and id::text = any(:ids)");
        kept.back(merge, PRIVILEGE, "update privilege set member = :to where member = :from and id::text = any(:ids)");
        kept.back(
                merge,
                REDEMPTION,
                "update item_redemption set member = :to where member = :from and id::text = any(:ids)");
    }
}
