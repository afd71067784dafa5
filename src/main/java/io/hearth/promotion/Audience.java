package io.hearth.promotion;

import io.hearth.member.MemberId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Table {@code promotion_audience}: who is told when, who is held out, and who reacted. Always whole sets at a time. */
@Component
class Audience {

    /** Active members of some segments and of none of others. */
    private static final String MEMBERS = """
            select distinct s.member from segment_member s
            join membership m on m.member_id = s.member and m.community = s.community and m.status = 'ACTIVE'
            where s.community = :community and s.segment = any (:segments)
                and not exists (select 1 from segment_member x
                    where x.member = s.member and x.community = s.community and x.segment = any (:without))
            """;

    private final JdbcClient sql;

    Audience(JdbcClient sql) {
        this.sql = sql;
    }

    /** How many are where. */
    record Size(long members, long heldOut, int waves) {}

    /** How many this would be now. */
    long count(String community, List<String> segments, List<String> without) {
        return sql.sql("select count(*) from (" + MEMBERS + ") as a")
                .param("community", community)
                .param("segments", segments.toArray(String[]::new))
                .param("without", without.toArray(String[]::new))
                .query(Long.class)
                .single();
    }

    /**
     * Writes the audience anew and cuts it into waves. A hash of promotion and member decides who is held out and which
     * wave a member is in, so that choosing again chooses the same.
     */
    Size select(Promotion promotion) {
        forget(promotion.id());
        var plan = promotion.plan();
        sql.sql("""
                insert into promotion_audience (promotion, member, wave)
                select :promotion, member,
                    case when lot % 10000 < :holdOut * 100 then 0
                        else (row_number() over (partition by lot % 10000 < :holdOut * 100 order by lot, member) - 1) / :waveSize + 1
                    end
                from (select member, ('x' || left(md5(:promotion || '/' || member), 8))::bit(32)::bigint as lot
                    from (""" + MEMBERS + ") as chosen) as drawn")
                .param("promotion", promotion.id())
                .param("holdOut", plan.holdOut())
                .param("waveSize", plan.waveSize())
                .param("community", promotion.community())
                .param("segments", plan.segments().toArray(String[]::new))
                .param("without", plan.excluded().toArray(String[]::new))
                .update();
        return sql.sql("""
                        select count(*) as members, count(*) filter (where wave = 0) as held_out,
                            coalesce(max(wave), 0) as waves
                        from promotion_audience where promotion = :promotion
                        """).param("promotion", promotion.id()).query(Size.class).single();
    }

    /** The next members of a wave, by number; for a reminder only those who have not reacted. */
    List<MemberId> next(Promotion promotion, Stage stage, int wave, long after, int most) {
        return sql.sql("""
                        select member from promotion_audience
                        where promotion = :promotion and wave = :wave and member > :after
                            and (not :reminder or reacted_at is null)
                        order by member limit :most
                        """)
                .param("promotion", promotion.id())
                .param("wave", wave)
                .param("after", after)
                .param("reminder", stage == Stage.REMINDER)
                .param("most", most)
                .query((row, number) -> new MemberId(row.getLong(1)))
                .list();
    }

    /** Notes who of them has reacted and with how much, those held out as well; counted anew each time. */
    int react(Promotion promotion, Instant upto) {
        var plan = promotion.plan();
        return sql.sql("""
                        update promotion_audience a set reacted_at = r.time, amount = r.amount
                        from (select e.member_id, min(e.time) as time,
                                sum(case when jsonb_typeof(e.data::jsonb -> :field) = 'number'
                                    then (e.data::jsonb ->> :field)::numeric end) as amount
                            from event e
                            where e.accepted_at >= :starts and e.accepted_at <= :upto and e.type = :type
                                and e.community = :community and e.time >= :starts and e.time <= :ends
                            group by e.member_id) as r
                        where a.promotion = :promotion and a.member = r.member_id
                            and (a.reacted_at, a.amount) is distinct from (r.time, r.amount)
                        """)
                .param("promotion", promotion.id())
                .param("field", plan.amountField() == null ? "" : plan.amountField())
                .param("upto", upto.atOffset(ZoneOffset.UTC))
                .param("type", plan.reaction())
                .param("community", promotion.community())
                .param("starts", plan.startsAt().atOffset(ZoneOffset.UTC))
                .param("ends", plan.endsAt().atOffset(ZoneOffset.UTC))
                .update();
    }

    void forget(long promotion) {
        sql.sql("delete from promotion_audience where promotion = :promotion")
                .param("promotion", promotion)
                .update();
    }
}
