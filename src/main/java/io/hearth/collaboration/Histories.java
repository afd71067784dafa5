package io.hearth.collaboration;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What came of a partner's collaborations so far. */
@Component
class Histories {

    private final JdbcClient sql;

    Histories(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * Sums over all collaborations of a partner that are over.
     *
     * @param late published after the day that was agreed, or not at all though a fee was agreed
     * @param rating the average of the ratings, if there are any
     * @param joins members who joined by their codes, those under way included
     */
    record History(
            long collaborations,
            long finished,
            long late,
            @Nullable BigDecimal rating,
            long joins,
            long paid) {}

    History of(long partner) {
        return sql.sql("""
                        select count(*) as collaborations,
                            count(*) filter (where c.state = 'done') as finished,
                            count(*) filter (where c.published_on > c.publish_by
                                or c.state = 'cancelled' and c.fee is not null and c.published_on is null) as late,
                            round(avg(c.rating), 2) as rating,
                            coalesce(sum(j.joins), 0)::bigint as joins,
                            coalesce(sum(p.amount), 0)::bigint as paid
                        from collaboration c
                        left join lateral (select count(t.joined_at) as joins from collaboration_touch t
                            where t.collaboration = c.id) j on true
                        left join collaboration_payment p on p.collaboration = c.id
                        where c.partner = :partner
                        """).param("partner", partner).query(History.class).single();
    }
}
