package io.hearth.segment;

import io.hearth.member.Follows;
import io.hearth.member.Kept;
import io.hearth.member.Merge;
import java.sql.Timestamp;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Who was put in by hand stays in; where rules put the other one goes, as the member who stays is decided anew. */
@Component
@Order(30)
class MergedSegments implements Follows {

    private static final String KIND = "segment";

    private final JdbcTemplate jdbc;
    private final Kept kept;

    MergedSegments(JdbcTemplate jdbc, Kept kept) {
        this.jdbc = jdbc;
        this.kept = kept;
    }

    @Override
    public void merged(Merge merge) {
        var gone = jdbc.queryForList(
                """
                WITH gone AS (
                    DELETE FROM segment_member WHERE member = ?
                    RETURNING community, segment, by_hand, receipt, rule, put_by, entered_at),
                told AS (
                    INSERT INTO segment_history (member, community, segment, entered, by_hand, at, receipt, rule, put_by)
                    SELECT ?, community, segment, false, by_hand, ?, receipt, rule, ? FROM gone),
                entered AS (
                    INSERT INTO segment_member (member, community, segment, by_hand, entered_at, put_by)
                    SELECT ?, community, segment, true, entered_at, put_by FROM gone WHERE by_hand
                    ON CONFLICT DO NOTHING
                    RETURNING community, segment, put_by),
                noted AS (
                    INSERT INTO segment_history (member, community, segment, entered, by_hand, at, put_by)
                    SELECT ?, community, segment, true, true, ?, put_by FROM entered)
                SELECT community || ' ' || segment || ' ' || coalesce(put_by, '') FROM gone WHERE by_hand
                """,
                String.class,
                merge.alias().value(),
                merge.alias().value(),
                Timestamp.from(merge.at()),
                merge.by(),
                merge.member().value(),
                merge.member().value(),
                Timestamp.from(merge.at()));
        kept.keep(merge, KIND, gone);
    }

    /** What the other one had by hand comes back; the member keeps it too, as a person may take it away. */
    @Override
    public void unmerged(Merge merge) {
        jdbc.update(
                """
                WITH entered AS (
                    INSERT INTO segment_member (member, community, segment, by_hand, entered_at, put_by)
                    SELECT ?, split_part(k, ' ', 1), split_part(k, ' ', 2), true, ?, split_part(k, ' ', 3)
                    FROM unnest(?) AS kept (k)
                    ON CONFLICT DO NOTHING
                    RETURNING member, community, segment, put_by)
                INSERT INTO segment_history (member, community, segment, entered, by_hand, at, put_by)
                SELECT member, community, segment, true, true, ?, put_by FROM entered
                """,
                merge.alias().value(),
                Timestamp.from(merge.at()),
                kept.ids(merge, KIND).toArray(String[]::new),
                Timestamp.from(merge.at()));
    }
}
