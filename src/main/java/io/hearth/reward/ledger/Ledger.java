package io.hearth.reward.ledger;

import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import io.hearth.reward.ledger.Accounts.Balance;
import io.hearth.reward.ledger.Accounts.Found;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * All that can happen to points. Every act is two entries that add up to nothing, has a cause by which it happens only once,
 * and joins the caller's transaction. A member's points are never below zero.
 */
@Service
public class Ledger {

    private static final String SHORT = "points.short";
    private static final String UNKNOWN = "points.unknown";
    private static final String OTHER = "points.key-used";

    private final JdbcClient jdbc;
    private final Accounts accounts;
    private final Earnings earnings;
    private final Lots lots;
    private final Expiry expiry;
    private final Payers payers;
    private final TransactionTemplate nested;
    private final List<Earned.Listener> listeners;

    Ledger(
            JdbcClient jdbc,
            Accounts accounts,
            Earnings earnings,
            Lots lots,
            Expiry expiry,
            Payers payers,
            PlatformTransactionManager transactions,
            List<Earned.Listener> listeners) {
        this.listeners = listeners;
        this.payers = payers;
        this.nested = new TransactionTemplate(transactions);
        this.nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
        this.jdbc = jdbc;
        this.accounts = accounts;
        this.earnings = earnings;
        this.lots = lots;
        this.expiry = expiry;
    }

    /** Gives points; those whose cause is known already are left out. */
    @Transactional
    public void earn(List<Earning> given) {
        if (!given.isEmpty()) {
            tellEarned(earnings.enter(given));
        }
    }

    /**
     * The same for causes that are new but after a fault, such as those of a decision that is written together with how far
     * the log was decided: nothing is looked up unless one of them turns out to be there.
     */
    @Transactional
    public void earnNew(List<Earning> given) {
        if (given.isEmpty()) {
            return;
        }
        try {
            nested.executeWithoutResult(status -> earnings.enterNew(given));
            tellEarned(given);
        } catch (DuplicateKeyException known) {
            earn(given);
        }
    }

    private void tellEarned(Collection<Earning> entered) {
        tell(entered.stream()
                .filter(one -> one.releaseAt() == null)
                .map(one -> new Earned(one.member(), one.community(), one.points(), one.at()))
                .toList());
    }

    /** Takes points away, from each member only as many as there are. */
    @Transactional
    public void take(List<Order> orders) {
        if (orders.isEmpty()) {
            return;
        }
        var balances =
                new TreeMap<>(accounts.lock(orders.stream().map(Ledger::key).toList()));
        var known = earnings.knownOrders(orders);
        var lines = new ArrayList<Line>();
        var uses = new TreeMap<MembershipKey, Lots.Use>();
        for (var order : orders) {
            if (!known.add(order.member().value() + " " + order.community() + " " + order.cause())) {
                continue;
            }
            var balance = Objects.requireNonNull(balances.get(key(order)));
            long taken = Math.min(order.points(), balance.available());
            if (taken > 0) {
                lines.add(Line.of(order, Kind.TAKE, Line.AVAILABLE, -taken, Line.ISSUED));
                balances.put(key(order), new Balance(balance.available() - taken, balance.pending(), 0));
                uses.merge(
                        key(order),
                        new Lots.Use(order.member(), order.community(), order.cause(), taken),
                        (one, more) ->
                                new Lots.Use(one.member(), one.community(), one.cause(), one.points() + more.points()));
            }
        }
        if (lines.isEmpty()) {
            return;
        }
        var change = new HashMap<MembershipKey, Balance>();
        uses.forEach((key, use) -> change.put(key, new Balance(-use.points(), 0, -use.points())));
        accounts.change(change);
        lots.take(uses.values());
        accounts.postBoth(lines);
        tell(lines.stream()
                .map(line -> new Earned(new MemberId(line.member()), line.community(), line.points(), line.at()))
                .toList());
    }

