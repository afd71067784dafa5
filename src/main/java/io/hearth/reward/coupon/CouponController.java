package io.hearth.reward.coupon;

import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.event.KnownCommunities;
import io.hearth.member.MemberId;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import io.hearth.reward.Expect;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Pools of codes: made, filled, given out, closed. */
@RestController
@RequestMapping("/api/v1/coupon-pools")
class CouponController {

    /** Of one request; the body's own limit is one megabyte. */
    private static final int MOST = 20_000;

    private static final int NAMED = 20;

    private final CouponTable table;
    private final Coupons coupons;
    private final KnownCommunities communities;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Codes codes = new Codes();

    CouponController(
            CouponTable table,
            Coupons coupons,
            KnownCommunities communities,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.table = table;
        this.coupons = coupons;
        this.communities = communities;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    record Wanted(
            @Nullable String community,
            @Nullable String name,
            @Nullable String benefit,
            @Nullable Integer validDays,
            @Nullable Instant validUntil,
            @Nullable Boolean returns,
            @Nullable Integer generate) {}

    /** Codes of the shop's own, or how many to make. */
    record Filling(@Nullable Integer generate, @Nullable List<String> codes) {}

    /**
     * @param added codes that are new
     * @param known codes that some pool had already
     */
    record Filled(int added, int known) {}

    record WantedIssue(@Nullable MemberId member, @Nullable String key) {}

    record Issued(String code, String member) {}

    /** @param codes how many are in which state */
    record View(
            String id,
            String community,
            String name,
            String benefit,
            @Nullable Integer validDays,
            @Nullable Instant validUntil,
            boolean returns,
            @Nullable Instant closedAt,
            Map<String, Long> codes) {}

    @GetMapping
    Page<View> list(
            @RequestParam(required = false) @Nullable String community,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Long after) {
        var page = table.pools(community, Page.limit(limit), after);
        var counts = table.counts(page.items().stream().map(Pool::id).toList());
        return new Page<>(
                page.items().stream()
                        .map(pool -> view(pool, counts.getOrDefault(pool.id(), Map.of())))
                        .toList(),
                page.next());
    }

    @GetMapping("/{id}")
    View find(@PathVariable long id) {
        return view(existing(id), table.counts(Set.of(id)).getOrDefault(id, Map.of()));
    }

    /** The codes themselves are worth money: only those see them who may give them out. */
    @GetMapping("/{id}/coupons")
    @PreAuthorize("hasRole('MARKETER')")
    Page<Coupon> coupons(
            @PathVariable long id,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Long after) {
        return table.list(id, null, state, Page.limit(limit), after);
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize("hasRole('MARKETER')")
    View create(@RequestBody Wanted wanted) {
        var community = Expect.text("community", wanted.community(), 64);
        if (!communities.knows(community)) {
            throw Problem.notFound("community", community);
        }
        var pool = new Pool(
                0,
                community,
                Expect.text("name", wanted.name(), 100),
                Expect.text("benefit", wanted.benefit(), 200),
                wanted.validDays() == null
                        ? null
                        : (int) Expect.number("validDays", wanted.validDays().longValue(), 1, 3650),
                wanted.validUntil(),
                Objects.requireNonNullElse(wanted.returns(), true),
                null);
        int count = wanted.generate() == null ? 0 : count(wanted.generate());
        long id = Objects.requireNonNull(transaction.execute(status -> {
            long made = table.insert(pool, Caller.current().name(), clock.instant());
            if (count > 0) {
                table.add(made, codes.make(count));
            }
            audit.record("coupon-pool.created", Long.toString(made), null, wanted);
            return made;
        }));
        return find(id);
    }

    @PostMapping("/{id}/codes")
    @PreAuthorize("hasRole('MARKETER')")
    Filled fill(@PathVariable long id, @RequestBody Filling filling) {
        open(id);
        var given = filling.codes();
        if ((given == null) == (filling.generate() == null)) {
            throw Expect.invalid("codes", "Expected either codes, or how many to generate.");
        }
        var fresh = given == null ? codes.make(count(Objects.requireNonNull(filling.generate()))) : imported(given);
        return Objects.requireNonNull(transaction.execute(status -> {
            int added = table.add(id, fresh);
            audit.record("coupon-pool.filled", Long.toString(id), null, Map.of("added", added));
            return new Filled(added, fresh.size() - added);
        }));
    }

    private static int count(Integer wanted) {
        return (int) Expect.number("generate", wanted.longValue(), 1, MOST);
    }

    private static Set<String> imported(List<String> given) {
        if (given.isEmpty() || given.size() > MOST) {
            throw Expect.invalid("codes", "Expected 1 to " + MOST + " codes, but got " + given.size() + ".");
        }
        var wrong = given.stream()
                .filter(code -> code == null || !Codes.IMPORTED.matcher(code).matches())
                .limit(NAMED)
                .toList();
        if (!wrong.isEmpty()) {
            throw Expect.invalid(
                    "codes",
                    "Expected codes of 4 to 64 letters, digits, dashes and underscores, but got "
                            + given.indexOf(wrong.get(0)) + " as the place of the first other one.");
        }
        return new LinkedHashSet<>(given);
    }

    /** Gives a member a code; the same key gives the same code. */
    @PostMapping("/{id}/issues")
    @PreAuthorize("hasRole('MARKETER')")
    Issued issue(@PathVariable long id, @RequestBody WantedIssue wanted) {
        open(id);
        var member = wanted.member();
        if (member == null) {
            throw Expect.invalid("member", "Expected a member to give the coupon to.");
        }
        var key = Expect.key(wanted.key());
        var code = transaction.execute(status -> {
            var given = coupons.issue(id, member, "api/" + key, Caller.current().name());
            given.ifPresent(
                    unused -> audit.record("coupon.issued", member.toString(), null, Map.of("pool", id, "key", key)));
            return given;
        });
        return Objects.requireNonNull(code)
                .map(found -> new Issued(found, member.toString()))
                .orElseThrow(() -> Problem.caller(
                        HttpStatus.CONFLICT,
                        "coupon.none-left",
                        "Expected to give " + member + " a code of pool " + id + ", but none is left."));
    }

    @PostMapping("/{id}/close")
    @PreAuthorize("hasRole('MARKETER')")
    View close(@PathVariable long id) {
        open(id);
        transaction.executeWithoutResult(status -> {
            table.close(id, clock.instant());
            audit.record("coupon-pool.closed", Long.toString(id), null, null);
        });
        return find(id);
    }

    private Pool existing(long id) {
        return table.pool(id).orElseThrow(() -> Problem.notFound("coupon-pool", Long.toString(id)));
    }

    private void open(long id) {
        if (existing(id).closedAt() != null) {
            throw Problem.caller(
                    HttpStatus.CONFLICT,
                    "coupon-pool.closed",
                    "Expected pool " + id + " to be open, but it is closed.");
        }
    }

    private static View view(Pool pool, Map<String, Long> counts) {
        return new View(
                Long.toString(pool.id()),
                pool.community(),
                pool.name(),
                pool.benefit(),
                pool.validDays(),
                pool.validUntil(),
                pool.returns(),
                pool.closedAt(),
                counts);
    }
}
