package io.hearth.event;

import io.hearth.member.Aliases;
import io.hearth.member.MemberId;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Finds, for many members at once, the first event of a type after a point in the log. */
@Component
public class FirstEvents {

    private final JdbcClient sql;
    private final Aliases aliases;
    private final Partitions partitions;

    FirstEvents(JdbcClient sql, Aliases aliases, Partitions partitions) {
        this.sql = sql;
        this.aliases = aliases;
        this.partitions = partitions;
    }

    /** What is looked for: events later in the member's partition than a position, and accepted after an instant. */
    public record Sought(UUID id, MemberId member, String community, String type, long after, Instant since) {}

    /** The first event for each that has one; events that were imported without effects don't count. */
    public Map<UUID, EventRef> find(Collection<Sought> sought) {
        var rows = sought.stream().flatMap(this::underEachNumber).toList();
        var found = new HashMap<UUID, EventRef>();
        sql.sql("""
                select s.id, e.partition, e.position
                from unnest(:ids::uuid[], :members, :communities, :types, :after, :since::timestamptz[], :partitions)
                    as s (id, member, community, type, after, since, partition)
                cross join lateral (
                    select e.partition, e.position from event e
                    where e.member_id = s.member and e.partition = s.partition and e.type = s.type and e.community = s.community
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
                .param(
                        "partitions",
                        rows.stream()
                                .map(one -> (short) partitions.of(aliases.of(one.member())))
                                .toArray(Short[]::new))
                .param("all", Effects.ALL.ordinal())
                .query(row -> {
                    found.merge(
                            row.getObject("id", UUID.class),
                            new EventRef(row.getInt("partition"), row.getLong("position")),
                            (one, other) -> one.position() <= other.position() ? one : other);
                });
        return found;
    }

    /** Who was merged goes on under the old numbers too. */
    private Stream<Sought> underEachNumber(Sought one) {
        return aliases.group(one.member()).stream()
                .map(number -> new Sought(one.id(), number, one.community(), one.type(), one.after(), one.since()));
    }
}
