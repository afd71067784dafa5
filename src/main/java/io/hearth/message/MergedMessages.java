package io.hearth.message;

import io.hearth.member.Follows;
import io.hearth.member.Kept;
import io.hearth.member.Merge;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Messages follow the member, so that one person's caps count what was said under either number. A channel that is
 * closed for one is closed for both.
 */
@Component
@Order(40)
class MergedMessages implements Follows {

    private static final String KIND = "message";

    private final JdbcTemplate jdbc;
    private final Kept kept;

    MergedMessages(JdbcTemplate jdbc, Kept kept) {
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
                        UPDATE message m SET member_id = ? WHERE m.member_id = ?
                          AND NOT EXISTS (SELECT FROM message o WHERE o.member_id = ? AND o.key = m.key)
                        RETURNING m.id::text
                        """,
                        String.class,
                        merge.member().value(),
                        merge.alias().value(),
                        merge.member().value()));
        jdbc.update("""
                INSERT INTO message_suppression (member_id, channel, reason, at)
                SELECT ?, channel, reason, at FROM message_suppression WHERE member_id = ? ON CONFLICT DO NOTHING
                """, merge.member().value(), merge.alias().value());
        jdbc.update("""
                INSERT INTO message_preference (member_id, channel, at)
                SELECT ?, channel, at FROM message_preference WHERE member_id = ? ON CONFLICT DO NOTHING
                """, merge.member().value(), merge.alias().value());
    }

    @Override
    public void unmerged(Merge merge) {
        jdbc.update(
                "UPDATE message SET member_id = ? WHERE id = ANY (?::uuid[]) AND member_id = ?",
                merge.alias().value(),
                kept.ids(merge, KIND).toArray(String[]::new),
                merge.member().value());
    }
}
