package io.hearth.event;

import io.hearth.member.MemberId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds, for many members at once, the first event of a type after a point in the log. */
@Component
public class FirstEvents {

    private final JdbcClient sql;

    FirstEvents(JdbcClient sql) {
        this.sql = sql;
    }

    /** What is looked for: events later in the member's partition than a position, and accepted after an instant. */
    public record Sought(UUID id, MemberId member, String community, String type, long after, Instant since) {}

    /** The first event for each that has one; events that were imported without effects don't count. */
    public Map<UUID, EventRef> find(Collection<Sought> sought) {
        var rows = List.copyOf(sought);
        var found = new HashMap<UUID, EventRef>();
        sql.sql("""
                select s.id, e.partition, e.position
                from unnest(:ids::uuid[], :members, :communities, :types, :after, :since::timestamptz[])
                    as s (id, member, community, type, after, since)
                cross join lateral (
                    select e.partition, e.position from event e
                    where e.member_id = s.member and e.type = s.type and e.community = s.community
                        and e.position > s.after and e.accepted_at > s.since and e.effects = :all
                    order by e.position limit 1
                ) e
                """)
                .param("ids", rows.stream().map(one -> one.id().toString()).toArray(String[]::new))
                .param("members", rows.stream().map(one -> one.member().value()).toArray(Long[]::new))
                .param("communities", rows.stream().map(Sought::community).toArray(String[]::new))
                .param("types", rows.stream().map(Sought::type).toArray(String[]::new))
                .param("after", rows.stream().map(Sought::after).toArray(Long[]::new))
                .param("since", rows.stream().map(one -> one.since().toString()).toArray(String[]::new))
                .param("all", Effects.ALL.ordinal())
                .query(row -> {
                    found.put(
                            row.getObject("id", UUID.class),
                            new EventRef(row.getInt("partition"), row.getLong("position")));
                });
        return found;
    }
}
