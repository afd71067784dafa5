package io.hearth.promotion;

import io.hearth.member.Erasure;
import io.hearth.member.Follows;
import io.hearth.member.Kept;
import io.hearth.member.MemberId;
import io.hearth.member.Merge;
import io.hearth.member.PersonalData;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** What audiences keep about a member: told on request, forgotten with the member, and taken along when two become one. */
@Component
@Order(60)
class AudienceMembers implements Erasure, PersonalData, Follows {

    private static final String KIND = "promotion";

    private final JdbcTemplate jdbc;
    private final Kept kept;

    AudienceMembers(JdbcTemplate jdbc, Kept kept) {
        this.jdbc = jdbc;
        this.kept = kept;
    }

    @Override
    public void erase(MemberId member) {
        jdbc.update("DELETE FROM promotion_audience WHERE member = ?", member.value());
    }

    @Override
    public String section() {
        return "promotions";
    }

    @Override
    public Object of(MemberId member) {
        return jdbc.query(
                """
                SELECT p.title, p.community, a.wave, a.reacted_at FROM promotion_audience a JOIN promotion p ON p.id = a.promotion
                WHERE a.member = ? ORDER BY p.id
                """,
                (row, number) -> Map.of(
                        "title",
                        row.getString("title"),
                        "community",
                        row.getString("community"),
                        "heldOut",
                        row.getInt("wave") == 0,
                        "reacted",
                        row.getTimestamp("reacted_at") != null),
                member.value());
    }

    /** Where both are in one audience, the one who stays keeps the place. */
    @Override
    public void merged(Merge merge) {
        var moved = jdbc.queryForList(
                """
                UPDATE promotion_audience a SET member = ?
                WHERE a.member = ? AND NOT EXISTS (
                    SELECT 1 FROM promotion_audience o WHERE o.promotion = a.promotion AND o.member = ?)
                RETURNING a.promotion::text
                """,
                String.class,
                merge.member().value(),
                merge.alias().value(),
                merge.member().value());
        kept.keep(merge, KIND, moved);
    }

    @Override
    public void unmerged(Merge merge) {
        jdbc.update(
                "UPDATE promotion_audience SET member = ? WHERE promotion = ANY (?::bigint[]) AND member = ?",
                merge.alias().value(),
                kept.ids(merge, KIND).toArray(String[]::new),
                merge.member().value());
    }
}
