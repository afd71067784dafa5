package io.hearth.reward.catalogue;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.hearth.account.Audit;
import io.hearth.account.Caller;
import io.hearth.event.KnownCommunities;
import io.hearth.member.MemberId;
import io.hearth.platform.Page;
import io.hearth.platform.Problem;
import io.hearth.reward.Expect;
import io.hearth.reward.catalogue.RedemptionTable.Redeemed;
import io.hearth.reward.coupon.Coupons;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
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
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The catalogue and what is bought from it. */
@RestController
@RequestMapping("/api/v1")
class CatalogueController {

    private static final int LARGEST_STOCK = 100_000;
    private static final Duration SEEN_WITHIN = Duration.ofSeconds(1);

    private final ItemTable items;
    private final RedemptionTable redemptions;
    private final Catalogue catalogue;
    private final Counter counter;
    private final Fulfilment fulfilment;
    private final Privileges privileges;
    private final Coupons coupons;
    private final KnownCommunities communities;
    private final CatalogueSettings settings;
    private final Audit audit;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final Cache<Long, Optional<Item>> known = Caffeine.newBuilder()
            .maximumSize(10_000)
            .expireAfterWrite(SEEN_WITHIN)
            .build();

    CatalogueController(
            ItemTable items,
            RedemptionTable redemptions,
            Catalogue catalogue,
            Counter counter,
            Fulfilment fulfilment,
            Privileges privileges,
            Coupons coupons,
            KnownCommunities communities,
            CatalogueSettings settings,
            Audit audit,
            TransactionTemplate transaction,
            Clock clock) {
        this.items = items;
        this.redemptions = redemptions;
        this.catalogue = catalogue;
        this.counter = counter;
        this.fulfilment = fulfilment;
        this.privileges = privileges;
        this.coupons = coupons;
        this.communities = communities;
        this.settings = settings;
        this.audit = audit;
        this.transaction = transaction;
        this.clock = clock;
    }

    record Name(@Nullable String zh, @Nullable String en) {}

    record Wanted(
            @Nullable String community,
            @Nullable Name name,
            @Nullable String kind,
            @Nullable Long points,
            @Nullable Integer stock,
            @Nullable Long pool,
            @Nullable String privilege,
            @Nullable Integer termDays,
            @Nullable Integer perMember,
            @Nullable String fulfilGroup,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt) {}

    record WantedStock(@Nullable Integer count) {}

    record WantedRedemption(
            @Nullable MemberId member, @Nullable String key) {}

    record WantedRefund(@Nullable String reason) {}

    /** @param left how many are left, where there are only so many */
    record View(
            String id,
            String community,
            Map<String, String> name,
            String kind,
            long points,
            @Nullable Long left,
            @Nullable Long taken,
            @Nullable String pool,
            @Nullable String privilege,
            @Nullable Integer termDays,
            @Nullable Integer perMember,
            String fulfilGroup,
            @Nullable Instant startsAt,
            @Nullable Instant endsAt,
            @Nullable Instant closedAt) {}

    @GetMapping("/catalogue")
    Page<View> list(
            @RequestParam(required = false) @Nullable String community,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable Long after) {
        var page = items.list(community, Page.limit(limit), after);
        var stock = items.stock(page.items().stream().map(Item::id).toList());
        return new Page<>(
                page.items().stream()
                        .map(item -> view(item, stock.get(item.id())))
                        .toList(),
                page.next());
    }

    @GetMapping("/catalogue/{id}")
    View find(@PathVariable long id) {
        return view(existing(id), items.stock(Set.of(id)).get(id));
    }

    @PostMapping("/catalogue")
    @ResponseStatus(HttpStatus.CREATED)
    @PreAuthorize("hasRole('MARKETER')")
    View create(@RequestBody Wanted wanted) {
        var item = item(wanted);
        int stock = wanted.stock() == null ? 0 : stock(wanted.stock());
        long id = Objects.requireNonNull(transaction.execute(status -> {
            long made = items.insert(item, Caller.current().name(), clock.instant());
            if (stock > 0) {
                items.addStock(made, stock);
            }
            audit.record("catalogue.item-added", Long.toString(made), null, wanted);
            return made;
        }));
        return find(id);
    }

