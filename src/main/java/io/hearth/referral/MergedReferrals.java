package io.hearth.referral;

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

/** Invitations follow the member, are part of the export, and are forgotten with the member. */
@Component
@Order(60)
class MergedReferrals implements Follows, PersonalData, Erasure {

    private static final String CODE = "invitation-code";
    private static final String INVITER = "referral-inviter";
    private static final String INVITED = "referral-invited";

    private final JdbcTemplate jdbc;
    private final Kept kept;

    MergedReferrals(JdbcTemplate jdbc, Kept kept) {
        this.jdbc = jdbc;
        this.kept = kept;
    }

    @Override
    public void merged(Merge merge) {
        kept.move(merge, CODE, "UPDATE invitation_code SET member = :to WHERE member = :from RETURNING code");
        kept.move(merge, INVITER, "UPDATE referral SET inviter = :to WHERE inviter = :from RETURNING id::text");
        kept.move(merge, INVITED, """
                UPDATE referral r SET invited = :to WHERE r.invited = :from AND NOT EXISTS (
                    SELECT FROM referral o WHERE o.programme = r.programme AND o.invited = :to)
                RETURNING r.id::text
                """);
    }

    @Override
    public void unmerged(Merge merge) {
        kept.back(
                merge,
                CODE,
                "UPDATE invitation_code SET member = :to WHERE member = :from AND code = ANY (:ids::text[])");
        kept.back(
                merge,
                INVITER,
                "UPDATE referral SET inviter = :to WHERE inviter = :from AND id = ANY (:ids::bigint[])");
        kept.back(
                merge,
                INVITED,
                "UPDATE referral SET invited = :to WHERE invited = :from AND id = ANY (:ids::bigint[])");
    }

    @Override
    public String section() {
        return "referrals";
    }

    @Override
    public Object of(MemberId member) {
        return Map.of(
                "codes",
                jdbc.queryForList(
                        "SELECT code, programme, created_at FROM invitation_code WHERE member = ?", member.value()),
                "invited",
                jdbc.queryForList(
                        "SELECT programme, state, joined_at, inviter_points FROM referral WHERE inviter = ? ORDER BY id",
                        member.value()),
                "invitedBy",
                jdbc.queryForList("""
                        SELECT programme, state, visited_at, joined_at, qualified_at, invited_points FROM referral
                        WHERE invited = ? ORDER BY id
                        """, member.value()));
    }

    @Override
    public void erase(MemberId member) {
        jdbc.update("DELETE FROM invitation_code WHERE member = ?", member.value());
        jdbc.update("DELETE FROM referral WHERE inviter = ? OR invited = ?", member.value(), member.value());
    }
}
