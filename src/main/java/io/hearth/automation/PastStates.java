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
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Loads how members stood in the past, a few hundred at a time: one query for each kind of history. */
@Component
class PastStates {

    private final JdbcClient jdbc;
    private final States states;

    PastStates(JdbcClient jdbc, States states) {
        this.jdbc = jdbc;
        this.states = states;
    }

    /**
     * Where the past ends.
     *
     * @param at what was from this moment on was not yet
     * @param receipt one member's receipts have ids that grow: where given, what has a receipt was there if that is below, whatever
     *     its time
     */
    record Until(Instant at, @Nullable UUID receipt) {}

    Map<MembershipKey, Past> load(Collection<MembershipKey> keys, Until until) {
        var members =
                keys.stream().mapToLong(key -> key.member().value()).distinct().toArray();
        var points = points(members, until);
        var badges = words(members, until, """
                select member, community, unnest(reached) from (
                    select distinct on (member, community, badge) member, community, badge, reached
                    from badge_history where member = any(:members) and coalesce(receipt < :receipt::uuid, at < :at)
                    order by member, community, badge, id desc) latest
                """);
        var byHand = segments(members, until, true);
        var levels = levels(members, until);
        var fired = fired(members, until);
        var effects = words(members, until, """
                select member, community, rule || ' ' || object from effect where member = any(:members) and at < :at
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

    /** The segments into which rules had put a member. */
    Set<String> byRules(MembershipKey key, Until until) {
        return segments(new long[] {key.member().value()}, until, false).getOrDefault(key, Set.of());
    }

    private JdbcClient.StatementSpec ask(String sql, long[] members, Until until) {
        return jdbc.sql(sql)
                .param("members", members)
                .param("at", Timestamp.from(until.at()))
                .param("receipt", until.receipt());
    }

    private Map<MembershipKey, Long> points(long[] members, Until until) {
        var found = new HashMap<MembershipKey, Long>();
        ask("""
                select member, community, sum(points) from ledger_entry
                where member = any(:members) and account = 'available' and coalesce(receipt < :receipt::uuid, at < :at)
                group by member, community
                """, members, until).query(row -> {
            found.put(key(row.getLong(1), row.getString(2)), row.getLong(3));
        });
        return found;
    }

    private Map<MembershipKey, Set<String>> segments(long[] members, Until until, boolean byHand) {
        return words(members, until, """
                select member, community, segment from (
                    select distinct on (member, community, segment) member, community, segment, entered
                    from segment_history
                    where member = any(:members) and by_hand = %s and coalesce(receipt < :receipt::uuid, at < :at)
                    order by member, community, segment, id desc) latest
                where entered
                """.formatted(byHand));
    }

    private Map<MembershipKey, Set<String>> words(long[] members, Until until, String sql) {
        var found = new HashMap<MembershipKey, Set<String>>();
        ask(sql, members, until).query(row -> {
            found.computeIfAbsent(key(row.getLong(1), row.getString(2)), key -> new HashSet<>())
                    .add(row.getString(3));
        });
        return found;
    }

    /** The level before the first change that came later; else the last one before. */
    private Map<MembershipKey, Optional<String>> levels(long[] members, Until until) {
        var found = new HashMap<MembershipKey, Optional<String>>();
        ask("""
                select distinct on (member, community) member, community, case when was then level else before end
                from (select *, coalesce(receipt < :receipt::uuid, at < :at) as was
                    from level_history where member = any(:members)) changes
                order by member, community, not was, case when was then -id else id end
                """, members, until).query(row -> {
            found.put(key(row.getLong(1), row.getString(2)), Optional.ofNullable(row.getString(3)));
        });
        return found;
    }

    private Map<MembershipKey, Map<String, Instant>> fired(long[] members, Until until) {
        var found = new HashMap<MembershipKey, Map<String, Instant>>();
        ask("""
                select r.member_id, c.word, w.word, max(r.at)
                from receipt r
                join receipt_word c on c.id = r.community_word
                join receipt_word w on w.id = r.rule_word
                where r.member_id = any(:members) and coalesce(r.id < :receipt::uuid, r.at < :at)
                group by r.member_id, c.word, w.word
                """, members, until).query(row -> {
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
