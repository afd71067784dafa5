package io.hearth.collaboration;

import io.hearth.event.LoggedEvent;
import io.hearth.event.Witness;
import io.hearth.platform.AtHand;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Notes by whose codes members came to a joint event, who of them joined, and what they ordered within its days: for the
 * event that they came to last. Who of its partners that belongs to is worked out when it is asked for.
 */
@Component
class JointAttributing implements Witness {

    private static final int MOST = 10_000;

    private final JdbcClient sql;
    private final CollaborationSettings settings;
    private final AtHand<String> communities;

    JointAttributing(JdbcClient sql, CollaborationSettings settings, Clock clock) {
        this.sql = sql;
        this.settings = settings;
        this.communities = new AtHand<>(clock, this::withEvents, community -> community);
    }

    private List<String> withEvents() {
        return sql.sql("select distinct community from joint_event limit " + MOST)
                .query(String.class)
                .list();
    }

    /** To be called in the transaction that plans an event. */
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
        var results = seen.results();
        if (!results.isEmpty()) {
            count(results);
        }
    }

    private void touch(List<LoggedEvent> coming) {
        sql.sql("""
                insert into joint_event_touch (event, member, partner, community, first_at, last_at)
                select c.event, t.member, c.partner, t.community, min(t.at), max(t.at)
                from unnest(:members::bigint[], :communities::text[], :codes::text[], :times::timestamptz[])
                    as t (member, community, code, at)
                join (select id as event, 0::bigint as partner, code from joint_event where code = any (:codes::text[])
                    union all
                    select event, partner, code from joint_event_partner where code = any (:codes::text[])) as c
                    on c.code = t.code
                join joint_event e on e.id = c.event and e.community = t.community
                group by c.event, t.member, c.partner, t.community
                on conflict (event, member, partner) do update
                    set last_at = greatest(joint_event_touch.last_at, excluded.last_at)
                """)
                .param("members", Sightings.members(coming))
                .param("communities", Sightings.communities(coming))
                .param("codes", Sightings.codes(coming))
                .param("times", Sightings.times(coming))
                .update();
    }

    /** Joining counts once for a member, and only for who was none before; an order once by its event. */
    private void count(List<LoggedEvent> results) {
        sql.sql("""
                insert into joint_event_result (key, event, member, amount, at)
                select distinct on (r.key) r.key, t.event, r.member, r.amount, r.at
                from unnest(:keys::text[], :members::bigint[], :communities::text[], :amounts::numeric[], :times::timestamptz[])
                    as r (key, member, community, amount, at)
                join joint_event_touch t on t.member = r.member and t.community = r.community and t.first_at <= r.at
                join joint_event e on e.id = t.event and r.at < t.last_at + make_interval(days => e.window_days)
                left join membership m on m.member_id = r.member and m.community = r.community
                where r.amount is not null or m.joined_at is null or m.joined_at >= t.first_at
                order by r.key, t.last_at desc, t.event desc
                on conflict do nothing
                """)
                .param("keys", results.stream().map(this::key).toArray(String[]::new))
                .param("members", Sightings.members(results))
                .param("communities", Sightings.communities(results))
                .param("amounts", results.stream().map(this::ordered).toArray(BigDecimal[]::new))
                .param("times", Sightings.times(results))
                .update();
    }

    private String key(LoggedEvent event) {
        return Sightings.isJoining(event)
                ? "joined " + event.member().value() + " " + event.community()
                : event.ref().toString();
    }

    private @Nullable BigDecimal ordered(LoggedEvent event) {
        return Sightings.isJoining(event) ? null : Sightings.amount(event, settings);
    }
}
