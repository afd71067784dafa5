package io.hearth.reward.catalogue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A shop as one would keep it on paper: members' points, a stock, and codes on slips. */
final class PlainShop {

    final Map<Long, Long> points = new TreeMap<>();
    final Map<UUID, Purchase> purchases = new HashMap<>();
    final Map<String, Slip> slips = new TreeMap<>();
    long stock;
    long codes;

    record Purchase(
            long member,
            long cost,
            boolean fromStock,
            @Nullable String code) {}

    static final class Slip {
        UUID purchase;
        String state = "issued";
        Instant expires;
        UUID reservation;
        String order;
        Instant reservedUntil;

        Slip(UUID purchase, Instant expires) {
            this.purchase = purchase;
            this.expires = expires;
        }
    }

    /** Why a purchase can't be, if it can't. */
    Optional<String> refusal(long member, long cost, boolean fromStock, boolean code) {
        if (points.get(member) < cost) {
            return Optional.of("points.short");
        }
        return fromStock && stock == 0 || code && used() == codes
                ? Optional.of("catalogue.sold-out")
                : Optional.empty();
    }

    private long used() {
        return slips.size();
    }

    void buy(UUID id, Purchase bought, @Nullable Instant expires) {
        points.merge(bought.member(), -bought.cost(), Long::sum);
        stock -= bought.fromStock() ? 1 : 0;
        purchases.put(id, bought);
        if (bought.code() != null) {
            var before = slips.put(bought.code(), new Slip(id, expires));
            if (before != null) {
                throw new AssertionError("Expected a free code, but " + bought.code() + " was " + before.state);
            }
        }
    }

    /** False where a code that was bought can't be taken back. */
    boolean refund(UUID id) {
        var bought = purchases.get(id);
        if (bought.code() != null) {
            var slip = slips.get(bought.code());
            if (slip == null || !slip.purchase.equals(id) || !slip.state.equals("issued")) {
                return false;
            }
            slip.state = "expired";
        }
        purchases.remove(id);
        points.merge(bought.member(), bought.cost(), Long::sum);
        stock += bought.fromStock() ? 1 : 0;
        return true;
    }

    /** What time does: forgotten reservations end, then codes that are too old go back to the others. */
    void until(Instant now) {
        for (var code : List.copyOf(slips.keySet())) {
            var slip = slips.get(code);
            if (slip.state.equals("reserved") && !slip.reservedUntil.isAfter(now)) {
                slip.state = "issued";
            }
            if (slip.state.equals("issued") && !slip.expires.isAfter(now)) {
                slips.remove(code);
            }
        }
    }

    Map<String, String> states() {
        var states = new TreeMap<String, String>();
        slips.forEach((code, slip) -> states.put(code, slip.state));
        return states;
    }

    List<String> in(String state) {
        var found = new ArrayList<String>();
        slips.forEach((code, slip) -> {
            if (slip.state.equals(state)) {
                found.add(code);
            }
        });
        return found;
    }
}
