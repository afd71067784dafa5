package io.hearth.reward.catalogue;

import io.hearth.member.MemberId;
import io.hearth.platform.Ids;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Gifts out of the catalogue's stock that cost no points, such as prizes; sent by people like those that were bought. */
@Service
public class Gifts {

    private final ItemTable items;
    private final RedemptionTable redemptions;
    private final Stock stock;
    private final Clock clock;

    Gifts(ItemTable items, RedemptionTable redemptions, Stock stock, Clock clock) {
        this.items = items;
        this.redemptions = redemptions;
        this.stock = stock;
        this.clock = clock;
    }

    /** Whether there is such a gift in this community's catalogue, and it is not closed. */
    public boolean has(long item, String community) {
        return items.find(item)
                .filter(found -> found.kind() == Item.Kind.GIFT)
                .filter(found -> found.community().equals(community) && found.closedAt() == null)
                .isPresent();
    }

    /** One of the gift for a member, the same one for the same key; empty where none is left. */
    @Transactional
    public Optional<UUID> give(long item, MemberId member, String key, String by) {
        var known = redemptions.byKey(member, key);
        if (known.isPresent()) {
            return known.map(RedemptionTable.Redeemed::id);
        }
        var gift = items.find(item).filter(found -> found.kind() == Item.Kind.GIFT && found.closedAt() == null);
        if (gift.isEmpty()) {
            return Optional.empty();
        }
        var id = Ids.next();
        if (!redemptions.insertFree(id, gift.get(), member, key, by, clock.instant())) {
            return redemptions.byKey(member, key).map(RedemptionTable.Redeemed::id);
        }
        if (gift.get().limited() && stock.take(item, List.of(id)).isEmpty()) {
            redemptions.remove(List.of(id));
            return Optional.empty();
        }
        return Optional.of(id);
    }
}
