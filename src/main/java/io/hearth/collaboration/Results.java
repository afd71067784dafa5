package io.hearth.collaboration;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What came by a collaboration's link and code. */
@Component
class Results {

    private final JdbcClient sql;

    Results(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Counted when asked.
     *
     * @param clicks how often its link was opened, by whomever
     * @param visitors members who came by the code
     * @param joins of these, who joined by it
     * @param stayed of these, who are members still
     * @param orders what they ordered within the collaboration's days, and what was paid for it
     */
    record Result(long clicks, long visitors, long joins, long stayed, long buyers, long orders, BigDecimal amount) {

        Map<String, Object> figures() {
            var figures = new LinkedHashMap<String, Object>();
            figures.put("clicks", clicks);
            figures.put("visitors", visitors);
            figures.put("joins", joins);
            figures.put("stayed", stayed);
            figures.put("buyers", buyers);
            figures.put("orders", orders);
            figures.put("amount", amount);
            return figures;
        }
    }

    Result of(long collaboration) {
        return sql.sql("""
                        select (select coalesce(sum(k.clicks), 0)::bigint from collaboration_click k where k.collaboration = :id) as clicks,
                            t.visitors, t.joins, t.stayed, o.buyers, o.orders, o.amount
                        from (
                            select count(*) as visitors, count(t.joined_at) as joins,
                                count(t.joined_at) filter (where m.status in ('ACTIVE', 'MUTED')) as stayed
                            from collaboration_touch t
                            left join membership m on m.community = t.community and m.member_id = t.member
                            where t.collaboration = :id) t,
                            (select count(distinct member) as buyers, count(*) as orders, coalesce(sum(amount), 0) as amount
                            from collaboration_order where collaboration = :id) o
                        """).param("id", collaboration).query(Result.class).single();
    }
}
