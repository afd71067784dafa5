package io.hearth.collaboration;

import io.hearth.event.LoggedEvent;
import io.hearth.event.Witness;
import io.hearth.platform.AtHand;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Notes which members came by a collaboration's code, who of them joined by it, and what they ordered. Who came by several
 * belongs to the last one; an order counts for it within its days. Three statements at most for a batch of events, and none
 * where nobody works with partners.
 */
@Component
class Attributing implements Witness {

    private static final int MOST = 10_000;

    private final JdbcClient sql;
    private final CollaborationSettings settings;
    private final AtHand<String> communities;

    Attributing(JdbcClient sql, CollaborationSettings settings, Clock clock) {
        this.sql = sql;
        this.settings = settings;
        this.communities = new AtHand<>(clock, this::withCollaborations, community -> community);
    }

    private List<String> withCollaborations() {
        return sql.sql("select distinct community from collaboration limit " + MOST)
                .query(String.class)
                .list();
    }

    /** To be called in the transaction that begins a collaboration. */
    void lookAnewAfterCommit() {
        communities.lookAnewAfterCommit();
    }

    @Override
    public void saw(List<LoggedEvent> events) {
        var known = communities.byCommunity();
        if (known.isEmpty()) {
            return;
        }
        var seen = Sightings.of(events, known.keySet(), settings);
        if (!seen.coming().isEmpty()) {
            touch(seen.coming());
        }
        if (!seen.joining().isEmpty()) {
            join(seen.joining());
        }
        if (!seen.orders().isEmpty()) {
            order(seen.orders());
        }
    }

    private void touch(List<LoggedEvent> coming) {
        sql.sql("""
                insert into collaboration_touch (collaboration, member, community, first_at, last_at)
                select c.id, e.member, c.community, min(e.at), max(e.at)
                from unnest(:members::bigint[], :communities::text[], :codes::text[], :times::timestamptz[])
                    as e (member, community, code, at)
                join collaboration c on c.code = e.code and c.community = e.community
                group by c.id, e.member, c.community
                on conflict (collaboration, member) do update
                    set last_at = greatest(collaboration_touch.last_at, excluded.last_at)
                """)
                .param("members", Sightings.members(coming))
                .param("communities", Sightings.communities(coming))
                .param("codes", Sightings.codes(coming))
                .param("times", Sightings.times(coming))
                .update();
    }

    /** Joining counts for the last one that the member came by, once, and only who was no member before. */
    private void join(List<LoggedEvent> joining) {
        sql.sql("""
                update collaboration_touch t set joined_at = last.at
                from (
                    select distinct on (e.member, e.community) t.collaboration, t.member, e.at
                    from unnest(:members::bigint[], :communities::text[], :times::timestamptz[]) as e (member, community, at)
                    join collaboration_touch t on t.member = e.member and t.community = e.community and t.last_at <= e.at
                    join collaboration c on c.id = t.collaboration and e.at < t.last_at + make_interval(days => c.window_days)
                    left join membership m on m.member_id = e.member and m.community = e.community
                    where (m.joined_at is null or m.joined_at >= t.first_at)
                        and not exists (select 1 from collaboration_touch o
                            where o.member = e.member and o.community = e.community and o.joined_at is not null)
                    order by e.member, e.community, t.last_at desc, t.collaboration desc) as last
                where t.collaboration = last.collaboration and t.member = last.member and t.joined_at is null
                """)
                .param("members", Sightings.members(joining))
                .param("communities", Sightings.communities(joining))
                .param("times", Sightings.times(joining))
                .update();
    }

    private void order(List<LoggedEvent> orders) {
        sql.sql("""
                insert into collaboration_order (event, collaboration, member, amount, at)
                select distinct on (e.event) e.event, t.collaboration, e.member, e.amount, e.at
                from unnest(:events::text[], :members::bigint[], :communities::text[], :amounts::numeric[], :times::timestamptz[])
                    as e (event, member, community, amount, at)
                join collaboration_touch t on t.member = e.member and t.community = e.community and t.first_at <= e.at
                join collaboration c on c.id = t.collaboration and e.at < t.last_at + make_interval(days => c.window_days)
                order by e.event, case when t.last_at <= e.at then t.last_at else t.first_at end desc, t.collaboration desc
                on conflict do nothing
                """)
                .param(
                        "events",
                        orders.stream().map(event -> event.ref().toString()).toArray(String[]::new))
                .param("members", Sightings.members(orders))
                .param("communities", Sightings.communities(orders))
                .param(
                        "amounts",
                        orders.stream()
                                .map(order -> Sightings.amount(order, settings))
                                .toArray(BigDecimal[]::new))
                .param("times", Sightings.times(orders))
                .update();
    }
}
