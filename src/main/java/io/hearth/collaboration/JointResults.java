package io.hearth.collaboration;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What came of a joint event, divided among its partners: who came by codes of partners belongs to these, by their shares
 * against each other; who came only by the code of the event as a whole belongs to all by their shares, and to us by what
 * is left of a hundred percent.
 */
@Component
class JointResults {

    private final JdbcClient sql;

    JointResults(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Counted when asked.
     *
     * @param partner absent for what is ours
     * @param visitors members who came by the code of their own
     * @param joins their part of the members who joined, such as 2.50
     * @param orders their part of the orders
     * @param amount their part of what was paid for these
     */
    record Part(@Nullable String partner, long visitors, BigDecimal joins, BigDecimal orders, BigDecimal amount) {}

    List<Part> of(long event) {
        return sql.sql("""
                        with sides as (
                            select partner, share from joint_event_partner where event = :event
                            union all
                            select 0, 100 - coalesce(sum(share), 0) from joint_event_partner where event = :event),
                        came as (
                            select t.member, t.partner, s.share,
                                sum(s.share) filter (where t.partner > 0) over (partition by t.member) as together
                            from joint_event_touch t join sides s using (partner) where t.event = :event),
                        parts as (
                            select member, partner, share::numeric / together as part from came where together > 0 and partner > 0
                            union all
                            select c.member, s.partner, s.share::numeric / 100 from came c cross join sides s
                            where c.together is null)
                        select case when s.partner > 0 then s.partner::text end as partner,
                            (select count(*) from came c where c.partner = s.partner) as visitors,
                            round(coalesce(sum(p.part) filter (where r.key is not null and r.amount is null), 0), 2) as joins,
                            round(coalesce(sum(p.part) filter (where r.amount is not null), 0), 2) as orders,
                            round(coalesce(sum(p.part * r.amount), 0), 2) as amount
                        from sides s
                        left join parts p on p.partner = s.partner
                        left join joint_event_result r on r.event = :event and r.member = p.member
                        group by s.partner, s.share order by s.partner = 0, s.share desc, s.partner
                        """).param("event", event).query(Part.class).list();
    }
}
