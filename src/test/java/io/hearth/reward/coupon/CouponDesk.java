package io.hearth.reward.coupon;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What shops do with codes, in the caller's transaction, and what is kept about them. */
public final class CouponDesk {

    private final Redemption redemption;
    private final JdbcClient jdbc;

    public CouponDesk(ApplicationContext context) {
        this.redemption = context.getBean(Redemption.class);
        this.jdbc = context.getBean(JdbcClient.class);
    }

    public Optional<UUID> reserve(String code, String order, Instant now, Instant until) {
        return redemption.reserve(code, order, now, until, "shop");
    }

    public boolean confirm(UUID reservation, Instant now) {
        return redemption.confirm(reservation, now, "shop");
    }

    public boolean release(UUID reservation, Instant now) {
        return redemption.release(reservation, now, "shop");
    }

    /** What time ends; the server does the same every second, so that it is let finish first. */
    public void look(long pool, Instant now) {
        jdbc.sql("select id from coupon where pool = ? order by id for update")
                .param(pool)
                .query(row -> {});
        redemption.releaseForgotten(now);
        redemption.expire(now);
    }

    /** The state of each code that isn't free. */
    public Map<String, String> states(long pool) {
        var states = new TreeMap<String, String>();
        jdbc.sql("select code, state from coupon where pool = ? and state <> 'free'")
                .param(pool)
                .query(row -> {
                    states.put(row.getString(1), row.getString(2));
                });
        return states;
    }

    /** How often each code was used up. */
    public List<Long> uses(long pool) {
        return jdbc.sql("""
                select count(*) from coupon_act a join coupon c on c.id = a.coupon
                where c.pool = ? and a.act = 'redeemed' group by c.id
                """).param(pool).query(Long.class).list();
    }
}
