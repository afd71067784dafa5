package io.hearth.reward.plan;

import io.hearth.member.Follows;
import io.hearth.member.Kept;
import io.hearth.member.MemberId;
import io.hearth.member.Merge;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The member has the plans of both; where both pay for one, the member's own counts. */
@Component
@Order(52)
class MergedPlans implements Follows {

    private static final String KIND = "plan";

    private static final String SEEN_ANEW = """
            INSERT INTO standing AS s (member, community, plans)
            SELECT member, community, coalesce(array_agg(plan ORDER BY plan) FILTER (WHERE state <> 'ended'), '{}')
            FROM plan_membership WHERE member = ? GROUP BY member, community
            ON CONFLICT (member, community) DO UPDATE SET plans = excluded.plans
            """;

    private final JdbcTemplate jdbc;
    private final Kept kept;

    MergedPlans(JdbcTemplate jdbc, Kept kept) {
        this.jdbc = jdbc;
        this.kept = kept;
    }

    @Override
    public void merged(Merge merge) {
        var moved = jdbc.queryForList(
                """
                UPDATE plan_membership p SET member = ? WHERE p.member = ? AND NOT EXISTS (
                    SELECT FROM plan_membership o WHERE o.member = ? AND o.community = p.community AND o.plan = p.plan)
                RETURNING p.community || ' ' || p.plan
                """,
                String.class,
                merge.member().value(),
                merge.alias().value(),
                merge.member().value());
        kept.keep(merge, KIND, moved);
        follow(moved.toArray(String[]::new), merge.alias(), merge.member());
    }

    @Override
    public void unmerged(Merge merge) {
        var moved = kept.ids(merge, KIND).toArray(String[]::new);
        jdbc.update(
                "UPDATE plan_membership SET member = ? WHERE member = ? AND community || ' ' || plan = ANY (?)",
                merge.alias().value(),
                merge.member().value(),
                moved);
        follow(moved, merge.member(), merge.alias());
    }

    /** What was paid goes along; privileges go along by themselves. */
    private void follow(String[] plans, MemberId from, MemberId to) {
        jdbc.update(
                "UPDATE plan_act SET member = ? WHERE member = ? AND community || ' ' || plan = ANY (?)",
                to.value(),
                from.value(),
                plans);
        jdbc.update("UPDATE standing SET plans = '{}' WHERE member IN (?, ?)", from.value(), to.value());
        jdbc.update(SEEN_ANEW, from.value());
        jdbc.update(SEEN_ANEW, to.value());
    }
}
