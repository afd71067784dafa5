package io.hearth.reward.catalogue;

import io.hearth.member.MemberId;
import io.hearth.platform.Ids;
import io.hearth.platform.Problem;
import io.hearth.reward.catalogue.RedemptionTable.Redeemed;
import io.hearth.reward.coupon.Coupons;
import io.hearth.reward.ledger.Ledger;
import io.hearth.reward.ledger.Order;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Buying with points: the purchase, the stock, the points and what is bought, all in one transaction or not at all. */
@Service
class Catalogue {

    private final RedemptionTable table;
    private final Ledger ledger;
    private final Coupons coupons;
    private final Privileges privileges;
    private final Clock clock;

    Catalogue(RedemptionTable table, Ledger ledger, Coupons coupons, Privileges privileges, Clock clock) {
        this.table = table;
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

    @Transactional
    Bought redeem(Item item, MemberId member, String key, String by) {
        var now = clock.instant();
        if (!item.isOn(now)) {
            throw refused("catalogue.closed", item, member, "it can't be had now");
        }
        var id = Ids.next();
        if (!table.insert(id, item, member, key, item.kind() == Item.Kind.GIFT ? "paid" : "done", by, now)) {
            return again(item, member, key);
        }
        var movement = ledger.redeemNew(
                new Order(member, item.community(), item.points(), cause(id), item.nameEn(), by, key, now));
        if (movement.isRefused()) {
            throw refused("points.short", item, member, "the member has too few points");
        }
        // The balance is locked by now, so that one member's purchases are counted one after the other.
        if (item.perMember() != null && table.countOf(item.id(), member) > item.perMember()) {
            throw refused("catalogue.enough", item, member, "one member may have " + item.perMember());
        }
        if (item.limited() && !table.takeUnit(item.id(), id)) {
            throw refused("catalogue.sold-out", item, member, "none is left");
        }
        return deliver(item, member, id, by, now, movement.available());
    }

    private Bought deliver(Item item, MemberId member, UUID id, String by, Instant now, long available) {
        return switch (item.kind()) {
            case GIFT -> new Bought(id, "paid", null, null, available, false);
            case COUPON -> {
                var code = coupons.issue(Objects.requireNonNull(item.pool()), member, cause(id), by)
                        .orElseThrow(() -> refused("catalogue.sold-out", item, member, "its pool has no code left"));
                table.complete(id, "done", code, null, now);
                yield new Bought(id, "done", code, null, available, false);
            }
            case PRIVILEGE -> {
                var ends = privileges.grant(
                        member,
                        item.community(),
                        Objects.requireNonNull(item.privilege()),
                        Duration.ofDays(Objects.requireNonNull(item.termDays())),
                        cause(id));
                table.complete(id, "done", null, ends, now);
                yield new Bought(id, "done", null, ends, available, false);
            }
        };
    }

    private Bought again(Item item, MemberId member, String key) {
        var before = table.byKey(member, key).orElseThrow();
        if (!before.item().equals(Long.toString(item.id()))) {
            throw refused("catalogue.key-used", item, member, "the key was used for item " + before.item());
        }
        return new Bought(before.id(), before.state(), before.coupon(), before.endsAt(), 0, true);
    }

    /** Undoes a purchase: the points come back with their old term, the unit into the stock, the privilege ends. */
    @Transactional
    Redeemed refund(UUID id, String reason, String by) {
        var bought = table.find(id).orElseThrow(() -> Problem.notFound("redemption", id.toString()));
        var now = clock.instant();
        if (!table.move(id, List.of("paid", "fulfilling", "done"), "refunded", reason, now)) {
            return bought;
        }
        if (bought.coupon() != null && !coupons.takeBack(bought.coupon(), cause(id), by)) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "catalogue.coupon-used",
                    "Expected to refund " + id + ", but its coupon is reserved, used or over.");
        }
        privileges.revoke(bought.member(), bought.community(), cause(id));
        table.putUnitBack(id);
        if (bought.points() == 0) {
            return table.find(id).orElseThrow();
        }
        var back = ledger.refund(bought.member(), bought.community(), cause(id), reason, by, bought.key(), now);
        if (back.isRefused()) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "catalogue.not-paid-here",
                    "Expected to refund " + id + " to " + bought.member()
                            + ", but another number of that member paid for it before they were merged.");
        }
        return table.find(id).orElseThrow();
    }

    private static String cause(UUID id) {
        return "item/" + id;
    }

    private static Problem refused(String code, Item item, MemberId member, String why) {
        return Problem.caller(
                HttpStatus.CONFLICT, code, "Expected to give " + member + " item " + item.id() + ", but " + why + ".");
    }
}
