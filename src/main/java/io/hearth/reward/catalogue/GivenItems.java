package io.hearth.reward.catalogue;

import io.hearth.member.MemberId;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Items of the catalogue given for nothing: the stock is taken and people send them, as if they had been bought. */
@Component
public class GivenItems {

    private final JdbcClient jdbc;
    private final RedemptionTable redemptions;
    private final Stock stock;
    private final Clock clock;

    GivenItems(JdbcClient jdbc, RedemptionTable redemptions, Stock stock, Clock clock) {
        this.jdbc = jdbc;
        this.redemptions = redemptions;
        this.stock = stock;
        this.clock = clock;
    }

    /**
     * Gives a gift to each of these, as far as the stock goes; in the caller's transaction.
     *
     * @param name the item's name in Chinese or English
     * @param wanted who gets one, by the id that the gift has from then on
     * @return the ids of those that were given, those of before included; empty where there is no such gift
     */
    public Optional<Set<UUID>> give(String community, String name, Map<UUID, MemberId> wanted, String by) {
        var now = Timestamp.from(clock.instant());
        var item = jdbc.sql("""
                select id, limited from catalogue_item
                where community = ? and (name_en = ? or name_zh = ?) and kind = 'gift' and closed_at is null
                  and (starts_at is null or starts_at <= ?) and (ends_at is null or ends_at > ?)
                order by id desc limit 1
                """)
                .params(community, name, name, now, now)
                .query((row, number) -> new Found(row.getLong(1), row.getBoolean(2)))
                .optional();
        if (item.isEmpty()) {
            return Optional.empty();
        }
        insert(item.get().id(), community, wanted, by, now);
        var ids = wanted.keySet().toArray(UUID[]::new);
        if (item.get().limited()) {
            var without = new HashSet<>(wanted.keySet());
            without.removeAll(stock.take(item.get().id(), wanted.keySet()));
            redemptions.remove(without);
        }
        return Optional.of(new HashSet<>(jdbc.sql("select id from item_redemption where id = any(?)")
                .param(ids)
                .query(UUID.class)
                .list()));
    }

    /** Takes a gift back that nobody has begun to send, and its unit with it; false where it is too late. */
    @Transactional
    public boolean takeBack(UUID gift, String why) {
        boolean back =
                jdbc.sql("""
                update item_redemption set state = 'refunded', done_at = ?, note = ? where id = ? and state = 'paid'
                """).params(Timestamp.from(clock.instant()), why, gift).update() == 1;
        if (back) {
            stock.putBack(List.of(gift));
        }
        return back;
    }

    private record Found(long id, boolean limited) {}

    private void insert(long item, String community, Map<UUID, MemberId> wanted, String by, Timestamp now) {
        jdbc.sql("""
                insert into item_redemption (id, item, member, community, key, points, state, by_whom, at)
                select id, ?, member, ?, 'gift/' || id, 0, 'paid', ?, ?
                from unnest(?::uuid[], ?::bigint[]) as w (id, member)
                on conflict do nothing
                """)
                .params(
                        item,
                        community,
                        by,
                        now,
                        wanted.keySet().toArray(UUID[]::new),
                        wanted.values().stream().mapToLong(MemberId::value).toArray())
                .update();
    }
}
