package io.hearth.studio.grants;

import io.hearth.member.MemberId;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts and lists what the decisions of a release granted, as its receipts and the books say. */
@Component
class Grants {

    /** In the order in which they are told. */
    static final List<String> KINDS =
            List.of("points", "badge", "coupon", "privilege", "gift", "segment", "case", "message", "journey", "level");

    private static final String RECEIPTS = """
            with r as materialized (
                select r.id, r.member_id, c.word as community, r.outcomes
                from receipt r join receipt_word c on c.id = r.community_word
                where r.release_word = (select id from receipt_word where word = :release)
                  and r.at >= coalesce(:since::timestamptz, '-infinity'))
            """;

    private final JdbcClient jdbc;
    private final Clock clock;

    Grants(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * One kind of what was granted.
     *
     * @param amount points; 0 for what has no amount
     * @param reversible how many, or how many points, can be taken back as things stand
     * @param left how many, or how many points, can't be
     * @param why they can't: spent, used, changed, closed, sent, started, stays, follows-rules; null where nothing is left
     */
    record Kind(
            String kind,
            long count,
            long amount,
            long reversible,
            long left,
            @Nullable String why) {}

    /** One thing that was granted. */
    record Grant(
            UUID receipt,
            Instant at,
            MemberId member,
            String community,
            String rule,
            String kind,
            String what,
            long amount) {}

    /** What there is by kind; only kinds of which there is something. */
    List<Kind> summary(String release, @Nullable Instant since) {
        var asked = asked(release, since);
        var kinds = new ArrayList<Kind>();
        for (var kind : KINDS) {
            var sum = asked.getOrDefault(kind, new long[2]);
            if (sum[0] > 0) {
                kinds.add(kind(kind, sum, release, since));
            }
        }
        return kinds;
    }

    private Kind kind(String kind, long[] sum, String release, @Nullable Instant since) {
        return switch (kind) {
            case "points" -> {
                long reversible = points(release, since);
                yield split(kind, sum, reversible, sum[1], "spent");
            }
            case "badge" -> split(kind, sum, badges(release, since), sum[0], "changed");
            case "coupon", "privilege", "gift" -> split(kind, sum, benefits(kind, release, since), sum[0], "used");
            case "case" -> split(kind, sum, cases(release, since), sum[0], "closed");
            case "segment" -> new Kind(kind, sum[0], 0, 0, sum[0], "follows-rules");
            case "level" -> new Kind(kind, sum[0], 0, 0, sum[0], "stays");
            case "journey" -> new Kind(kind, sum[0], 0, 0, sum[0], "started");
            default -> new Kind(kind, sum[0], 0, 0, sum[0], "sent");
        };
    }

    private static Kind split(String kind, long[] sum, long reversible, long of, String why) {
        long left = Math.max(0, of - reversible);
        return new Kind(kind, sum[0], sum[1], reversible, left, left == 0 ? null : why);
    }

    private Map<String, long[]> asked(String release, @Nullable Instant since) {
        var sums = new HashMap<String, long[]>();
        query(RECEIPTS + """
                select o ->> 'kind' as kind, count(*) as count, coalesce(sum((o ->> 'points')::bigint), 0) as amount
                from r, jsonb_array_elements(r.outcomes::jsonb) o
                where o ->> 'kind' <> 'points' or (o ->> 'points')::bigint > 0
                group by 1
                """, release, since).query(row -> {
            sums.put(row.getString("kind"), new long[] {row.getLong("count"), row.getLong("amount")});
        });
        return sums;
    }

    /** Of each member as many points as were not taken back before and are still there, or wait. */
    private long points(String release, @Nullable Instant since) {
        return single(RECEIPTS + """
                , given as (
                    select e.member, e.community,
                        sum(e.points) filter (where e.kind = 'earn' or h.cause is null) as available,
                        coalesce(sum(e.points) filter (where h.cause is not null), 0) as held
                    from r
                    join ledger_entry e on e.member = r.member_id and e.community = r.community
                        and e.account in ('available', 'pending') and e.receipt = r.id and e.kind in ('earn', 'hold')
                    left join points_held h on h.member = e.member and h.community = e.community and h.cause = e.cause
                    where not exists (
                        select from ledger_entry u where u.member = e.member and u.community = e.community
                          and u.account in ('available', 'pending') and u.cause = 'reverse/' || e.cause)
                    group by e.member, e.community)
                select coalesce(sum(least(coalesce(g.available, 0), coalesce(s.points, 0)) + g.held), 0)
                from given g left join standing s using (member, community)
                """, release, since);
    }

    private long badges(String release, @Nullable Instant since) {
        return single(RECEIPTS + """
                select count(*) from r join badge_grant g on g.member = r.member_id and g.community = r.community
                    and g.receipt = r.id and g.revoked_at is null
                """, release, since);
    }

    private long benefits(String kind, String release, @Nullable Instant since) {
        return query(RECEIPTS + """
                select count(*) from r
                join benefit b on b.member = r.member_id and b.community = r.community and b.receipt = r.id
                where b.kind = :kind and b.state = 'given' and case b.kind
                    when 'coupon' then exists (
                        select from coupon c where c.code = b.code and c.member = b.member and c.cause = 'benefit/' || b.id and c.state = 'issued')
                    when 'privilege' then exists (
                        select from privilege p where p.member = b.member and p.community = b.community
                          and p.cause = 'benefit/' || b.id and p.ends_at > :now)
                    else exists (select from item_redemption i where i.id = b.id and i.state = 'paid') end
                """, release, since)
                .param("kind", kind)
                .param("now", Timestamp.from(clock.instant()))
                .query(Long.class)
                .single();
    }

    private long cases(String release, @Nullable Instant since) {
        return single(RECEIPTS + """
                select count(*) from r join escalation_case c on c.receipt = r.id and c.status <> 'closed'
                """, release, since);
    }

    /** The newest first. */
    List<Grant> list(String release, String kind, @Nullable Instant since, @Nullable UUID before, int limit) {
        return jdbc.sql("""
                select r.id, r.at, r.member_id, c.word as community, w.word as rule, s.what, s.amount
                from receipt r
                join receipt_word c on c.id = r.community_word
                join receipt_word w on w.id = r.rule_word
                cross join lateral (
                    select count(*) as n, coalesce(sum((o ->> 'points')::bigint), 0) as amount,
                        string_agg(coalesce(o ->> 'template', o ->> 'reason', o ->> (o ->> 'kind'), ''), ', ') as what
                    from jsonb_array_elements(r.outcomes::jsonb) o where o ->> 'kind' = :kind) s
                where r.release_word = (select id from receipt_word where word = :release) and s.n > 0
                  and r.at >= coalesce(:since::timestamptz, '-infinity')
                  and r.id < coalesce(:before, 'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid)
                order by r.id desc limit :limit
                """)
                .param("release", release)
                .param("kind", kind)
                .param("since", since == null ? null : Timestamp.from(since))
                .param("before", before)
                .param("limit", limit)
                .query((row, n) -> new Grant(
                        row.getObject("id", UUID.class),
                        row.getTimestamp("at").toInstant(),
                        new MemberId(row.getLong("member_id")),
                        row.getString("community"),
                        row.getString("rule"),
                        kind,
                        row.getString("what"),
                        row.getLong("amount")))
                .list();
    }

    /**
     * The receipts to look at. Ids begin with a time, so all of them lie between two.
     *
     * @param after the highest id that is surely before them
     */
    record Receipts(
            long count, @Nullable UUID after, @Nullable UUID last) {}

    Receipts receipts(String release, @Nullable Instant since) {
        return query(RECEIPTS + """
                select count(*) as count, max(id::text collate "C")::uuid as last,
                    (substr(min(id::text collate "C"), 1, 13) || '-0000-0000-000000000000')::uuid as after
                from r
                """, release, since)
                .query((row, n) -> new Receipts(
                        row.getLong("count"), row.getObject("after", UUID.class), row.getObject("last", UUID.class)))
                .single();
    }

    private long single(String sql, String release, @Nullable Instant since) {
        return query(sql, release, since).query(Long.class).single();
    }

    private JdbcClient.StatementSpec query(String sql, String release, @Nullable Instant since) {
        return jdbc.sql(sql).param("release", release).param("since", since == null ? null : Timestamp.from(since));
    }
}
