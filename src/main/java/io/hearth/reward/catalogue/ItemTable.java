package io.hearth.reward.catalogue;

import io.hearth.platform.NewestFirst;
import io.hearth.platform.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The items of the catalogue and their stock as they are kept. */
@Component
class ItemTable {

    private static final String SELECT = """
            select id, community, name_zh, name_en, kind, points, limited, pool, privilege, term_days, per_member,
                fulfil_group, starts_at, ends_at, closed_at
            from catalogue_item
            """;

    private final JdbcClient jdbc;

    ItemTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many of an item are left and how many are gone. */
    record Stock(long left, long taken) {}

    long insert(Item item, String by, Instant at) {
        return jdbc.sql("""
                insert into catalogue_item (community, name_zh, name_en, kind, points, limited, pool, privilege, term_days,
                    per_member, fulfil_group, starts_at, ends_at, created_by, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id
                """)
                .params(Arrays.asList(
                        item.community(),
                        item.nameZh(),
                        item.nameEn(),
                        item.kind().word(),
                        item.points(),
                        item.limited(),
                        item.pool(),
                        item.privilege(),
                        item.termDays(),
                        item.perMember(),
                        item.fulfilGroup(),
                        time(item.startsAt()),
                        time(item.endsAt()),
                        by,
                        Timestamp.from(at)))
                .query(Long.class)
                .single();
    }

    void addStock(long item, int count) {
        jdbc.sql("insert into stock_unit (item) select ? from generate_series(1, ?)")
                .params(item, count)
                .update();
    }

    void close(long item, Instant at) {
        jdbc.sql("update catalogue_item set closed_at = ? where id = ? and closed_at is null")
                .params(Timestamp.from(at), item)
                .update();
    }

    Optional<Item> find(long id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id)
                .query((row, number) -> item(row))
                .optional();
    }

    Page<Item> list(@Nullable String community, int limit, @Nullable Long after) {
        return NewestFirst.page(jdbc, SELECT, (row, number) -> item(row), Item::id, community, limit, after);
    }

    Map<Long, Stock> stock(Collection<Long> items) {
        var stock = new HashMap<Long, Stock>();
        jdbc.sql("""
                select item, count(*) filter (where redemption is null), count(redemption) from stock_unit
                where item = any(?) group by item
                """).param(items.stream().mapToLong(Long::longValue).toArray()).query(row -> {
            stock.put(row.getLong(1), new Stock(row.getLong(2), row.getLong(3)));
        });
        return stock;
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Item.Kind.parse(row.getString(5)).orElseThrow(),
                row.getLong(6),
                row.getBoolean(7),
                row.getObject(8, Long.class),
                row.getString(9),
                row.getObject(10, Integer.class),
                row.getObject(11, Integer.class),
                row.getString(12),
                instant(row, 13),
                instant(row, 14),
                instant(row, 15));
    }

    private static @Nullable Instant instant(ResultSet row, int column) throws SQLException {
        var time = row.getTimestamp(column);
        return time == null ? null : time.toInstant();
    }

    private static @Nullable Timestamp time(@Nullable Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
