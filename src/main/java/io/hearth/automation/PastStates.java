package io.hearth.automation;

import io.hearth.member.MemberId;
import io.hearth.member.MembershipKey;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Loads how members stood at a moment in the past, a few hundred at a time: one query for each kind of history. */
@Component
class PastStates {

    private final JdbcClient jdbc;
    private final States states;

    PastStates(JdbcClient jdbc, States states) {
        this.jdbc = jdbc;
        this.states = states;
    }

    Map<MembershipKey, Past> load(Collection<MembershipKey> keys, Instant before) {
        var members =
                keys.stream().mapToLong(key -> key.member().value()).distinct().toArray();
        var at = Timestamp.from(before);
        var points = points(members, at);
        var badges = words(members, at, """
                select member, community, unnest(reached) from (
                    select distinct on (member, community, badge) member, community, badge, reached
                    from badge_history where member = any(?::bigint[]) and at < ?
                    order by member, community, badge, id desc) latest
                """);
        var byHand = words(members, at, """
                select member, community, segment from (
                    select distinct on (member, community, segment) member, community, segment, entered
                    from segment_history where member = any(?::bigint[]) and by_hand and at < ?
                    order by member, community, segment, id desc) latest
                where entered
                """);
        var levels = levels(members, at);
        var fired = fired(members, at);
        var effects = words(members, at, """
                select member, community, rule || ' ' || object from effect where member = any(?::bigint[]) and at < ?
                """);
        var past = new HashMap<MembershipKey, Past>();
        states.load(keys)
                .forEach((key, present) -> past.put(
                        key,
                        new Past(
                                present,
                                points.getOrDefault(key, 0L),
                                levels.containsKey(key) ? levels.get(key).orElse(null) : present.level,
                                badges.getOrDefault(key, Set.of()),
                                byHand.getOrDefault(key, Set.of()),
                                fired.getOrDefault(key, Map.of()),
                                effects.getOrDefault(key, Set.of()))));
        return past;
    }

    private Map<MembershipKey, Long> points(long[] members, Timestamp before) {
        var found = new HashMap<MembershipKey, Long>();
        jdbc.sql("""
                select member, community, sum(points) from ledger_entry
                where member = any(?::bigint[]) and account = 'available' and at < ?
                group by member, community
                """).params(members, before).query(row -> {
            found.put(key(row.getLong(1), row.getString(2)), row.getLong(3));
        });
        return found;
    }

    private Map<MembershipKey, Set<String>> words(long[] members, Timestamp before, String sql) {
        var found = new HashMap<MembershipKey, Set<String>>();
        jdbc.sql(sql).params(members, before).query(row -> {
            found.computeIfAbsent(key(row.getLong(1), row.getString(2)), key -> new HashSet<>())
                    .add(row.getString(3));
        });
        return found;
    }

    /** The level before the first change that came later; else the last one before. */
    private Map<MembershipKey, java.util.Optional<String>> levels(long[] members, Timestamp before) {
        var found = new HashMap<MembershipKey, java.util.Optional<String>>();
        jdbc.sql("""
                select distinct on (member, community) member, community, case when at < ? then level else before end
                from level_history where member = any(?::bigint[])
                order by member, community, at >= ?, case when at < ? then -id else id end
                """).params(before, members, before, before).query(row -> {
            found.put(key(row.getLong(1), row.getString(2)), java.util.Optional.ofNullable(row.getString(3)));
        });
        return found;
    }

    private Map<MembershipKey, Map<String, Instant>> fired(long[] members, Timestamp before) {
        var found = new HashMap<MembershipKey, Map<String, Instant>>();
        jdbc.sql("""
                select r.member_id, c.word, w.word, max(r.at)
                from receipt r
                join receipt_word c on c.id = r.community_word
                join receipt_word w on w.id = r.rule_word
                where r.member_id = any(?::bigint[]) and r.at < ?
                group by r.member_id, c.word, w.word
                """).params(members, before).query(row -> {
            found.computeIfAbsent(key(row.getLong(1), row.getString(2)), key -> new HashMap<>())
                    .put(
                            Objects.requireNonNull(row.getString(3)),
                            row.getTimestamp(4).toInstant());
        });
        return found;
    }

    private static MembershipKey key(long member, String community) {
        return new MembershipKey(community, new MemberId(member));
    }
}
