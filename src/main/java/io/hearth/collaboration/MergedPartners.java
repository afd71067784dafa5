package io.hearth.collaboration;

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

/** Who came by a partner's code, and who is a partner, follow the member, are part of the export and are forgotten. */
@Component
@Order(60)
class MergedPartners implements Follows, PersonalData, Erasure {

    private static final String PARTNER = "partner";
    private static final String TOUCH = "collaboration-touch";
    private static final String ORDER = "collaboration-order";
    private static final String JOINT_TOUCH = "joint-event-touch";
    private static final String JOINT_RESULT = "joint-event-result";

    private final JdbcTemplate jdbc;
    private final Kept kept;

    MergedPartners(JdbcTemplate jdbc, Kept kept) {
        this.jdbc = jdbc;
        this.kept = kept;
    }

    @Override
    public void merged(Merge merge) {
        kept.move(merge, PARTNER, "UPDATE partner SET member = :to WHERE member = :from RETURNING id::text");
        kept.move(merge, ORDER, "UPDATE collaboration_order SET member = :to WHERE member = :from RETURNING event");
        kept.move(merge, TOUCH, """
                UPDATE collaboration_touch t SET member = :to WHERE t.member = :from AND NOT EXISTS (
                    SELECT FROM collaboration_touch o WHERE o.collaboration = t.collaboration AND o.member = :to)
                RETURNING t.collaboration::text
                """);
        kept.move(merge, JOINT_RESULT, "UPDATE joint_event_result SET member = :to WHERE member = :from RETURNING key");
        kept.move(merge, JOINT_TOUCH, """
                UPDATE joint_event_touch t SET member = :to WHERE t.member = :from AND NOT EXISTS (
                    SELECT FROM joint_event_touch o
                    WHERE o.event = t.event AND o.partner = t.partner AND o.member = :to)
                RETURNING t.event || '/' || t.partner
                """);
    }

    @Override
    public void unmerged(Merge merge) {
        kept.back(
                merge,
                JOINT_RESULT,
                "UPDATE joint_event_result SET member = :to WHERE member = :from AND key = ANY (:ids::text[])");
        kept.back(merge, JOINT_TOUCH, """
                UPDATE joint_event_touch SET member = :to
                WHERE member = :from AND event || '/' || partner = ANY (:ids::text[])
                """);
        kept.back(merge, PARTNER, "UPDATE partner SET member = :to WHERE member = :from AND id = ANY (:ids::bigint[])");
        kept.back(
                merge,
                ORDER,
                "UPDATE collaboration_order SET member = :to WHERE member = :from AND event = ANY (:ids::text[])");
        kept.back(merge, TOUCH, """
                UPDATE collaboration_touch SET member = :to
                WHERE member = :from AND collaboration = ANY (:ids::bigint[])
                """);
    }

    @Override
    public String section() {
        return "collaborations";
    }

    @Override
    public Object of(MemberId member) {
        return Map.of(
                "partner",
                jdbc.queryForList(
                        "SELECT community, profile::text AS profile, created_at FROM partner WHERE member = ?",
                        member.value()),
                "cameBy",
                jdbc.queryForList("""
                        SELECT c.code, t.first_at, t.last_at, t.joined_at FROM collaboration_touch t
                        JOIN collaboration c ON c.id = t.collaboration WHERE t.member = ? ORDER BY t.first_at
                        """, member.value()),
                "jointEvents",
                jdbc.queryForList("""
                        SELECT e.title, t.first_at, t.last_at FROM joint_event_touch t
                        JOIN joint_event e ON e.id = t.event WHERE t.member = ? ORDER BY t.first_at
                        """, member.value()),
                "orders",
                jdbc.queryForList(
                        "SELECT event, amount, at FROM collaboration_order WHERE member = ? ORDER BY at",
                        member.value()));
    }

    /** What a partner was is kept without what leads to the person; orders keep their amounts, but belong to nobody. */
    @Override
    public void erase(MemberId member) {
        jdbc.update("""
                UPDATE partner SET member = NULL, version = version + 1,
                    profile = (profile - 'contact' - 'note') || '{"name": "–", "platforms": []}'::jsonb
                WHERE member = ?
                """, member.value());
        jdbc.update("DELETE FROM collaboration_touch WHERE member = ?", member.value());
        jdbc.update("UPDATE collaboration_order SET member = 0 WHERE member = ?", member.value());
        jdbc.update("DELETE FROM joint_event_touch WHERE member = ?", member.value());
        jdbc.update(
                "UPDATE joint_event_result SET member = 0, key = gen_random_uuid()::text WHERE member = ?",
                member.value());
    }
}
