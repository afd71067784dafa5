package io.hearth.reward.ledger;

import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import io.hearth.reward.ledger.Accounts.Balance;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Undoes many awards at once, each as {@link Ledger#reverse} does, with the same causes: what was undone before stays so. */
@Service
public class Undoings {

    private final JdbcClient jdbc;
    private final Ledger ledger;
    private final Accounts accounts;
    private final Payers payers;
    private final List<Earned.Listener> listeners;

    Undoings(JdbcClient jdbc, Ledger ledger, Accounts accounts, Payers payers, List<Earned.Listener> listeners) {
        this.jdbc = jdbc;
        this.ledger = ledger;
        this.accounts = accounts;
        this.payers = payers;
        this.listeners = listeners;
    }

    /** An award to be undone. */
    public record Undoing(MemberId member, String community, String cause) {

        MembershipKey key() {
            return new MembershipKey(community, member);
        }
    }

    /**
     * Undoes them in the caller's transaction.
     *
     * @return how many points came back for each, those that came back before included; none for an unknown award
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Map<Undoing, Long> undo(List<Undoing> wanted, String reason, String by, Instant at) {
        var back = new HashMap<Undoing, Long>();
        var found = entries(wanted, back);
        found.keySet().removeAll(back.keySet());
        if (found.isEmpty()) {
            return back;
        }
        // As everywhere: first the budgets, then the balances, each in one order.
        var contras = new TreeMap<String, String>();
        found.values().forEach(award -> contras.put(Objects.toString(award.contra(), ""), ""));
        contras.replaceAll((contra, none) -> payers.lock(contra.isEmpty() ? null : contra));
        var balances = accounts.lock(found.keySet().stream().map(Undoing::key).toList());
        var expiring = expiring(balances.keySet());
        var plain = new ArrayList<Undoing>();
        for (var one : wanted) {
            if (found.containsKey(one) && expiring.contains(one.key())) {
                back.put(
                        one,
                        ledger.reverse(one.member(), one.community(), one.cause(), reason, by, at)
                                .points());
            } else if (found.containsKey(one)) {
                plain.add(one);
            }
        }
        undoPlain(plain, found, contras, balances, back, reason, by, at);
        return back;
    }

    private record Award(
            long points, boolean held, @Nullable String contra) {}

    private void undoPlain(
            List<Undoing> plain,
            Map<Undoing, Award> found,
            Map<String, String> contras,
            Map<MembershipKey, Balance> balances,
            Map<Undoing, Long> back,
            String reason,
            String by,
            Instant at) {
        var waited = stopWaiting(plain.stream()
                .filter(one -> Objects.requireNonNull(found.get(one)).held())
                .toList());
        var left = new HashMap<>(balances);
        var change = new HashMap<MembershipKey, Balance>();
        var given = new TreeMap<String, Long>();
        var lines = new ArrayList<Line>();
        var earned = new ArrayList<Earned>();
        for (var one : plain) {
            var award = Objects.requireNonNull(found.get(one));
            var balance = Objects.requireNonNull(left.get(one.key()));
            boolean pending = waited.contains(one);
            long points = pending ? award.points() : Math.min(award.points(), balance.available());
            back.put(one, points);
            if (points == 0) {
                continue;
            }
            var less = pending ? new Balance(0, -points, 0) : new Balance(-points, 0, -points);
            change.merge(one.key(), less, Undoings::sum);
            left.put(one.key(), sum(balance, less));
            var contra = Objects.requireNonNull(contras.get(Objects.toString(award.contra(), "")));
            given.merge(contra, points, Long::sum);
            var order =
                    new Order(one.member(), one.community(), points, "reverse/" + one.cause(), reason, by, null, at);
            lines.add(Line.of(order, Kind.REVERSE, pending ? Line.PENDING : Line.AVAILABLE, -points, contra));
            if (!pending) {
                earned.add(new Earned(one.member(), one.community(), -points, at));
            }
        }
        if (!lines.isEmpty()) {
            accounts.change(change);
            given.forEach(payers::giveBack);
            listeners.forEach(listener -> listener.earned(earned));
            accounts.postBoth(lines);
        }
    }

    private static Balance sum(Balance one, Balance other) {
        return new Balance(
                one.available() + other.available(), one.pending() + other.pending(), one.earned() + other.earned());
    }

    /** The awards; {@code back} gets what was undone before. */
    private Map<Undoing, Award> entries(List<Undoing> wanted, Map<Undoing, Long> back) {
        var found = new HashMap<Undoing, Award>();
        jdbc.sql("""
                select k.n, e.points, e.kind, e.contra
                from unnest(?::int[], ?::bigint[], ?::text[], ?::text[]) as k (n, member, community, cause)
                join ledger_entry e on e.member = k.member and e.community = k.community
                    and e.account in ('available', 'pending') and e.cause in (k.cause, 'reverse/' || k.cause)
                where e.kind in ('earn', 'hold', 'reverse')
                """).params(columns(wanted)).query(row -> {
            var one = wanted.get(row.getInt("n"));
            if (row.getString("kind").equals("reverse")) {
                back.put(one, -row.getLong("points"));
            } else {
                found.put(
                        one,
                        new Award(
                                row.getLong("points"), row.getString("kind").equals("hold"), row.getString("contra")));
            }
        });
        return found;
    }

    /** Those of the awards on hold that still were. */
    private Set<Undoing> stopWaiting(List<Undoing> held) {
        var waited = new HashSet<Undoing>();
        if (!held.isEmpty()) {
            jdbc.sql("""
                    delete from points_held h
                    using unnest(?::int[], ?::bigint[], ?::text[], ?::text[]) as k (n, member, community, cause)
                    where h.member = k.member and h.community = k.community and h.cause = k.cause
                    returning k.n
                    """).params(columns(held)).query(row -> {
                waited.add(held.get(row.getInt("n")));
            });
        }
        return waited;
    }

    /** Whose points are in lots, which are taken from one by one. */
    private Set<MembershipKey> expiring(Set<MembershipKey> keys) {
        return new HashSet<>(jdbc.sql("""
                select s.member, s.community from unnest(?::bigint[], ?::text[]) as k (member, community)
                join standing s using (member, community) where s.expiring
                """)
                .params(
                        keys.stream().mapToLong(key -> key.member().value()).toArray(),
                        keys.stream().map(MembershipKey::community).toArray(String[]::new))
                .query((row, n) -> new MembershipKey(row.getString(2), new MemberId(row.getLong(1))))
                .list());
    }

    private static List<Object> columns(List<Undoing> wanted) {
        var numbers = new int[wanted.size()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = i;
        }
        return List.of(
                numbers,
                wanted.stream().mapToLong(one -> one.member().value()).toArray(),
                wanted.stream().map(Undoing::community).toArray(String[]::new),
                wanted.stream().map(Undoing::cause).toArray(String[]::new));
    }
}
