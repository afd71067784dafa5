package io.hearth.reward.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Points as one would keep them on paper: one member's, without a database. */
final class PlainPoints {

    long available;
    long pending;
    long earned;
    final List<Lot> lots = new ArrayList<>();
    final Map<String, Hold> holds = new HashMap<>();
    final Map<String, List<Part>> spent = new HashMap<>();
    final Map<String, Long> awards = new HashMap<>();
    final Map<String, Long> debits = new HashMap<>();

    static final class Lot {
        final String cause;
        final Instant expires;
        long remaining;

        Lot(String cause, long remaining, Instant expires) {
            this.cause = cause;
            this.remaining = remaining;
            this.expires = expires;
        }
    }

    record Hold(String cause, long points, Instant until) {}

    record Part(Lot lot, long points) {}

    void earn(String cause, long points, Instant expires) {
        awards.put(cause, points);
        available += points;
        earned += points;
        if (expires != null) {
            lots.add(new Lot(cause, points, expires));
        }
    }

    void hold(String cause, long points, Instant until) {
        awards.put(cause, points);
        pending += points;
        holds.put(cause, new Hold(cause, points, until));
    }

    /** Takes from the lot that expires first. */
    List<Part> take(long points) {
        var parts = new ArrayList<Part>();
        lots.sort(Comparator.comparing(lot -> lot.expires));
        for (var lot : lots) {
            long part = Math.min(lot.remaining, points);
            if (part > 0) {
                lot.remaining -= part;
                points -= part;
                parts.add(new Part(lot, part));
            }
        }
        return parts;
    }

    boolean redeem(String cause, long points) {
        if (available < points) {
            return false;
        }
        available -= points;
        debits.put(cause, points);
        spent.put(cause, take(points));
        return true;
    }

    void refund(String cause) {
        available += debits.remove(cause);
        spent.remove(cause).forEach(part -> part.lot().remaining += part.points());
    }

    void remove(long points) {
        long taken = Math.min(points, available);
        available -= taken;
        earned = Math.max(0, earned - taken);
        take(taken);
    }

    void reverse(String cause) {
        long points = awards.get(cause);
        var held = holds.remove(cause);
        if (held != null) {
            pending -= points;
            awards.remove(cause);
            return;
        }
        long taken = Math.min(points, available);
        if (taken == 0) {
            return;
        }
        awards.remove(cause);
        available -= taken;
        earned = Math.max(0, earned - taken);
        long left = taken;
        for (var lot : lots) {
            if (lot.cause.equals(cause)) {
                long part = Math.min(left, lot.remaining);
                lot.remaining -= part;
                left -= part;
            }
        }
        take(left);
    }

    void receive(String cause, long points, List<Part> terms) {
        available += points;
        terms.forEach(part -> lots.add(new Lot(cause, part.points(), part.lot().expires)));
    }

    /** What time does until a moment; {@code term} says when points released then will expire. */
    void until(Instant now, java.util.function.UnaryOperator<Instant> term) {
        for (var hold : List.copyOf(holds.values())) {
            if (!hold.until().isAfter(now)) {
                holds.remove(hold.cause());
                pending -= hold.points();
                available += hold.points();
                earned += hold.points();
                lots.add(new Lot(hold.cause(), hold.points(), term.apply(hold.until())));
            }
        }
        for (var lot : lots) {
            if (!lot.expires.isAfter(now)) {
                available -= lot.remaining;
                lot.remaining = 0;
            }
        }
    }

    long inLots() {
        return lots.stream().mapToLong(lot -> lot.remaining).sum();
    }
}
