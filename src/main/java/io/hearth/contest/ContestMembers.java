package io.hearth.contest;

import io.hearth.member.Erasure;
import io.hearth.member.Follows;
import io.hearth.member.Kept;
import io.hearth.member.MemberId;
import io.hearth.member.Merge;
import io.hearth.member.PersonalData;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Entries follow the member where the member has none of their own, with what judges said and what each day counted; so do
 * places on the lists of contributors, the voices for them and the months that were won. They are part of the export, and are forgotten with the
 * member. The closed list of a draw keeps the number, so that the draw can still be checked; it leads to nobody then.
 */
@Component
@Order(61)
class ContestMembers implements Follows, PersonalData, Erasure {

    private record Entries(String table, String contest) {

        String kind() {
            return table.replace('_', '-');
        }
    }

    private static final String CANDIDATE = "contributor-candidate";
    private static final String VOTE = "contributor-vote";
    private static final String ROUND = "contributor-round";

    private static final List<Entries> ALL =
            List.of(new Entries("challenge_entry", "challenge"), new Entries("draw_entry", "draw"));

    private final JdbcTemplate jdbc;
    private final Kept kept;

    ContestMembers(JdbcTemplate jdbc, Kept kept) {
        this.jdbc = jdbc;
        this.kept = kept;
    }

    @Override
    public void merged(Merge merge) {
        for (var entries : ALL) {
            kept.move(merge, entries.kind(), """
                    UPDATE %1$s e SET member = :to WHERE e.member = :from AND NOT EXISTS (
                        SELECT FROM %1$s o WHERE o.%2$s = e.%2$s AND o.member = :to) RETURNING e.%2$s::text
                    """.formatted(entries.table(), entries.contest()));
        }
        along(merge, merge.alias(), merge.member());
        kept.move(merge, CANDIDATE, """
                UPDATE contributor_candidate c SET member = :to WHERE c.member = :from AND NOT EXISTS (
                    SELECT FROM contributor_candidate o
                    WHERE o.award = c.award AND o.month = c.month AND o.member = :to)
                RETURNING c.award || ' ' || c.month
                """);
        kept.move(merge, VOTE, """
                UPDATE contributor_vote SET member = :to WHERE member = :from RETURNING award || ' ' || month || ' ' || voter
                """);
        kept.move(merge, ROUND, """
                UPDATE contributor_round SET winner = :to WHERE winner = :from RETURNING award || ' ' || month
                """);
    }

    /** What belongs to the entries that changed hands. */
    private void along(Merge merge, MemberId from, MemberId to) {
        var moved = kept.ids(merge, "challenge-entry").toArray(String[]::new);
        for (var table : List.of("challenge_judgement", "challenge_day")) {
            jdbc.update(
                    "UPDATE " + table + " SET member = ? WHERE member = ? AND challenge::text = ANY (?)",
                    to.value(),
                    from.value(),
                    moved);
        }
    }

    @Override
    public void unmerged(Merge merge) {
        for (var entries : ALL) {
            kept.back(
                    merge,
                    entries.kind(),
                    "UPDATE %s SET member = :to WHERE member = :from AND %s = ANY (:ids::bigint[])"
                            .formatted(entries.table(), entries.contest()));
        }
        along(merge, merge.member(), merge.alias());
        kept.back(merge, CANDIDATE, """
                UPDATE contributor_candidate SET member = :to
                WHERE member = :from AND award || ' ' || month = ANY (:ids)
                """);
        kept.back(merge, VOTE, """
                UPDATE contributor_vote SET member = :to
                WHERE member = :from AND award || ' ' || month || ' ' || voter = ANY (:ids)
                """);
        kept.back(merge, ROUND, """
                UPDATE contributor_round SET winner = :to WHERE winner = :from AND award || ' ' || month = ANY (:ids)
                """);
    }

    @Override
    public String section() {
        return "contests";
    }

    @Override
    public Object of(MemberId member) {
        return Map.of(
                "challenges",
                jdbc.queryForList(
                        "SELECT challenge, entered_at, score, entry, link, out FROM challenge_entry WHERE member = ?",
                        member.value()),
                "draws",
                jdbc.queryForList("SELECT draw, tickets, entered_at FROM draw_entry WHERE member = ?", member.value()),
                "contributorAwards",
                jdbc.queryForList(
                        "SELECT award, month, place, score FROM contributor_candidate WHERE member = ?",
                        member.value()),
                "prizes",
                jdbc.queryForList(
                        "SELECT contest, place, prize::text, given, at FROM prize_given WHERE member = ?",
                        member.value()));
    }

    @Override
    public void erase(MemberId member) {
        jdbc.update("DELETE FROM challenge_judgement WHERE member = ?", member.value());
        jdbc.update("DELETE FROM challenge_day WHERE member = ?", member.value());
        jdbc.update("DELETE FROM challenge_entry WHERE member = ?", member.value());
        jdbc.update("DELETE FROM draw_entry WHERE member = ?", member.value());
        jdbc.update("UPDATE contributor_round SET winner = null WHERE winner = ?", member.value());
        jdbc.update("DELETE FROM contributor_vote WHERE member = ?", member.value());
        jdbc.update("DELETE FROM contributor_candidate WHERE member = ?", member.value());
        jdbc.update("UPDATE prize_given SET detail = null WHERE member = ?", member.value());
    }
}
