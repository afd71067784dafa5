package io.hearth.reward.coupon;

import io.hearth.member.Erasure;
import io.hearth.member.MemberId;
import io.hearth.member.PersonalData;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Gives coupons to members, and takes back what time has ended. */
@Service
public class Coupons implements PersonalData, Erasure {

    private static final Logger log = LoggerFactory.getLogger(Coupons.class);
    private static final int MOST = 1_000;

    private final JdbcClient jdbc;
    private final CouponTable table;
    private final Redemption redemption;
    private final TransactionTemplate transaction;
    private final Clock clock;

    Coupons(JdbcClient jdbc, CouponTable table, Redemption redemption, TransactionTemplate transaction, Clock clock) {
        this.jdbc = jdbc;
        this.table = table;
        this.redemption = redemption;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** A code for a member, the same one for the same cause; empty where the pool has none left or is closed. */
    @Transactional
    public Optional<String> issue(long poolId, MemberId member, String cause, String by) {
        return Optional.ofNullable(issue(poolId, Map.of(cause, member), by).get(cause));
    }

    /** The newest open pool of that name in the community, if any. */
    public OptionalLong open(String community, String name) {
        return table.open(community, name);
    }

    /** Codes for several members, each for its own cause; who is not among the answers got none, as none was left. */
    @Transactional
    public Map<String, String> issue(long poolId, Map<String, MemberId> byCause, String by) {
        var now = clock.instant();
        return table.pool(poolId)
                .filter(pool -> pool.closedAt() == null)
                .map(pool -> table.issue(poolId, byCause, now, pool.expiry(now), by))
                .orElseGet(Map::of);
    }

    /**
     * Takes back a code that was issued for a cause and not used; false where it was, or where it has ended or is
     * somebody else's by now.
     */
    @Transactional
    public boolean takeBack(String code, String cause, String by) {
        return redemption.takeBack(code, cause, clock.instant(), by);
    }

    /** Whether there is such a pool of this community, and it is open. */
    public boolean isOpen(long pool, String community) {
        return table.pool(pool)
                .filter(found -> found.community().equals(community) && found.closedAt() == null)
                .isPresent();
    }

    @Scheduled(fixedDelayString = "${hearth.reward.calendar:1s}")
    void look() {
        try {
            while (count(() -> redemption.releaseForgotten(clock.instant())) == MOST) {
                log.debug("Released {} reserved coupons, and looks for more", MOST);
            }
            while (count(() -> redemption.expire(clock.instant())) == MOST) {
                log.debug("Ended {} coupons, and looks for more", MOST);
            }
        } catch (RuntimeException fault) {
            log.warn("Expected to release and end coupons, but {}", fault.toString());
        }
    }

    private int count(java.util.function.IntSupplier work) {
        var done = transaction.execute(status -> work.getAsInt());
        return done == null ? 0 : done;
    }

    @Override
    public String section() {
        return "coupons";
    }

    @Override
    public Object of(MemberId member) {
        return Map.of(
                "coupons",
                jdbc.sql("""
                        select p.name, c.code, c.state, c.issued_at, c.expires_at, c.redeemed_at
                        from coupon c join coupon_pool p on p.id = c.pool where c.member = ? order by c.id
                        """).param(member.value()).query().listOfRows(),
                "acts",
                List.copyOf(jdbc.sql("select act, at from coupon_act where member = ? order by id")
                        .param(member.value())
                        .query()
                        .listOfRows()));
    }

    /** What was used stays used; who used it is forgotten, and what was not used is over. */
    @Override
    public void erase(MemberId member) {
        jdbc.sql("""
                update coupon set member = null, cause = null,
                    state = case when state in ('issued', 'reserved') then 'expired' else state end
                where member = ?
                """).param(member.value()).update();
        jdbc.sql("update coupon_act set member = null where member = ?")
                .param(member.value())
                .update();
    }
}
