package io.hearth.reward.ledger;

import io.hearth.member.MemberId;
import io.hearth.platform.Page;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads a member's account: what is there, what will be and until when, and each entry with its cause. */
@Component
class Statement {

    private final JdbcClient jdbc;

    Statement(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Points that will be lost at a moment, unless they are spent before. */
    record Expiring(Instant at, long points) {}

    /** Points that may be spent from a moment on. */
    record Waiting(String cause, long points, String reason, Instant until) {}

    /**
     * One entry.
     *
     * @param balance of the account after it
     * @param contra the account on the other side
     */
    record Entry(
            String id,
            String community,
            String account,
            long points,
            String kind,
            String reason,
            String cause,
            String contra,
            @Nullable String rule,
            @Nullable UUID receipt,
            @Nullable String event,
            @Nullable String by,
            @Nullable String reference,
            Instant at,
            long balance) {}

    record Balances(long available, long pending, long earned) {}

    Balances now(MemberId member, String community) {
        return jdbc.sql("select points, pending, earned from standing where member = ? and community = ?")
                .params(member.value(), community)
                .query((row, number) -> new Balances(row.getLong(1), row.getLong(2), row.getLong(3)))
                .optional()
                .orElse(new Balances(0, 0, 0));
    }

    /** What the entries up to a moment add up to. Late events count for when they happened. */
    Balances at(MemberId member, String community, Instant at) {
        return jdbc.sql("""
                select coalesce(sum(points) filter (where account = 'available'), 0),
                    coalesce(sum(points) filter (where account = 'pending'), 0),
                    greatest(0, coalesce(sum(points) filter (where account = 'available'
                        and kind in ('earn', 'release', 'take', 'reverse')), 0))
                from ledger_entry where member = ? and community = ? and at <= ?
                """)
                .params(member.value(), community, Timestamp.from(at))
                .query((row, number) -> new Balances(row.getLong(1), row.getLong(2), row.getLong(3)))
                .single();
    }

    List<Expiring> expiring(MemberId member, String community, int limit) {
        return jdbc.sql("""
                select expires_at, sum(remaining) from points_lot
                where member = ? and community = ? and remaining > 0
                group by expires_at order by expires_at limit ?
                """)
                .params(member.value(), community, limit)
                .query((row, number) -> new Expiring(row.getTimestamp(1).toInstant(), row.getLong(2)))
                .list();
    }

    List<Waiting> waiting(MemberId member, String community, int limit) {
        return jdbc.sql("""
                select cause, points, reason, release_at from points_held
                where member = ? and community = ? order by release_at, cause limit ?
                """)
                .params(member.value(), community, limit)
                .query((row, number) -> new Waiting(
                        row.getString(1),
                        row.getLong(2),
                        row.getString(3),
                        row.getTimestamp(4).toInstant()))
                .list();
    }

    /** The newest entries first. */
    Page<Entry> entries(MemberId member, @Nullable String community, int limit, @Nullable Long after) {
        var entries = jdbc.sql("""
                select * from (
                    select id, community, account, points, kind, reason, cause, coalesce(contra, 'issued') as contra, rule,
                        receipt, event, by_whom, reference, at,
                        sum(points) over (partition by community, account order by id) as balance
                    from ledger_entry
                    where member = :member and (:community::text is null or community = :community)) e
                where id < :after
                order by id desc
                limit :limit
                """)
                .param("member", member.value())
                .param("community", community)
                .param("after", after == null ? Long.MAX_VALUE : after)
                .param("limit", limit + 1)
                .query((row, number) -> new Entry(
                        row.getString("id"),
                        row.getString("community"),
                        row.getString("account"),
                        row.getLong("points"),
                        row.getString("kind"),
                        row.getString("reason"),
                        row.getString("cause"),
                        row.getString("contra"),
                        row.getString("rule"),
                        row.getObject("receipt", UUID.class),
                        row.getString("event"),
                        row.getString("by_whom"),
                        row.getString("reference"),
                        row.getTimestamp("at").toInstant(),
                        row.getLong("balance")))
                .list();
        return Page.of(entries, limit, Entry::id);
    }
}
