package io.hearth.event;

import io.hearth.member.Aliases;
import io.hearth.member.MemberId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What members' latest events say of where they came from. */
@Repository
public class Traces {

    private static final int LATEST = 100;

    private final JdbcClient sql;
    private final Aliases aliases;

    Traces(JdbcClient sql, Aliases aliases) {
        this.sql = sql;
        this.aliases = aliases;
    }

    /** The values that a field of the data has in the latest hundred events of each member; who has none is left out. */
    public Map<MemberId, Set<String>> values(Collection<MemberId> members, String field) {
        var owners = new HashMap<Long, MemberId>();
        members.forEach(member -> aliases.group(member).forEach(number -> owners.put(number.value(), member)));
        var found = new HashMap<MemberId, Set<String>>();
        sql.sql("""
                select distinct k.member, latest.data::jsonb ->> ?
                from unnest(?::bigint[]) as k (member)
                cross join lateral (
                    select e.data from event e where e.member_id = k.member order by e.time desc limit ?) latest
                where strpos(latest.data, ?) > 0
                """)
                .params(List.of(
                        field,
                        owners.keySet().stream().mapToLong(Long::longValue).toArray(),
                        LATEST,
                        '"' + field + '"'))
                .query(row -> {
                    var owner = owners.get(row.getLong(1));
                    var value = row.getString(2);
                    if (owner != null && value != null && !value.isBlank()) {
                        found.computeIfAbsent(owner, unused -> new HashSet<>()).add(value);
                    }
                });
        return found;
    }
}
