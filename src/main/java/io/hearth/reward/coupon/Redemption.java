package io.hearth.reward.coupon;

import io.hearth.platform.Ids;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How a code is used up: reserved while the shop's order is under way, then confirmed or released. Each step is one
 * statement that looks and changes at once, so that of many who try only one succeeds.
 */
@Component
class Redemption {

    private static final int MOST = 1_000;

    private final JdbcClient jdbc;

    Redemption(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Reserves an issued code for an order; the same order finds its own reservation again. */
    Optional<UUID> reserve(String code, String order, Instant now, Instant until, String by) {
        return jdbc.sql("""
                with held as (
                    update coupon set state = 'reserved', reservation = :fresh, shop_order = :order,
                        reserved_until = :until
                    where code = :code and state = 'issued' and (expires_at is null or expires_at > :now)
                    returning id, reservation, member),
                noted as (
                    insert into coupon_act (coupon, act, member, shop_order, by_whom, at)
                    select id, 'reserved', member, :order, :by, :now from held)
                select reservation from held
                union all
                select reservation from coupon
                where code = :code and state = 'reserved' and shop_order = :order and reserved_until > :now
                """)
                .param("fresh", Ids.next())
                .param("order", order)
                .param("until", Timestamp.from(until))
                .param("code", code)
                .param("now", Timestamp.from(now))
                .param("by", by)
                .query(UUID.class)
                .optional();
    }

    /** The order went through: the code is used up. Holds also a little late, as long as nobody else has it. */
    boolean confirm(UUID reservation, Instant now, String by) {
        return jdbc.sql("""
                with used as (
                    update coupon set state = 'redeemed', redeemed_at = :now, reserved_until = null
                    where reservation = :reservation and state = 'reserved'
                    returning id, member, shop_order)
                insert into coupon_act (coupon, act, member, shop_order, by_whom, at)
                select id, 'redeemed', member, shop_order, :by, :now from used
                """)
                        .param("now", Timestamp.from(now))
                        .param("reservation", reservation)
                        .param("by", by)
                        .update()
                == 1;
    }

    /** The order did not go through: the member may use the code again. */
    boolean release(UUID reservation, Instant now, String by) {
        return jdbc.sql("""
                with freed as (
                    update coupon set state = 'issued', reservation = null, reserved_until = null, shop_order = null
                    where reservation = :reservation and state = 'reserved'
                    returning id, member)
                insert into coupon_act (coupon, act, member, by_whom, at)
                select id, 'released', member, :by, :now from freed
                """)
                        .param("reservation", reservation)
                        .param("by", by)
                        .param("now", Timestamp.from(now))
                        .update()
                == 1;
    }

    /** Frees codes whose order was never heard of again. */
    int releaseForgotten(Instant now) {
        return jdbc.sql("""
                with freed as (
                    update coupon set state = 'issued', reservation = null, reserved_until = null, shop_order = null
                    where id in (
                        select id from coupon where state = 'reserved' and reserved_until <= :now
                        order by reserved_until limit :most for update skip locked)
                    returning id, member)
                insert into coupon_act (coupon, act, member, by_whom, at)
                select id, 'released', member, 'hearth', :now from freed
                """)
                .param("now", Timestamp.from(now))
                .param("most", MOST)
                .update();
    }

    /** Ends codes that are too old; those of pools that take them back are free again. */
    int expire(Instant now) {
        return jdbc.sql("""
                with due as (
                    select c.id, c.member, p.returns and p.closed_at is null
                        and (p.valid_until is null or p.valid_until > :now) as returns
                    from coupon c join coupon_pool p on p.id = c.pool
                    where c.state = 'issued' and c.expires_at <= :now
                    order by c.expires_at limit :most for update of c skip locked),
                ended as (
                    update coupon c set state = case when d.returns then 'free' else 'expired' end,
                        member = case when d.returns then null else c.member end,
                        cause = case when d.returns then null else c.cause end,
                        issued_at = case when d.returns then null else c.issued_at end,
                        expires_at = case when d.returns then null else c.expires_at end
                    from due d where c.id = d.id)
                insert into coupon_act (coupon, act, member, by_whom, at)
                select id, case when returns then 'returned' else 'expired' end, member, 'hearth', :now from due
                """)
                .param("now", Timestamp.from(now))
                .param("most", MOST)
                .update();
    }

    /** Takes back an issued code that nobody has used, such as when what was paid for it is refunded. */
    boolean takeBack(String code, String cause, Instant now, String by) {
        return jdbc.sql("""
                with back as (
                    update coupon set state = 'expired', expires_at = :now
                    where code = :code and state = 'issued' and cause = :cause
                    returning id, member)
                insert into coupon_act (coupon, act, member, by_whom, at)
                select id, 'expired', member, :by, :now from back
                """)
                        .param("now", Timestamp.from(now))
                        .param("code", code)
                        .param("cause", cause)
                        .param("by", by)
                        .update()
                == 1;
    }
}
