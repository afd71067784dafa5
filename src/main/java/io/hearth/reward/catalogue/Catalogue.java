package io.hearth.reward.catalogue;

import io.hearth.member.MembershipKey;
import io.hearth.platform.Problem;
import io.hearth.reward.catalogue.RedemptionTable.Redeemed;
import io.hearth.reward.coupon.Coupons;
import io.hearth.reward.ledger.Ledger;
import io.hearth.reward.ledger.Order;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Buying with points: the purchase, the stock, the points and what is bought, all in one transaction or not at all. */
@Service
class Catalogue {

    private final RedemptionTable table;
    private final Stock stock;
    private final Ledger ledger;
    private final Coupons coupons;
    private final Privileges privileges;
    private final Clock clock;

    Catalogue(RedemptionTable table, Stock stock, Ledger ledger, Coupons coupons, Privileges privileges, Clock clock) {
        this.table = table;
        this.stock = stock;
        this.ledger = ledger;
        this.coupons = coupons;
        this.privileges = privileges;
        this.clock = clock;
    }

    /** What came of it, in short. */
    record Bought(
            UUID id,
            String state,
            @Nullable String coupon,
            @Nullable Instant endsAt,
            long available,
            boolean again) {}

    /** What a member got, or why nothing. */
    record Answer(@Nullable Bought bought, @Nullable Problem refusal) {}

    /**
     * Buys what several members want, one thing each. Balances are locked first, so that one member's purchases come one
     * after the other and a key that is sent twice waits for its first answer.
     */
    @Transactional
    Map<UUID, Answer> redeem(List<Wish> wishes) {
        var now = clock.instant();
        var left = new Left(wishes);
        left.refuse(wish -> !wish.item().isOn(now), "catalogue.closed", wish -> "it can't be had now");
        var balances = ledger.available(left.members(), now);
        var fresh = table.insert(left.wishes(), now);
        left.answer(wish -> !fresh.contains(wish.id()), wish -> again(wish, balances));
        left.refuse(
                wish -> of(balances, wish) < wish.item().points(),
                "points.short",
                wish -> "the member has too few points");
        var tooMany = table.tooMany(left.wishes());
        left.refuse(
                wish -> tooMany.contains(wish.id()),
                "catalogue.enough",
                wish -> "one member may have " + wish.item().perMember());
        var gone = withoutUnit(left.wishes());
        left.refuse(wish -> gone.contains(wish.id()), "catalogue.sold-out", wish -> "none is left");
        var coupons = coupons(left.wishes());
        left.refuse(
                wish -> wish.item().kind() == Item.Kind.COUPON && !coupons.containsKey(wish.cause()),
                "catalogue.sold-out",
                wish -> "its pool has no code left");
        stock.putBack(left.refused());
        table.remove(left.refused());
        ledger.spend(left.wishes().stream().map(wish -> order(wish, now)).toList());
        deliver(left, coupons, balances, now);
        return left.answers();
    }

    private Set<UUID> withoutUnit(List<Wish> wishes) {
        var without = new HashSet<UUID>();
        var byItem = wishes.stream()
                .filter(wish -> wish.item().limited())
                .collect(Collectors.groupingBy(
                        wish -> wish.item().id(), Collectors.mapping(Wish::id, Collectors.toList())));
        byItem.forEach((item, ids) -> {
            without.addAll(ids);
            without.removeAll(stock.take(item, ids));
        });
        return without;
    }

    private record From(long pool, String by) {}

    /** The codes that were given, by the wishes' causes. */
    private Map<String, String> coupons(List<Wish> wishes) {
        var codes = new HashMap<String, String>();
        wishes.stream()
                .filter(wish -> wish.item().kind() == Item.Kind.COUPON)
                .collect(Collectors.groupingBy(
                        wish -> new From(Objects.requireNonNull(wish.item().pool()), wish.by()),
                        Collectors.toMap(Wish::cause, Wish::member)))
                .forEach((from, members) -> codes.putAll(coupons.issue(from.pool, members, from.by)));
        return codes;
    }

    private void deliver(Left left, Map<String, String> codes, Map<MembershipKey, Long> balances, Instant now) {
        var given = new HashMap<UUID, String>();
        for (var wish : left.wishes()) {
            var item = wish.item();
            var code = codes.get(wish.cause());
            Instant ends = null;
            if (code != null) {
                given.put(wish.id(), code);
            }
            if (item.kind() == Item.Kind.PRIVILEGE) {
                ends = privileges.grant(
                        wish.member(),
                        item.community(),
                        Objects.requireNonNull(item.privilege()),
                        Duration.ofDays(Objects.requireNonNull(item.termDays())),
                        wish.cause());
                table.complete(wish.id(), ends, now);
            }
            var state = item.kind() == Item.Kind.GIFT ? "paid" : "done";
            left.got(wish, new Bought(wish.id(), state, code, ends, of(balances, wish) - item.points(), false));
        }
        if (!given.isEmpty()) {
            table.complete(given, now);
        }
    }

    private Answer again(Wish wish, Map<MembershipKey, Long> balances) {
        var before = table.byKey(wish.member(), wish.key()).orElseThrow();
        if (!before.item().equals(Long.toString(wish.item().id()))) {
            return Left.refusal(wish, "catalogue.key-used", "the key was used for item " + before.item());
        }
        return new Answer(
                new Bought(before.id(), before.state(), before.coupon(), before.endsAt(), of(balances, wish), true),
                null);
    }

    private static long of(Map<MembershipKey, Long> balances, Wish wish) {
        return Objects.requireNonNull(balances.get(Left.key(wish)));
    }

    private static Order order(Wish wish, Instant now) {
        return new Order(
                wish.member(),
                wish.item().community(),
                wish.item().points(),
                wish.cause(),
                wish.item().nameEn(),
                wish.by(),
                wish.key(),
                now);
    }

    /** Undoes a purchase: the points come back with their old term, the unit into the stock, the privilege ends. */
    @Transactional
    Redeemed refund(UUID id, String reason, String by) {
        var bought = table.find(id).orElseThrow(() -> Problem.notFound("redemption", id.toString()));
        var now = clock.instant();
        if (!table.move(id, List.of("paid", "fulfilling", "done"), "refunded", reason, now)) {
            return bought;
        }
        if (bought.coupon() != null && !coupons.takeBack(bought.coupon(), Wish.cause(id), by)) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "catalogue.coupon-used",
                    "Expected to refund " + id + ", but its coupon is reserved, used or over.");
        }
        privileges.revoke(bought.member(), bought.community(), Wish.cause(id));
        stock.putBack(List.of(id));
        if (bought.points() == 0) {
            return table.find(id).orElseThrow();
        }
        var back = ledger.refund(bought.member(), bought.community(), Wish.cause(id), reason, by, bought.key(), now);
        if (back.isRefused()) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "catalogue.not-paid-here",
                    "Expected to refund " + id + " to " + bought.member()
                            + ", but another number of that member paid for it before they were merged.");
        }
        return table.find(id).orElseThrow();
    }
}