    /** Spends points, all of them or none. */
    @Transactional
    public Movement redeem(Order order) {
        var balance = accounts.lock(order.member(), order.community());
        var before = accounts.entries(order.member(), order.community(), order.cause());
        if (!before.isEmpty()) {
            return again(before.get(0), Kind.REDEEM, -order.points(), balance);
        }
        long available = balance.available() - expiry.settle(key(order), order.at());
        if (available < order.points()) {
            return Movement.refused(SHORT, available);
        }
        accounts.change(key(order), -order.points(), 0, 0);
        lots.take(List.of(new Lots.Use(order.member(), order.community(), order.cause(), order.points())));
        accounts.postBoth(List.of(Line.of(order, Kind.REDEEM, Line.AVAILABLE, -order.points(), Line.REDEEMED)));
        return Movement.done(order.points(), available - order.points());
    }

    /**
     * What these members have to spend: their balances are locked until the end of the transaction, and what is too old
     * by now is off them.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<MembershipKey, Long> available(Collection<MembershipKey> keys, Instant now) {
        if (keys.isEmpty()) {
            return Map.of();
        }
        var balances = accounts.lock(keys);
        if (expiry.settle(balances.keySet(), now) > 0) {
            balances = accounts.lock(keys);
        }
        var available = new HashMap<MembershipKey, Long>();
        balances.forEach((key, balance) -> available.put(key, balance.available()));
        return available;
    }

    /** Spends what the caller found to be {@link #available}, one order a member, for causes that it knows to be new. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void spend(List<Order> orders) {
        if (orders.isEmpty()) {
            return;
        }
        var change = new HashMap<MembershipKey, Balance>();
        orders.forEach(order -> change.put(key(order), new Balance(-order.points(), 0, 0)));
        accounts.change(change);
        lots.take(orders.stream()
                .map(order -> new Lots.Use(order.member(), order.community(), order.cause(), order.points()))
                .toList());
        accounts.postBoth(orders.stream()
                .map(order -> Line.of(order, Kind.REDEEM, Line.AVAILABLE, -order.points(), Line.REDEEMED))
                .toList());
    }

    /** Gives back what was spent for a cause, with the terms that the points had; once. */
    @Transactional
    public Movement refund(
            MemberId member,
            String community,
            String cause,
            String reason,
            String by,
            @Nullable String reference,
            Instant at) {
        var balance = accounts.lock(member, community);
        var spent = accounts.entries(member, community, cause).stream()
                .filter(entry -> entry.kind() == Kind.REDEEM)
                .findFirst();
        if (spent.isEmpty()) {
            return Movement.refused(UNKNOWN, balance.available());
        }
        long points = -spent.get().points();
        if (!accounts.entries(member, community, "refund/" + cause).isEmpty()) {
            return Movement.again(points, balance.available());
        }
        var order = new Order(member, community, points, "refund/" + cause, reason, by, reference, at);
        accounts.change(key(order), points, 0, 0);
        lots.giveBack(member, community, cause);
        accounts.postBoth(List.of(Line.of(order, Kind.REFUND, Line.AVAILABLE, points, Line.REDEEMED)));
        return Movement.done(points, balance.available() + points);
    }

    /** Moves points to another member, who gets them with the terms that they have. */
    @Transactional
    public Movement transfer(Order order, MemberId to) {
        if (to.equals(order.member())) {
            return Movement.refused("points.to-oneself", 0);
        }
        var receiver = new MembershipKey(order.community(), to);
        var locked = accounts.lock(List.of(key(order), receiver));
        var balance = Objects.requireNonNull(locked.get(key(order)));
        var before = accounts.entries(order.member(), order.community(), order.cause());
        if (!before.isEmpty()) {
            return again(before.get(0), Kind.TRANSFER, -order.points(), balance);
        }
        long available = balance.available() - expiry.settle(key(order), order.at());
        if (available < order.points()) {
            return Movement.refused(SHORT, available);
        }
        accounts.change(key(order), -order.points(), 0, 0);
        accounts.change(receiver, order.points(), 0, 0);
        var terms = lots.take(List.of(new Lots.Use(order.member(), order.community(), order.cause(), order.points())));
        // The receiver's cause names the giver, so that nobody's own causes can stand in its way.
        var cause = "from/" + order.member() + "/" + order.cause();
        lots.add(terms.stream()
                .map(part -> new Lots.New(to, order.community(), cause, part.points(), part.expiresAt()))
                .toList());
        accounts.post(List.of(
                Line.of(order, Kind.TRANSFER, Line.AVAILABLE, -order.points(), to.toString()),
                Line.of(
                        new Order(
                                to,
                                order.community(),
                                order.points(),
                                cause,
                                order.reason(),
                                order.by(),
                                order.reference(),
                                order.at()),
                        Kind.TRANSFER,
                        Line.AVAILABLE,
                        order.points(),
                        order.member().toString())));
        return Movement.done(order.points(), available - order.points());
    }

