package io.hearth.studio.grants;

import io.hearth.studio.grants.Reversal.Effect;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What some receipts granted that can be taken back, in the order of members, as others lock them. */
@Component
class GrantedEffects {

    private static final String EFFECTS = """
            with r as (
                select r.id, r.member_id as member, c.word as community
                from receipt r join receipt_word c on c.id = r.community_word where r.id = any(:receipts)),
            effects as (
                select 'points' as kind, e.member || '/' || e.community || '/' || e.cause as key, e.member, e.community,
                    e.reason as what, e.points as wanted, e.cause
                from r join ledger_entry e on e.member = r.member and e.community = r.community
                    and e.account in ('available', 'pending') and e.receipt = r.id and e.kind in ('earn', 'hold')
                union all
                select 'badge', h.member || '/' || h.community || '/' || h.badge || '/' || h.cause, h.member, h.community,
                    h.badge, 1, h.cause
                from r join badge_history h on h.member = r.member and h.community = r.community and h.receipt = r.id
                where h.act in ('given', 'raised')
                union all
                select b.kind, b.id::text, b.member, b.community, b.what, 1, 'benefit/' || b.id
                from r join benefit b on b.member = r.member and b.community = r.community and b.receipt = r.id
                where b.state = 'given'
                union all
                select 'case', c.receipt::text, c.member, c.community, c.kind, 1, c.receipt::text
                from r join escalation_case c on c.member = r.member and c.receipt = r.id and c.status <> 'closed')
            select kind, key, member, community, what, wanted, cause from effects order by member, community, kind, key
            """;

    private final JdbcClient jdbc;

    GrantedEffects(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    List<Effect> of(List<UUID> receipts) {
        return jdbc.sql(EFFECTS)
                .param("receipts", receipts.toArray(UUID[]::new))
                .query((row, n) -> new Effect(
                        row.getString("kind"),
                        row.getString("key"),
                        row.getLong("member"),
                        row.getString("community"),
                        row.getString("what"),
                        row.getLong("wanted"),
                        row.getString("cause")))
                .list();
    }
}
