package io.hearth.escalation;

import io.hearth.member.Follows;
import io.hearth.member.Kept;
import io.hearth.member.Merge;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Cases follow the member. Where both have an open one by the same rule about the same object, the older number keeps its own. */
@Component
@Order(40)
class MergedCases implements Follows {

    private static final String KIND = "case";

    private final JdbcTemplate jdbc;
    private final Kept kept;

    MergedCases(JdbcTemplate jdbc, Kept kept) {
        this.jdbc = jdbc;
        this.kept = kept;
    }

    @Override
    public void merged(Merge merge) {
        kept.keep(
                merge,
                KIND,
                jdbc.queryForList(
                        """
                        UPDATE escalation_case c SET member = ? WHERE c.member = ?
                          AND (c.status = 'closed' OR NOT EXISTS (
                            SELECT FROM escalation_case o
                            WHERE o.member = ? AND o.community = c.community AND o.rule = c.rule AND o.object = c.object
                              AND o.status <> 'closed'))
                        RETURNING c.id::text
                        """,
                        String.class,
                        merge.member().value(),
                        merge.alias().value(),
                        merge.member().value()));
    }

    @Override
    public void unmerged(Merge merge) {
        jdbc.update(
                "UPDATE escalation_case SET member = ? WHERE id = ANY (?::bigint[]) AND member = ?",
                merge.alias().value(),
                kept.ids(merge, KIND).toArray(String[]::new),
                merge.member().value());
    }
}
