package io.hearth.community;

import io.hearth.member.Follows;
import io.hearth.member.Kept;
import io.hearth.member.Merge;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * One membership of the two in each community: the stricter status, the higher role, the first day, the newest charter
 * accepted. As it was before is kept, and comes back when the merge is undone and nothing changed since.
 */
@Component
@Order(20)
class MergedMemberships implements Follows {

    private static final String KIND = "membership";

    /** A person who was removed under one number is not inside under another. */
    private static final String JOIN = """
            INSERT INTO membership AS m
                (community, member_id, status, role, level, joined_at, charter_version, charter_at, changed_at)
            SELECT community, ?, status, role, level, joined_at, charter_version, charter_at, ?
            FROM membership WHERE member_id = ?
            ON CONFLICT (member_id, community) DO UPDATE SET
                status = CASE WHEN array_position(%1$s, excluded.status) < array_position(%1$s, m.status)
                    THEN excluded.status ELSE m.status END,
                role = CASE WHEN m.role = 'member' THEN excluded.role ELSE m.role END,
                level = coalesce(m.level, excluded.level),
                joined_at = least(m.joined_at, excluded.joined_at),
                charter_version = greatest(m.charter_version, excluded.charter_version),
                charter_at = greatest(m.charter_at, excluded.charter_at),
                changed_at = excluded.changed_at
            """.formatted("ARRAY['REMOVED', 'MUTED', 'ACTIVE', 'APPLIED', 'LEFT']");

    private final JdbcTemplate jdbc;
    private final Kept kept;

    MergedMemberships(JdbcTemplate jdbc, Kept kept) {
        this.jdbc = jdbc;
        this.kept = kept;
    }

    @Override
    public void merged(Merge merge) {
        jdbc.query(
                "SELECT member_id, community, to_jsonb(m)::text AS row FROM membership m WHERE member_id IN (?, ?)",
                row -> {
                    kept.keep(
                            merge,
                            KIND,
                            row.getLong("member_id") + " " + row.getString("community"),
                            row.getString("row"));
                },
                merge.member().value(),
                merge.alias().value());
        var at = java.sql.Timestamp.from(merge.at());
        jdbc.update(JOIN, merge.member().value(), at, merge.alias().value());
        jdbc.update("DELETE FROM membership WHERE member_id = ?", merge.alias().value());
        history(merge, "merged");
    }

    @Override
    public void unmerged(Merge merge) {
        jdbc.update("""
                DELETE FROM membership WHERE member_id = ? AND changed_at <= ?
                """, merge.member().value(), java.sql.Timestamp.from(merge.mergedAt()));
        kept.data(merge, KIND).values().forEach(row -> jdbc.update("""
                INSERT INTO membership SELECT * FROM jsonb_populate_record(NULL::membership, ?::jsonb)
                ON CONFLICT (member_id, community) DO NOTHING
                """, row));
        history(merge, "parted");
    }

    private void history(Merge merge, String change) {
        jdbc.update(
                """
                INSERT INTO membership_history (community, member_id, change, at, cause)
                SELECT community, member_id, ?, ?, ? FROM membership WHERE member_id = ?
                """,
                change,
                java.sql.Timestamp.from(merge.at()),
                merge.cause(),
                merge.member().value());
    }
}
