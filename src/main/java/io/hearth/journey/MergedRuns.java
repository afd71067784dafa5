package io.hearth.journey;

import io.hearth.member.Follows;
import io.hearth.member.Kept;
import io.hearth.member.Merge;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Runs follow the member, with what they wait for. Both go on where both are in one journey. Positions are those of the
 * member's partition, so the runs that come over begin at its end: what came before was told to them already.
 */
@Component
@Order(40)
class MergedRuns implements Follows {

    private static final String KIND = "run";

    private final JdbcTemplate jdbc;
    private final Kept kept;

    MergedRuns(JdbcTemplate jdbc, Kept kept) {
        this.jdbc = jdbc;
        this.kept = kept;
    }

    @Override
    public void merged(Merge merge) {
        var moved = jdbc.queryForList(
                """
                UPDATE run r SET member = ?, position = ?, entry = r.entry + coalesce((
                    SELECT max(o.entry) + 1 FROM run o
                    WHERE o.journey = r.journey AND o.community = r.community AND o.member = ?), 0)
                WHERE r.member = ? RETURNING r.id::text
                """,
                String.class,
                merge.member().value(),
                merge.position(),
                merge.member().value(),
                merge.alias().value());
        kept.keep(merge, KIND, moved);
        waits(moved.toArray(String[]::new), merge.member().value(), merge.position());
    }

    @Override
    public void unmerged(Merge merge) {
        var runs = kept.ids(merge, KIND).toArray(String[]::new);
        jdbc.update(
                "UPDATE run SET member = ?, position = ? WHERE id = ANY (?::uuid[]) AND member = ?",
                merge.alias().value(),
                merge.aliasPosition(),
                runs,
                merge.member().value());
        waits(runs, merge.alias().value(), merge.aliasPosition());
    }

    private void waits(String[] runs, long member, long position) {
        jdbc.update("UPDATE wait SET member = ?, position = ? WHERE run = ANY (?::uuid[])", member, position, runs);
    }
}
