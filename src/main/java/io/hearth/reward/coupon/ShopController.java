package io.hearth.reward.coupon;

import io.hearth.account.Caller;
import io.hearth.member.MemberId;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import io.hearth.reward.Expect;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What a shop does with a code: look, reserve for an order, and confirm or release it when the order is decided. */
@RestController
@RequestMapping("/api/v1")
class ShopController {

    private static final String SHOP = "hasAnyAuthority('ROLE_MARKETER', 'SCOPE_REDEEM')";

    private final CouponTable table;
    private final Redemption redemption;
    private final CouponSettings settings;
    private final TransactionTemplate transaction;
    private final Clock clock;

    ShopController(
            CouponTable table,
            Redemption redemption,
            CouponSettings settings,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.redemption = redemption;
        this.settings = settings;
        this.transaction = transaction;
        this.clock = clock;
    }

    record Wanted(@Nullable String order) {}

    record Whole(Coupon coupon, List<CouponTable.Act> acts) {}

    @GetMapping("/coupons/{code}")
    @PreAuthorize(SHOP)
    Whole find(@PathVariable String code) {
        return new Whole(existing(code), table.acts(code));
    }

    @GetMapping("/members/{id}/coupons")
    @PreAuthorize(SHOP)
    Page<Coupon> ofMember(
            @PathVariable MemberId id,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Long after) {
        return table.list(null, id.value(), null, Page.limit(limit), after);
    }

    /** Reserves the code for an order; the same order gets the same reservation. */
    @PostMapping("/coupons/{code}/reservations")
    @PreAuthorize(SHOP)
    Coupon reserve(@PathVariable String code, @RequestBody Wanted wanted) {
        var order = Expect.text("order", wanted.order(), 100);
        var now = clock.instant();
        var reservation = transaction.execute(status -> redemption.reserve(
                code,
                order,
                now,
                now.plus(settings.reserveFor()),
                Caller.current().name()));
        if (reservation == null || reservation.isEmpty()) {
            var found = existing(code);
            boolean late = found.expiresAt() != null && !found.expiresAt().isAfter(now);
            throw refused("reserve", code, late && found.state().equals("issued") ? "expired" : found.state());
        }
        return existing(code);
    }

    @PostMapping("/coupons/reservations/{reservation}/confirmation")
    @PreAuthorize(SHOP)
    Coupon confirm(@PathVariable UUID reservation) {
        var done = transaction.execute(status -> redemption.confirm(
                reservation, clock.instant(), Caller.current().name()));
        var coupon =
                table.reserved(reservation).orElseThrow(() -> Problem.notFound("reservation", reservation.toString()));
        if (!Boolean.TRUE.equals(done) && !coupon.state().equals("redeemed")) {
            throw refused("confirm", coupon.code(), coupon.state());
        }
        return coupon;
    }

    @PostMapping("/coupons/reservations/{reservation}/release")
    @PreAuthorize(SHOP)
    Coupon release(@PathVariable UUID reservation) {
        var coupon =
                table.reserved(reservation).orElseThrow(() -> Problem.notFound("reservation", reservation.toString()));
        var done = transaction.execute(status -> redemption.release(
                reservation, clock.instant(), Caller.current().name()));
        if (!Boolean.TRUE.equals(done)) {
            throw refused("release", coupon.code(), existing(coupon.code()).state());
        }
        return existing(coupon.code());
    }

    private Coupon existing(String code) {
        return table.find(code).orElseThrow(() -> Problem.notFound("coupon", shown(code)));
    }

    private static Problem refused(String act, String code, String state) {
        return Problem.caller(
                HttpStatus.CONFLICT,
                "coupon." + state,
                "Expected to %s coupon %s, but it is %s.".formatted(act, shown(code), state));
    }

    /** A code is worth money, so that logs and problems show its end only. */
    private static String shown(String code) {
        return code.length() <= 4 ? "…" : "…" + code.substring(code.length() - 4);
    }
}
