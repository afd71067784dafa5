package io.hearth.reward;

import io.hearth.member.Follows;
import io.hearth.member.Kept;
import io.hearth.member.Merge;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The member has the badges of both. */
@Component
@Order(51)
class MergedBadges implements Follows {

    private static final String KIND = "badge";

    private static final String COUNT_ANEW = """
            UPDATE standing s SET badges = coalesce((
                SELECT array_agg(badge ORDER BY badge) FROM badge_grant g
                WHERE g.member = s.member AND g.community = s.community), '{}')
            WHERE s.member IN (?, ?)
            """;

    private final JdbcTemplate jdbc;
    private final Kept kept;

    MergedBadges(JdbcTemplate jdbc, Kept kept) {
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
                        UPDATE badge_grant g SET member = ? WHERE g.member = ? AND NOT EXISTS (
                            SELECT FROM badge_grant o
                            WHERE o.member = ? AND o.community = g.community AND o.badge = g.badge)
                        RETURNING g.community || ' ' || g.badge
                        """,
                        String.class,
                        merge.member().value(),
                        merge.alias().value(),
                        merge.member().value()));
        jdbc.update("""
                INSERT INTO standing (member, community)
                SELECT DISTINCT member, community FROM badge_grant WHERE member = ? ON CONFLICT DO NOTHING
                """, merge.member().value());
        jdbc.update(COUNT_ANEW, merge.member().value(), merge.alias().value());
    }

    @Override
    public void unmerged(Merge merge) {
        jdbc.update(
                """
                UPDATE badge_grant SET member = ? WHERE member = ? AND community || ' ' || badge = ANY (?)
                """,
                merge.alias().value(),
                merge.member().value(),
                kept.ids(merge, KIND).toArray(String[]::new));
        jdbc.update(COUNT_ANEW, merge.member().value(), merge.alias().value());
    }
}
