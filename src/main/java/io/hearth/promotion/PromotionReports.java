package io.hearth.promotion;

import io.hearth.message.MessageSettings;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Counts what came of promotions. */
@Component
class PromotionReports {

    private final JdbcClient sql;
    private final MessageSettings messages;
    private final Clock clock;

    PromotionReports(JdbcClient sql, MessageSettings messages, Clock clock) {
        this.sql = sql;
        this.messages = messages;
        this.clock = clock;
    }

    private record Reactions(long told, long heldOut, long toldReacted, long heldOutReacted, BigDecimal amount) {}

    private record Sent(String stage, String status, String channel, long messages, long gone) {}

    PromotionReport of(Promotion promotion, boolean settled) {
        var reactions = sql.sql("""
                        select count(*) filter (where wave > 0) as told, count(*) filter (where wave = 0) as held_out,
                            count(*) filter (where wave > 0 and reacted_at is not null) as told_reacted,
                            count(*) filter (where wave = 0 and reacted_at is not null) as held_out_reacted,
                            coalesce(sum(amount) filter (where wave > 0), 0) as amount
                        from promotion_audience where promotion = :promotion
                        """)
                .param("promotion", promotion.id())
                .query(Reactions.class)
                .single();
        var outcomes = new ArrayList<PromotionReport.Outcome>();
        var messageCost = BigDecimal.ZERO;
        for (var stage : Stage.values()) {
            if (promotion.plan().template(stage).isEmpty()) {
                continue;
            }
            for (var sent : sent(promotion, stage)) {
                outcomes.add(new PromotionReport.Outcome(stage.label(), sent.status(), sent.messages()));
                messageCost = messageCost.add(
                        messages.limits(sent.channel()).cost().multiply(BigDecimal.valueOf(sent.gone())));
            }
        }
        var told = new Proportion(reactions.toldReacted(), reactions.told());
        var heldOut = new Proportion(reactions.heldOutReacted(), reactions.heldOut());
        var compared = reactions.heldOut() > 0 && reactions.told() > 0;
        var reactionCost = promotion.plan().costPerReaction().multiply(BigDecimal.valueOf(reactions.toldReacted()));
        return new PromotionReport(
                clock.instant(),
                settled,
                reactions.told() + reactions.heldOut(),
                reactions.told(),
                reactions.heldOut(),
                reactions.toldReacted(),
                reactions.heldOutReacted(),
                told.estimate(),
                compared ? heldOut.estimate() : null,
                compared ? told.above(heldOut) : null,
                reactions.amount(),
                merged(outcomes),
                promotion.plan().budget(),
                messageCost,
                reactionCost,
                promotion.plan().budget().subtract(messageCost).subtract(reactionCost));
    }

    private java.util.List<Sent> sent(Promotion promotion, Stage stage) {
        return sql.sql("""
                        select :stage as stage, m.status, m.channel, count(*) as messages, count(m.sent_at) as gone
                        from promotion_audience a join message m on m.member_id = a.member and m.key = :key
                        where a.promotion = :promotion and a.wave > 0 group by m.status, m.channel order by 2, 3
                        """)
                .param("stage", stage.label())
                .param("key", Sending.key(promotion, stage))
                .param("promotion", promotion.id())
                .query(Sent.class)
                .list();
    }

    /** One line for each stage and state, whatever the channel. */
    private static java.util.List<PromotionReport.Outcome> merged(java.util.List<PromotionReport.Outcome> outcomes) {
        var sums = new java.util.LinkedHashMap<String, PromotionReport.Outcome>();
        outcomes.forEach(one -> sums.merge(
                one.stage() + ' ' + one.status(),
                one,
                (a, b) -> new PromotionReport.Outcome(a.stage(), a.status(), a.messages() + b.messages())));
        return java.util.List.copyOf(sums.values());
    }
}
