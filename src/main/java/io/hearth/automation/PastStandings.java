package io.hearth.automation;

import io.hearth.event.LoggedEvent;
import io.hearth.member.MembershipKey;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * How one member stood just before an event was decided. A member's events are decided one after the other, and receipts have
 * ids that grow: what has a receipt below that of the event, or of the next one with any, was there; what people did by hand
 * has no receipt and counts from its time on.
 */
@Component
class PastStandings {

    private static final UUID NONE_YET = new UUID(-1, -1);
    /** The clocks of nodes differ by less than this. */
    private static final Duration CLOCKS = Duration.ofMinutes(5);

    private final JdbcClient jdbc;
    private final States states;

    PastStandings(JdbcClient jdbc, States states) {
        this.jdbc = jdbc;
        this.states = states;
    }

    /** @param segments those that rules had put the member into */
    record Before(Past past, Set<String> segments) {}

    /** The release that some receipt of the event names. */
    Optional<String> releaseOf(LoggedEvent event) {
        return jdbc.sql("""
                select w.word from receipt r join receipt_word w on w.id = r.release_word
                where r.event = :event and r.member_id = :member order by r.id limit 1
                """)
                .param("event", event.ref().toString())
                .param("member", event.member().value())
                .query(String.class)
                .optional();
    }

    Before before(MembershipKey key, LoggedEvent event) {
        var cut = cut(key, event);
        var present = Objects.requireNonNull(states.load(List.of(key)).get(key));
        var past = new Past(
                present,
                points(key, cut),
                level(key, cut).orElse(present.level),
                words(key, cut, """
                        select unnest(reached) from (
                            select distinct on (badge) badge, reached from badge_history
                            where member = :member and community = :community and coalesce(receipt < :cut, at < :at)
                            order by badge, id desc) latest
                        """),
                segments(key, cut, true),
                fired(key, cut),
                effects(key, event.time()));
        return new Before(past, segments(key, cut, false));
    }

    /** Where the past ends: in receipts and, for what has none, in time. */
    private record Cut(UUID receipt, Instant at) {}

    private Cut cut(MembershipKey key, LoggedEvent event) {
        var receipt = jdbc.sql("""
                select id from receipt
                where member_id = :member and at >= :from and split_part(event, '-', 1) = :partition
                  and split_part(event, '-', 2)::bigint >= :position
                order by id limit 1
                """)
                .param("member", key.member().value())
                .param("from", Timestamp.from(event.acceptedAt().minus(CLOCKS)))
                .param("partition", Integer.toString(event.partition()))
                .param("position", event.position())
                .query(UUID.class)
                .optional();
        return new Cut(receipt.orElse(NONE_YET), event.acceptedAt());
    }

    private JdbcClient.StatementSpec ask(String sql, MembershipKey key, Cut cut) {
        return jdbc.sql(sql)
                .param("member", key.member().value())
                .param("community", key.community())
                .param("cut", cut.receipt())
                .param("at", Timestamp.from(cut.at()));
    }

    private long points(MembershipKey key, Cut cut) {
        return ask("""
                select coalesce(sum(points), 0)::bigint from ledger_entry
                where member = :member and community = :community and account = 'available'
                  and coalesce(receipt < :cut, at < :at)
                """, key, cut).query(Long.class).single();
    }

    private Optional<String> level(MembershipKey key, Cut cut) {
        return ask("""
                select level from (
                    (select 1 as first, id, level from level_history
                     where member = :member and community = :community and coalesce(receipt < :cut, at < :at)
                     order by id desc limit 1)
                    union all
                    (select 2, id, before from level_history
                     where member = :member and community = :community and not coalesce(receipt < :cut, at < :at)
                     order by id limit 1)) found
                order by first limit 1
                """, key, cut)
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .optional()
                .orElse(Optional.empty());
    }

    private Set<String> segments(MembershipKey key, Cut cut, boolean byHand) {
        var found = ask("""
                select segment from (
                    select distinct on (segment) segment, entered from segment_history
                    where member = :member and community = :community and by_hand = :hand
                      and coalesce(receipt < :cut, at < :at)
                    order by segment, id desc) latest
                where entered
                """, key, cut).param("hand", byHand).query(String.class).list();
        return new HashSet<>(found);
    }

    private Set<String> words(MembershipKey key, Cut cut, String sql) {
        return new HashSet<>(ask(sql, key, cut).query(String.class).list());
    }

    private Map<String, Instant> fired(MembershipKey key, Cut cut) {
        var found = new HashMap<String, Instant>();
        jdbc.sql("""
                select w.word, max(r.at) from receipt r
                join receipt_word w on w.id = r.rule_word
                join receipt_word c on c.id = r.community_word and c.word = :community
                where r.member_id = :member and r.id < :cut
                group by w.word
                """)
                .param("member", key.member().value())
                .param("community", key.community())
                .param("cut", cut.receipt())
                .query(row -> {
                    found.put(
                            Objects.requireNonNull(row.getString(1)),
                            row.getTimestamp(2).toInstant());
                });
        return found;
    }

    private Set<String> effects(MembershipKey key, Instant before) {
        return new HashSet<>(jdbc.sql("""
                select rule || ' ' || object from effect where member = :member and community = :community and at < :at
                """)
                .param("member", key.member().value())
                .param("community", key.community())
                .param("at", Timestamp.from(before))
                .query(String.class)
                .list());
    }
}
