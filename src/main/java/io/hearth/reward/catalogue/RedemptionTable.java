package io.hearth.reward.catalogue;

import io.hearth.member.MemberId;
import io.hearth.platform.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
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

    /** Notes a purchase; false where the member's key is known already. */
    boolean insert(UUID id, Item item, MemberId member, String key, String state, String by, Instant at) {
        return insert(id, item, item.points(), member, key, state, by, at);
    }

    /** Notes a gift that costs no points. */
    boolean insertFree(UUID id, Item item, MemberId member, String key, String by, Instant at) {
        return insert(id, item, 0, member, key, "paid", by, at);
    }

    /** Forgets what was noted in this transaction. */
    void remove(UUID id) {
        jdbc.sql("delete from item_redemption where id = ?").param(id).update();
    }

    private boolean insert(
            UUID id, Item item, long points, MemberId member, String key, String state, String by, Instant at) {
        return jdbc.sql("""
                insert into item_redemption (id, item, member, community, key, points, state, by_whom, at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict do nothing
                """)
                        .params(
                                id,
                                item.id(),
                                member.value(),
                                item.community(),
                                key,
                                points,
                                state,
                                by,
                                Timestamp.from(at))
                        .update()
                == 1;
    }

    /** Takes a unit that nobody has, by the index of those; whoever else wants one takes another, without waiting. */
    boolean takeUnit(long item, UUID redemption) {
        return jdbc.sql("""
                update stock_unit set redemption = ?
                where id = (
                    select id from stock_unit where item = ? and redemption is null order by -id desc
                    limit 1 for update skip locked)
                """).params(redemption, item).update() == 1;
    }

    void putUnitBack(UUID redemption) {
        jdbc.sql("update stock_unit set redemption = null where redemption = ?")
                .param(redemption)
                .update();
    }

    long countOf(long item, MemberId member) {
        return jdbc.sql("""
                select count(*) from item_redemption where member = ? and item = ? and state <> 'refunded'
                """).params(member.value(), item).query(Long.class).single();
    }

    void complete(UUID id, String state, @Nullable String coupon, @Nullable Instant endsAt, Instant at) {
        jdbc.sql("update item_redemption set state = ?, coupon = ?, ends_at = ?, done_at = ? where id = ?")
                .params(Arrays.asList(
                        state, coupon, endsAt == null ? null : Timestamp.from(endsAt), Timestamp.from(at), id))
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
