package io.hearth.reward.plan;

import io.hearth.member.MemberId;
import io.hearth.platform.Page;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Who pays for which plan, and until when. */
@RestController
@RequestMapping("/api/v1")
class PlanController {

    private final JdbcClient jdbc;

    PlanController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** How many have a plan in a state. */
    record Count(String plan, String state, long members) {}

    record Payer(String member, String state, Instant since, Instant paidUntil, Instant graceUntil, boolean renews) {}

    record Held(String plan, String state, Instant since, Instant paidUntil, Instant graceUntil, boolean renews) {}

    record Act(
            String id,
            String plan,
            String act,
            String reference,
            int days,
            Instant until,
            String event,
            Instant at,
            boolean refunded) {}

    /** @param acts the newest first */
    record OfMember(List<Held> plans, List<Act> acts) {}

    @GetMapping("/plans")
    List<Count> counts(@RequestParam String community) {
        return jdbc.sql("""
                select plan, state, count(*) from plan_membership where community = ? and state <> 'ended'
                group by plan, state order by plan, state
                """)
                .param(community)
                .query((row, number) -> new Count(row.getString(1), row.getString(2), row.getLong(3)))
                .list();
    }

    @GetMapping("/plans/{plan}/members")
    Page<Payer> members(
            @PathVariable String plan,
            @RequestParam String community,
            @RequestParam(required = false) @Nullable MemberId after,
            @RequestParam(required = false) @Nullable Integer limit) {
        int most = Page.limit(limit);
        return Page.of(
                jdbc.sql("""
                        select member, state, since, paid_until, grace_until, renews from plan_membership
                        where community = ? and plan = ? and state <> 'ended' and member > ? order by member limit ?
                        """)
                        .params(community, plan, after == null ? 0 : after.value(), most + 1)
                        .query((row, number) -> new Payer(
                                new MemberId(row.getLong(1)).toString(),
                                row.getString(2),
                                row.getTimestamp(3).toInstant(),
                                row.getTimestamp(4).toInstant(),
                                row.getTimestamp(5).toInstant(),
                                row.getBoolean(6)))
                        .list(),
                most,
                Payer::member);
    }

    /** The plans of a member, those that ended included, and the last 100 things that happened to them. */
    @GetMapping("/members/{id}/plans")
    OfMember of(@PathVariable MemberId id, @RequestParam String community) {
        var plans = jdbc.sql("""
                select plan, state, since, paid_until, grace_until, renews from plan_membership
                where member = ? and community = ? order by plan
                """)
                .params(id.value(), community)
                .query((row, number) -> new Held(
                        row.getString(1),
                        row.getString(2),
                        row.getTimestamp(3).toInstant(),
                        row.getTimestamp(4).toInstant(),
                        row.getTimestamp(5).toInstant(),
                        row.getBoolean(6)))
                .list();
        var acts = jdbc.sql("""
                select id, plan, act, reference, days, until, event, at, refunded from plan_act
                where member = ? and community = ? order by id desc limit 100
                """)
                .params(id.value(), community)
                .query((row, number) -> new Act(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getInt(5),
                        row.getTimestamp(6).toInstant(),
                        row.getString(7),
                        row.getTimestamp(8).toInstant(),
                        row.getBoolean(9)))
                .list();
        return new OfMember(plans, acts);
    }
}
