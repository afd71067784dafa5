package io.hearth.reward.ledger;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.member.MemberId;
import io.hearth.member.Members;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import io.hearth.reward.Expect;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
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

/** A member's points: the balance now or then, each entry, and what people and shops do with them. */
@RestController
@RequestMapping("/api/v1/members/{id}")
class PointsController {

    private static final int LISTED = 50;

    private final Ledger ledger;
    private final Statement statement;
    private final Policies policies;
    private final Members members;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;

    PointsController(
            Ledger ledger,
            Statement statement,
            Policies policies,
            Members members,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.ledger = ledger;
        this.statement = statement;
        this.policies = policies;
        this.members = members;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    record Points(
            String community,
            Instant at,
            long available,
            long pending,
            long earned,
            List<Statement.Expiring> expiring,
            List<Statement.Waiting> waiting) {}

    record Wanted(
            @Nullable String community,
            @Nullable Long points,
            @Nullable String reason,
            @Nullable String key,
            @Nullable String reference) {}

    record WantedTransfer(
            @Nullable String community,
            @Nullable Long points,
            @Nullable String reason,
            @Nullable String key,
            @Nullable MemberId to) {}

    record WantedUndoing(
            @Nullable String community,
            @Nullable String cause,
            @Nullable String reason) {}

    /** The balance, as it is or as it was. */
    @GetMapping("/points")
    Points points(
            @PathVariable MemberId id,
            @RequestParam String community,
            @RequestParam(required = false) @Nullable Instant at) {
        var now = clock.instant();
        if (at != null && at.isBefore(now)) {
            var then = statement.at(id, community, at);
            return new Points(community, at, then.available(), then.pending(), then.earned(), List.of(), List.of());
        }
        var balances = statement.now(id, community);
        return new Points(
                community,
                now,
                balances.available(),
                balances.pending(),
                balances.earned(),
                statement.expiring(id, community, LISTED),
                statement.waiting(id, community, LISTED));
    }

    @GetMapping("/ledger")
    Page<Statement.Entry> ledger(
            @PathVariable MemberId id,
            @RequestParam(required = false) @Nullable String community,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Long after) {
        return statement.entries(id, community, Page.limit(limit), after);
    }

    /** Takes points by hand, as far as there are any. */
    @PostMapping("/points/removals")
    @PreAuthorize("hasRole('MARKETER')")
    Movement remove(@PathVariable MemberId id, @RequestBody Wanted wanted) {
        var order = order(id, wanted);
        return act("points.removed", order, () -> {
            var before = statement.now(id, order.community());
            ledger.take(List.of(order));
            var after = statement.now(id, order.community());
            return Movement.done(before.available() - after.available(), after.available());
        });
    }

    /** Spends points, all or none; what for is the shop's own business. */
    @PostMapping("/points/redemptions")
    @PreAuthorize("hasAnyAuthority('ROLE_MARKETER', 'SCOPE_REDEEM')")
    Movement redeem(@PathVariable MemberId id, @RequestBody Wanted wanted) {
        var order = order(id, wanted);
        return act("points.redeemed", order, () -> ledger.redeem(order));
    }

    /** Gives back what a redemption took; its key is the cause. */
    @PostMapping("/points/refunds")
    @PreAuthorize("hasAnyAuthority('ROLE_MARKETER', 'SCOPE_REDEEM')")
    Movement refund(@PathVariable MemberId id, @RequestBody WantedUndoing wanted) {
        var community = Expect.text("community", wanted.community(), 64);
        var cause = cause(Expect.key("cause", wanted.cause()));
        var reason = Expect.text("reason", wanted.reason(), 200);
        return act(
                "points.refunded",
                id,
                cause,
                () -> ledger.refund(
                        id, community, cause, reason, Caller.current().name(), null, clock.instant()));
    }

    /** Gives points to another member, where the community allows it. */
    @PostMapping("/points/transfers")
    @PreAuthorize("hasRole('MARKETER')")
    Movement transfer(@PathVariable MemberId id, @RequestBody WantedTransfer wanted) {
        var order = order(id, new Wanted(wanted.community(), wanted.points(), wanted.reason(), wanted.key(), null));
        var to = wanted.to();
        if (to == null || members.profiles(Set.of(to)).isEmpty()) {
            throw Expect.invalid("to", "Expected a member to give the points to, but found none.");
        }
        if (!policies.of(order.community()).transfers()) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "points.no-transfers",
                    "Expected to transfer points in " + order.community() + ", but its policy does not allow it.");
        }
        return act("points.transferred", order, () -> ledger.transfer(order, to));
    }

    /** Undoes an award; its cause is in the ledger. */
    @PostMapping("/points/reversals")
    @PreAuthorize("hasRole('MARKETER')")
    Movement reverse(@PathVariable MemberId id, @RequestBody WantedUndoing wanted) {
        var community = Expect.text("community", wanted.community(), 64);
        var cause = Expect.text("cause", wanted.cause(), 300);
        var reason = Expect.text("reason", wanted.reason(), 200);
        return act(
                "points.reversed",
                id,
                cause,
                () -> ledger.reverse(
                        id, community, cause, reason, Caller.current().name(), clock.instant()));
    }

    private Order order(MemberId id, Wanted wanted) {
        return new Order(
                id,
                Expect.text("community", wanted.community(), 64),
                Expect.points(wanted.points()),
                cause(Expect.key(wanted.key())),
                Expect.text("reason", wanted.reason(), 200),
                Caller.current().name(),
                Expect.perhaps("reference", wanted.reference(), 100),
                clock.instant());
    }

    /** Callers' keys have a room of their own beside the causes of events and journeys. */
    private static String cause(String key) {
        return "api/" + key;
    }

    private Movement act(String act, Order order, Supplier<Movement> work) {
        return act(act, order.member(), order.cause(), work);
    }

    private Movement act(String act, MemberId member, String cause, Supplier<Movement> work) {
        var movement = transaction.execute(status -> {
            var done = work.get();
            if (!done.isRefused() && !done.again()) {
                audit.record(act, member.toString(), null, Map.of("cause", cause, "points", done.points()));
            }
            return done;
        });
        if (movement == null || movement.isRefused()) {
            throw refused(cause, movement);
        }
        return movement;
    }

    private static Problem refused(String cause, @Nullable Movement movement) {
        var code = movement == null ? "points.refused" : movement.refusal();
        var why =
                switch (code) {
                    case "points.short" -> "the member has only " + (movement == null ? 0 : movement.available());
                    case "points.unknown" -> "the ledger has no such movement of this member";
                    case "points.key-used" -> "the key was used for something else";
                    case "points.to-oneself" -> "giver and receiver are the same";
                    default -> "it was refused";
                };
        return Problem.caller(
                HttpStatus.CONFLICT, code, "Expected to move points for '" + cause + "', but " + why + ".");
    }
}