    /**
     * Undoes an award, whether it is still on hold or not. What was spent meanwhile can't be taken back: the movement says how
     * many points really came back.
     */
    @Transactional
    public Movement reverse(MemberId member, String community, String cause, String reason, String by, Instant at) {
        // Entries never change, so they may be read before anything is locked: first the budget, then the balance.
        var award = accounts.entries(member, community, cause).stream()
                .filter(entry -> entry.kind() == Kind.EARN || entry.kind() == Kind.HOLD)
                .findFirst();
        if (award.isEmpty()) {
            return Movement.refused(UNKNOWN, 0);
        }
        var contra = payers.lock(award.get().contra());
        var balance = accounts.lock(member, community);
        var undo = "reverse/" + cause;
        var done = accounts.entries(member, community, undo);
        if (!done.isEmpty()) {
            return Movement.again(-done.get(0).points(), balance.available());
        }
        long points = award.get().points();
        if (award.get().kind() == Kind.HOLD && stopWaiting(member, community, cause)) {
            var order = new Order(member, community, points, undo, reason, by, null, at);
            accounts.change(key(order), 0, -points, 0);
            payers.giveBack(contra, points);
            accounts.postBoth(List.of(Line.of(order, Kind.REVERSE, Line.PENDING, -points, contra)));
            return Movement.done(points, balance.available());
        }
        long taken = Math.min(points, balance.available());
        if (taken == 0) {
            return Movement.refused(SHORT, 0);
        }
        var order = new Order(member, community, taken, undo, reason, by, null, at);
        accounts.change(key(order), -taken, 0, -taken);
        long own = lots.takeOwn(member, community, cause, taken);
        if (own < taken) {
            lots.take(List.of(new Lots.Use(member, community, undo, taken - own)));
        }
        payers.giveBack(contra, taken);
        tell(List.of(new Earned(member, community, -taken, at)));
        accounts.postBoth(List.of(Line.of(order, Kind.REVERSE, Line.AVAILABLE, -taken, contra)));
        return Movement.done(taken, balance.available() - taken);
    }

    /** Which of these causes are in the ledger already, as {@code "<member> <community> <cause>"}. */
    public Set<String> known(List<Order> orders) {
        return orders.isEmpty() ? Set.of() : earnings.knownOrders(orders);
    }

    /** Moves points between accounts of the house, such as into a campaign's budget; once for each cause. */
    @Transactional
    public void fund(
            String community, String account, long points, String cause, String reason, String by, Instant at) {
        accounts.post(List.of(
                new Line(0, community, account, points, Kind.FUND, cause, reason, null, null, null, null, by, null, at),
                new Line(
                        0,
                        community,
                        Line.ISSUED,
                        -points,
                        Kind.FUND,
                        cause,
                        reason,
                        account,
                        null,
                        null,
                        null,
                        by,
                        null,
                        at)));
    }

    /** What an account of the ledger adds up to; all accounts together are always zero. */
    public Map<String, Long> accounts(String community) {
        var sums = new TreeMap<String, Long>();
        jdbc.sql("select account, sum(points) as points from ledger_entry where community = ? group by account")
                .param(community)
                .query(row -> {
                    sums.put(row.getString("account"), row.getLong("points"));
                });
        return sums;
    }

    private void tell(List<Earned> earned) {
        listeners.forEach(listener -> listener.earned(earned));
    }

    private boolean stopWaiting(MemberId member, String community, String cause) {
        return jdbc.sql("delete from points_held where member = ? and community = ? and cause = ?")
                        .params(member.value(), community, cause)
                        .update()
                == 1;
    }

    private static Movement again(Found before, Kind kind, long points, Balance balance) {
        return before.kind() == kind && before.points() == points
                ? Movement.again(Math.abs(points), balance.available())
                : Movement.refused(OTHER, balance.available());
    }

    private static MembershipKey key(Order order) {
        return new MembershipKey(order.community(), order.member());
    }
}
