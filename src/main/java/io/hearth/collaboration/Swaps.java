package io.hearth.collaboration;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code partner_swap}: what we and a partner owe each other without money, and what of it is done. */
@Repository
class Swaps {

    private static final int MOST = 200;

    private final JdbcClient sql;
    private final Clock clock;

    Swaps(JdbcClient sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * One thing that one side does for the other.
     *
     * @param side {@code given} by us, or {@code received} from the partner
     * @param worth what both agreed that it is worth
     */
    record Swap(
            String id,
            String side,
            String what,
            long worth,
            @Nullable LocalDate due,
            String recordedBy,
            @Nullable LocalDate doneOn,
            @Nullable String doneBy) {}

    /** What is done is worth for each side, and what is still open. */
    record Balance(long given, long received, long toGive, long toReceive) {}

    void record(long partner, String side, String what, long worth, @Nullable LocalDate due, String by) {
        sql.sql("""
                insert into partner_swap (partner, side, what, worth, due, recorded_by, recorded_at)
                values (:partner, :side, :what, :worth, :due, :by, :now)
                """)
                .param("partner", partner)
                .param("side", side)
                .param("what", what)
                .param("worth", worth)
                .param("due", due)
                .param("by", by)
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /** False if there is none, or it was done before. */
    boolean done(long partner, long swap, LocalDate on, String by) {
        return sql.sql("""
                        update partner_swap set done_on = :on, done_by = :by
                        where partner = :partner and id = :swap and done_on is null
                        """)
                        .param("on", on)
                        .param("by", by)
                        .param("partner", partner)
                        .param("swap", swap)
                        .update()
                == 1;
    }

    /** What is open first, then the newest. */
    List<Swap> of(long partner) {
        return sql.sql("""
                        select id::text, side, what, worth, due, recorded_by, done_on, done_by from partner_swap
                        where partner = :partner order by done_on is not null, id desc limit :most
                        """)
                .param("partner", partner)
                .param("most", MOST)
                .query(Swap.class)
                .list();
    }

    Balance balance(long partner) {
        return sql.sql("""
                        select coalesce(sum(worth) filter (where side = 'given' and done_on is not null), 0)::bigint as given,
                            coalesce(sum(worth) filter (where side = 'received' and done_on is not null), 0)::bigint as received,
                            coalesce(sum(worth) filter (where side = 'given' and done_on is null), 0)::bigint as to_give,
                            coalesce(sum(worth) filter (where side = 'received' and done_on is null), 0)::bigint as to_receive
                        from partner_swap where partner = :partner
                        """).param("partner", partner).query(Balance.class).single();
    }
}
