package io.hearth.reward.catalogue;

import io.hearth.member.MemberId;
import io.hearth.platform.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What members bought, and how far it is with each. */
@Component
class RedemptionTable {

    private static final String SELECT = """
            select r.id, r.item, i.name_zh, i.name_en, i.kind, r.member, r.community, r.key, r.points, r.state, r.coupon,
                r.ends_at, r.by_whom, r.at, r.done_at, r.note
            from item_redemption r join catalogue_item i on i.id = r.item
            """;

    private final JdbcClient jdbc;

    RedemptionTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * What one member bought.
     *
     * @param state paid, fulfilling, done or refunded
     * @param endsAt of a privilege
     */
    record Redeemed(
            UUID id,
            String item,
            String nameZh,
            String nameEn,
            String kind,
            MemberId member,
            String community,
            String key,
            long points,
            String state,
            @Nullable String coupon,
            @Nullable Instant endsAt,
            String by,
            Instant at,
            @Nullable Instant doneAt,
            @Nullable String note) {}

    /** Notes purchases; returns the ids of those whose member's key was not known yet. */
    Set<UUID> insert(List<Wish> wishes, Instant at) {
        return new HashSet<>(jdbc.sql("""
                insert into item_redemption (id, item, member, community, key, points, state, by_whom, at)
                select w.*, ? from unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::text[], ?::text[], ?::bigint[],
                    ?::text[], ?::text[]) as w
                on conflict do nothing returning id
                """)
                .params(
                        Timestamp.from(at),
                        wishes.stream().map(Wish::id).toArray(UUID[]::new),
                        wishes.stream().mapToLong(wish -> wish.item().id()).toArray(),
                        wishes.stream().mapToLong(wish -> wish.member().value()).toArray(),
                        texts(wishes, wish -> wish.item().community()),
                        texts(wishes, Wish::key),
                        wishes.stream().mapToLong(wish -> wish.item().points()).toArray(),
                        texts(wishes, wish -> wish.item().kind() == Item.Kind.GIFT ? "paid" : "done"),
                        texts(wishes, Wish::by))
                .query(UUID.class)
                .list());
    }

    /** Notes a gift that costs no points; false where the member's key is known already. */
    boolean insertFree(UUID id, Item item, MemberId member, String key, String by, Instant at) {
        return jdbc.sql("""
                insert into item_redemption (id, item, member, community, key, points, state, by_whom, at)
                values (?, ?, ?, ?, ?, 0, 'paid', ?, ?) on conflict do nothing
                """)
                        .params(id, item.id(), member.value(), item.community(), key, by, Timestamp.from(at))
                        .update()
                == 1;
    }

    /** Forgets what was noted in this transaction. */
    void remove(Collection<UUID> ids) {
        if (!ids.isEmpty()) {
            jdbc.sql("delete from item_redemption where id = any(?)")
                    .param(ids.toArray(UUID[]::new))
                    .update();
        }
    }

    /** Of these purchases, those that are more than the item allows a member, with the ones that were not refunded. */
    Set<UUID> tooMany(List<Wish> wishes) {
        var limited =
                wishes.stream().filter(wish -> wish.item().perMember() != null).toList();
        if (limited.isEmpty()) {
            return Set.of();
        }
        return new HashSet<>(jdbc.sql("""
                select w.id from unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::int[]) as w (id, item, member, most)
                where (select count(*) from item_redemption r
                    where r.member = w.member and r.item = w.item and r.state <> 'refunded') > w.most
                """)
                .params(
                        limited.stream().map(Wish::id).toArray(UUID[]::new),
                        limited.stream().mapToLong(wish -> wish.item().id()).toArray(),
                        limited.stream()
                                .mapToLong(wish -> wish.member().value())
                                .toArray(),
                        limited.stream().map(wish -> wish.item().perMember()).toArray(Integer[]::new))
                .query(UUID.class)
                .list());
    }

    /** Notes the coupons that were bought. */
    void complete(Map<UUID, String> coupons, Instant at) {
        jdbc.sql("""
                update item_redemption r set coupon = c.code, done_at = ?
                from unnest(?::uuid[], ?::text[]) as c (id, code) where r.id = c.id
                """)
                .params(
                        Timestamp.from(at),
                        coupons.keySet().toArray(UUID[]::new),
                        coupons.values().toArray(String[]::new))
                .update();
    }

    /** Notes until when a privilege is held that was bought. */
    void complete(UUID id, Instant endsAt, Instant at) {
        jdbc.sql("update item_redemption set ends_at = ?, done_at = ? where id = ?")
                .params(Timestamp.from(endsAt), Timestamp.from(at), id)
                .update();
    }

    /** Moves it on, unless it is elsewhere by now. */
    boolean move(UUID id, List<String> from, String to, @Nullable String note, Instant at) {
        return jdbc.sql("""
                update item_redemption set state = ?, note = coalesce(?, note), done_at = ?
                where id = ? and state = any(?)
                """)
                        .params(Arrays.asList(to, note, Timestamp.from(at), id, from.toArray(String[]::new)))
                        .update()
                == 1;
    }

    /** Gifts that nobody has been asked to send yet. */
    List<Redeemed> unassigned(int limit) {
        return jdbc.sql("""
                with next as (
                    select id from item_redemption where state = 'paid' order by id limit ? for update skip locked),
                moved as (
                    update item_redemption r set state = 'fulfilling' from next where r.id = next.id)
                """ + SELECT + " where r.id in (select id from next) order by r.id")
                .param(limit)
                .query((row, number) -> redeemed(row))
                .list();
    }

    void lock(UUID id) {
        jdbc.sql("select state from item_redemption where id = ? for update")
                .param(id)
                .query(row -> {});
    }

    Optional<Redeemed> find(UUID id) {
        return jdbc.sql(SELECT + "where r.id = ?")
                .param(id)
                .query((row, number) -> redeemed(row))
                .optional();
    }

    Optional<Redeemed> byKey(MemberId member, String key) {
        return jdbc.sql(SELECT + "where r.member = ? and r.key = ?")
                .params(member.value(), key)
                .query((row, number) -> redeemed(row))
                .optional();
    }

    Page<Redeemed> list(
            @Nullable Long item, @Nullable MemberId member, @Nullable String state, int limit, @Nullable UUID after) {
        var found = jdbc.sql(SELECT + """
                where (:item::bigint is null or r.item = :item) and (:member::bigint is null or r.member = :member)
                  and (:state::text is null or r.state = :state) and (:after::uuid is null or r.id < :after)
                order by r.id desc limit :limit
                """)
                .param("item", item)
                .param("member", member == null ? null : member.value())
                .param("state", state)
                .param("after", after)
                .param("limit", limit + 1)
                .query((row, number) -> redeemed(row))
                .list();
        return Page.of(found, limit, one -> one.id().toString());
    }

    private static String[] texts(List<Wish> wishes, Function<Wish, String> column) {
        return wishes.stream().map(column).toArray(String[]::new);
    }

    private static Redeemed redeemed(ResultSet row) throws SQLException {
        return new Redeemed(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                new MemberId(row.getLong(6)),
                row.getString(7),
                row.getString(8),
                row.getLong(9),
                row.getString(10),
                row.getString(11),
                instant(row, 12),
                row.getString(13),
                row.getTimestamp(14).toInstant(),
                instant(row, 15),
                row.getString(16));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }
}
