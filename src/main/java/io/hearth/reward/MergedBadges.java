package io.hearth.reward;

import io.hearth.member.Follows;
import io.hearth.member.Kept;
import io.hearth.member.Merge;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** The member has the badges of both, each at the higher level; what became of them stays with either number. */
@Component
@Order(51)
class MergedBadges implements Follows {

    private static final String KIND = "badge";
    private static final String RAISED = "badge-level";

    private static final String COUNT_ANEW = """
            UPDATE standing s SET badges = coalesce((
                SELECT array_agg(word ORDER BY badge, place)
                FROM badge_grant g, unnest(g.reached) WITH ORDINALITY AS r (word, place)
                WHERE g.member = s.member AND g.community = s.community AND g.revoked_at IS NULL), '{}'),
                barred = coalesce((
                SELECT array_agg(badge) FROM badge_grant g
                WHERE g.member = s.member AND g.community = s.community AND g.revoked_at IS NOT NULL AND NOT g.again), '{}')
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
        raise(merge);
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

    /** Where both have the badge and the other one's level is higher. */
    private void raise(Merge merge) {
        jdbc.query(
                """
                SELECT m.community || ' ' || m.badge, m.rank || ' ' || coalesce(m.level, '') || ' ' ||
                    array_to_string(m.reached, ',')
                FROM badge_grant m JOIN badge_grant o USING (community, badge)
                WHERE m.member = ? AND o.member = ? AND o.rank > m.rank
                  AND m.revoked_at IS NULL AND o.revoked_at IS NULL
                """,
                row -> {
                    kept.keep(merge, RAISED, row.getString(1), row.getString(2));
                },
                merge.member().value(),
                merge.alias().value());
        jdbc.update("""
                UPDATE badge_grant m SET level = o.level, rank = o.rank, reached = o.reached
                FROM badge_grant o
                WHERE m.member = ? AND o.member = ? AND m.community = o.community AND m.badge = o.badge
                  AND o.rank > m.rank AND m.revoked_at IS NULL AND o.revoked_at IS NULL
                """, merge.member().value(), merge.alias().value());
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
        kept.data(merge, RAISED).forEach((id, was) -> {
            var words = was.split(" ", 3);
            jdbc.update(
                    """
                    UPDATE badge_grant SET level = nullif(?, ''), rank = ?, reached = string_to_array(?, ',')
                    WHERE member = ? AND community || ' ' || badge = ?
                    """,
                    words[1],
                    Integer.parseInt(words[0]),
                    words[2],
                    merge.member().value(),
                    id);
        });
        jdbc.update(COUNT_ANEW, merge.member().value(), merge.alias().value());
    }
}
