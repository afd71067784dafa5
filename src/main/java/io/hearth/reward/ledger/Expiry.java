package io.hearth.reward.ledger;

import io.hearth.member.MembershipKey;
import io.hearth.platform.Ids;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import org.springframework.stereotype.Component;

/** Takes what is too old off the balances, which the caller has locked. */
@Component
class Expiry {

    private final Accounts accounts;
    private final Lots lots;

    Expiry(Accounts accounts, Lots lots) {
        this.accounts = accounts;
        this.lots = lots;
    }

    /** Returns how many points the member has lost. */
    long settle(MembershipKey key, Instant now) {
        return settle(List.of(key), now);
    }

    /** Expires as of when each lot was due, whenever somebody looks; returns how many points that were. */
    long settle(Collection<MembershipKey> keys, Instant now) {
        if (keys.isEmpty()) {
            return 0;
        }
        var expired = lots.expire(keys, now);
        if (expired.isEmpty()) {
            return 0;
        }
        var look = "expire/" + Ids.next() + "/";
        var lines = new ArrayList<Line>();
        var change = new HashMap<MembershipKey, Accounts.Balance>();
        long all = 0;
        for (var one : expired) {
            var key = one.key();
            all += one.points();
            change.merge(
                    key,
                    new Accounts.Balance(-one.points(), 0, 0),
                    (sum, more) -> new Accounts.Balance(sum.available() + more.available(), 0, 0));
            lines.add(Line.of(
                    new Order(
                            key.member(),
                            key.community(),
                            one.points(),
                            look + one.at(),
                            "expired",
                            null,
                            null,
                            one.at()),
                    Kind.EXPIRE,
                    Line.AVAILABLE,
                    -one.points(),
                    Line.EXPIRED));
        }
        accounts.change(change);
        accounts.postBoth(lines);
        return all;
    }
}
