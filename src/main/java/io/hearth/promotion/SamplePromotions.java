package io.hearth.promotion;

import io.hearth.account.People;
import io.hearth.community.Communities;
import io.hearth.member.Consent;
import io.hearth.member.Consents;
import io.hearth.member.MemberId;
import io.hearth.task.Tasks;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Gives the sample community three promotions as soon as it has members: one that its people have agreed to and that
 * runs, one that waits for them in the inbox, and a draft.
 */
@Component
@ConditionalOnProperty("hearth.simulator.enabled")
class SamplePromotions {

    private static final Logger log = LoggerFactory.getLogger(SamplePromotions.class);
    private static final String AUTHOR = "mei";
    private static final Map<String, String> AGREE = Map.of("approvers", "an", "leads", "admin");
    private static final String SEGMENT = "active";
    private static final int ENOUGH = 20;
    private static final String RUNS = "晨跑装备周 Morning gear week";

    /** Half of the sample members have agreed to offers. */
    private static final int AGREES = 2;

    private final Planning planning;
    private final PromotionTable promotions;
    private final Consents consents;
    private final Tasks tasks;
    private final People people;
    private final Communities communities;
    private final JdbcClient sql;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private boolean over;

    SamplePromotions(
            Planning planning,
            PromotionTable promotions,
            Consents consents,
            Tasks tasks,
            People people,
            Communities communities,
            JdbcClient sql,
            TransactionTemplate transaction,
            Clock clock) {
        this.planning = planning;
        this.promotions = promotions;
        this.consents = consents;
        this.tasks = tasks;
        this.people = people;
        this.communities = communities;
        this.sql = sql;
        this.transaction = transaction;
        this.clock = clock;
    }

    /** Looks every few seconds until the first one runs. */
    @Scheduled(initialDelayString = "PT10S", fixedDelayString = "PT5S")
    void look() {
        if (over) {
            return;
        }
        try {
            transaction.executeWithoutResult(status -> step(communities.usual()));
        } catch (RuntimeException fault) {
            over = true;
            log.warn("Expected to make sample promotions, but {}", fault.toString());
        }
    }

    private void step(String community) {
        if (!communities.knows(community)
                || people.find(AUTHOR).isEmpty()
                || AGREE.values().stream().anyMatch(name -> people.find(name).isEmpty())) {
            over = true;
            return;
        }
        var all = promotions.list(community, null, null, ENOUGH);
        if (all.isEmpty()) {
            begin(community);
            return;
        }
        var first = all.stream().filter(one -> one.plan().title().equals(RUNS)).findFirst();
        if (first.isEmpty() || first.get().state() != Promotion.State.APPROVAL) {
            over = true;
            return;
        }
        agree(first.get());
    }

    private void begin(String community) {
        var members = members(community);
        if (members.size() < ENOUGH) {
            return;
        }
        var now = clock.instant();
        consents.record(
                members.stream()
                        .filter(member -> member.value() % AGREES == 0)
                        .map(member -> new Consent(member, "marketing", Consent.EVERY_CHANNEL, true, now, "sample"))
                        .toList(),
                "sample");
        submit(community, running(now));
        submit(community, waiting(now));
        planning.create(community, draft(now), AUTHOR);
    }

    private void submit(String community, Plan plan) {
        planning.check(plan);
        var id = planning.create(community, plan, AUTHOR);
        planning.submit(promotions.lock(id).orElseThrow());
    }

    private List<MemberId> members(String community) {
        return sql.sql(
                        "select member from segment_member where community = :community and segment = :segment limit 1000")
                .param("community", community)
                .param("segment", SEGMENT)
                .query((row, number) -> new MemberId(row.getLong(1)))
                .list();
    }

    private void agree(Promotion promotion) {
        for (var group : AGREE.entrySet()) {
            sql.sql("""
                            select id from task
                            where origin = 'promotion' and state = 'open' and about ->> 'promotion' = :id and :people = any (groups)
                            """)
                    .param("id", Long.toString(promotion.id()))
                    .param("people", group.getKey())
                    .query(UUID.class)
                    .list()
                    .forEach(task -> tasks.completeFor(group.getValue(), task, Map.of("approved", true)));
        }
    }

    private static Plan running(Instant now) {
        var starts = now.plus(Duration.ofMinutes(2));
        return plan(
                RUNS,
                "跑鞋、手套、头灯 8 折，凭会员手机号使用 20 % off shoes, gloves and head lamps",
                List.of(SEGMENT),
                starts,
                starts.plus(Duration.ofDays(5)),
                BigDecimal.valueOf(3_000));
    }

    private static Plan waiting(Instant now) {
        var starts = now.plus(Duration.ofDays(2));
        return plan(
                "秋季赛早鸟报名 Early birds of the autumn race",
                "前 100 名报名立减 30 元 30 off for the first 100",
                List.of(SEGMENT, "contributor"),
                starts,
                starts.plus(Duration.ofDays(7)),
                BigDecimal.valueOf(3_000));
    }

    private static Plan draft(Instant now) {
        var starts = now.plus(Duration.ofDays(10));
        return plan(
                "好久不见 Come back to the river",
                "回来跑一次，送一瓶水 A bottle of water for the first run",
                List.of("dormant"),
                starts,
                starts.plus(Duration.ofDays(14)),
                BigDecimal.valueOf(500));
    }

    private static Plan plan(
            String title, String offer, List<String> segments, Instant starts, Instant ends, BigDecimal budget) {
        return new Plan(
                title,
                offer,
                segments,
                List.of(),
                10,
                "promotion/warm-up",
                starts.minus(Duration.ofMinutes(1)),
                "promotion/offer",
                starts,
                "promotion/reminder",
                ends.minus(Duration.ofDays(1)),
                ends,
                50,
                2,
                "order.paid",
                "amount",
                budget,
                BigDecimal.valueOf(20));
    }
}