    private Item item(Wanted wanted) {
        var community = Expect.text("community", wanted.community(), 64);
        if (!communities.knows(community)) {
            throw Problem.notFound("community", community);
        }
        var kind = Item.Kind.parse(Objects.requireNonNullElse(wanted.kind(), ""))
                .orElseThrow(() -> Expect.invalid("kind", "Expected gift, privilege or coupon."));
        var name = Objects.requireNonNullElse(wanted.name(), new Name(null, null));
        if (kind == Item.Kind.COUPON && (wanted.pool() == null || !coupons.isOpen(wanted.pool(), community))) {
            throw Expect.invalid("pool", "Expected an open pool of coupons of " + community + ", but found none.");
        }
        boolean privilege = kind == Item.Kind.PRIVILEGE;
        return new Item(
                0,
                community,
                Expect.text("name.zh", name.zh(), 100),
                Expect.text("name.en", name.en(), 100),
                kind,
                Expect.points(wanted.points()),
                wanted.stock() != null,
                kind == Item.Kind.COUPON ? wanted.pool() : null,
                privilege ? Expect.text("privilege", wanted.privilege(), 64) : null,
                privilege
                        ? (int) Expect.number(
                                "termDays",
                                wanted.termDays() == null
                                        ? null
                                        : wanted.termDays().longValue(),
                                1,
                                3650)
                        : null,
                wanted.perMember() == null
                        ? null
                        : (int) Expect.number("perMember", wanted.perMember().longValue(), 1, 1000),
                wanted.fulfilGroup() == null
                        ? settings.fulfilGroup()
                        : Expect.text("fulfilGroup", wanted.fulfilGroup(), 64),
                wanted.startsAt(),
                wanted.endsAt(),
                null);
    }

    private static int stock(Integer count) {
        return (int) Expect.number("stock", count.longValue(), 1, LARGEST_STOCK);
    }

    /** More of an item that there is only so much of. */
    @PostMapping("/catalogue/{id}/stock")
    @PreAuthorize("hasRole('MARKETER')")
    View restock(@PathVariable long id, @RequestBody WantedStock wanted) {
        if (!existing(id).limited()) {
            throw Problem.caller(
                    HttpStatus.CONFLICT, "catalogue.unlimited", "Expected item " + id + " to have a stock.");
        }
        int count = stock(wanted.count() == null ? 0 : wanted.count());
        transaction.executeWithoutResult(status -> {
            items.addStock(id, count);
            audit.record("catalogue.restocked", Long.toString(id), null, Map.of("count", count));
        });
        return find(id);
    }

    @PostMapping("/catalogue/{id}/close")
    @PreAuthorize("hasRole('MARKETER')")
    View close(@PathVariable long id) {
        existing(id);
        transaction.executeWithoutResult(status -> {
            items.close(id, clock.instant());
            audit.record("catalogue.closed", Long.toString(id), null, null);
        });
        known.invalidate(id);
        return find(id);
    }

    /** Buys an item with a member's points; the same key buys once. */
    @PostMapping("/catalogue/{id}/redemptions")
    @PreAuthorize("hasAnyAuthority('ROLE_MARKETER', 'SCOPE_REDEEM')")
    Catalogue.Bought redeem(@PathVariable long id, @RequestBody WantedRedemption wanted) {
        if (wanted.member() == null) {
            throw Expect.invalid("member", "Expected the member who buys.");
        }
        var item = Objects.requireNonNull(known.get(id, items::find))
                .orElseThrow(() -> Problem.notFound("item", Long.toString(id)));
        return counter.buy(new Wish(
                item,
                wanted.member(),
                Expect.key(wanted.key()),
                Caller.current().name()));
    }

    @GetMapping("/redemptions")
    Page<Redeemed> redemptions(
            @RequestParam(required = false) @Nullable Long item,
            @RequestParam(required = false) @Nullable MemberId member,
            @RequestParam(required = false) @Nullable String state,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable UUID after) {
        return redemptions.list(item, member, state, Page.limit(limit), after);
    }

    @PostMapping("/redemptions/{id}/refund")
    @PreAuthorize("hasRole('MARKETER')")
    Redeemed refund(@PathVariable UUID id, @RequestBody WantedRefund wanted) {
        var reason = Expect.text("reason", wanted.reason(), 200);
        return Objects.requireNonNull(transaction.execute(status -> {
            var refunded = catalogue.refund(id, reason, Caller.current().name());
            fulfilment.cancel(id);
            audit.record("redemption.refunded", id.toString(), null, Map.of("points", refunded.points()));
            return refunded;
        }));
    }

    @GetMapping("/members/{id}/privileges")
    List<Privileges.Held> privileges(@PathVariable MemberId id, @RequestParam String community) {
        return privileges.of(id, community);
    }

    private Item existing(long id) {
        return items.find(id).orElseThrow(() -> Problem.notFound("item", Long.toString(id)));
    }

    private static View view(Item item, ItemTable.@Nullable Stock stock) {
        return new View(
                Long.toString(item.id()),
                item.community(),
                Map.of("zh", item.nameZh(), "en", item.nameEn()),
                item.kind().word(),
                item.points(),
                item.limited() ? (stock == null ? 0L : stock.left()) : null,
                stock == null ? null : stock.taken(),
                item.pool() == null ? null : Long.toString(item.pool()),
                item.privilege(),
                item.termDays(),
                item.perMember(),
                item.fulfilGroup(),
                item.startsAt(),
                item.endsAt(),
                item.closedAt());
    }
}
