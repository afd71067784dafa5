package io.hearth.reward.catalogue;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The units of items that there are only so many of; each is nobody's or belongs to one redemption. */
@Component
class Stock {

    private final JdbcClient jdbc;

    Stock(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes a unit that nobody has for each redemption without one, as far as they go; whoever else wants some takes
     * others, without waiting.
     *
     * @return which of the redemptions have a unit now
     */
    Set<UUID> take(long item, Collection<UUID> redemptions) {
        var ids = redemptions.toArray(UUID[]::new);
        return new HashSet<>(jdbc.sql("""
                with wanted as (
                    select id, row_number() over (order by id) as n from unnest(?::uuid[]) as w (id)
                    where not exists (select from stock_unit u where u.redemption = w.id)),
                free as (
                    select id, row_number() over (order by id) as n from (
                        select id from stock_unit where item = ? and redemption is null order by -id desc
                        limit ? for update skip locked) u),
                taken as (
                    update stock_unit s set redemption = w.id from wanted w join free f using (n) where s.id = f.id
                    returning s.redemption)
                select redemption from taken
                union all
                select redemption from stock_unit where redemption = any(?)
                """)
                .params(ids, item, ids.length, ids)
                .query(UUID.class)
                .list());
    }

    void putBack(Collection<UUID> redemptions) {
        if (!redemptions.isEmpty()) {
            jdbc.sql("update stock_unit set redemption = null where redemption = any(?)")
                    .param(redemptions.toArray(UUID[]::new))
                    .update();
        }
    }
}
