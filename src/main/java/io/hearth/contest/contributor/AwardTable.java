package io.hearth.contest.contributor;

import io.hearth.contest.Prize;
import io.hearth.contest.contributor.ContributorAward.Measure;
import io.hearth.contest.contributor.Shortlist.Candidate;
import io.hearth.member.MemberId;
import io.hearth.platform.Json;
import io.hearth.platform.NewestFirst;
import io.hearth.platform.Page;
import java.sql.Date;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The awards, their months, candidates and votes. */
@Component
class AwardTable {

    private static final String SELECT = """
            select id, community, name_zh, name_en, segment, measure, event_type, listed, voters, voter_group, template, prize,
                closed_at
            from contributor_award
            """;

    private final JdbcClient jdbc;

    AwardTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** One month of an award. */
    record Round(
            long award,
            LocalDate month,
            String state,
            Instant openedAt,
            @Nullable MemberId winner,
            @Nullable Instant chosenAt,
            long told,
            long toldCount) {}

    /** One voice. */
    record Vote(String voter, MemberId member, String reason, Instant at) {}

    long insert(ContributorAward one, String by, Instant at) {
        return jdbc.sql("""
                insert into contributor_award (community, name_zh, name_en, segment, measure, event_type, listed, voters,
                    voter_group, template, prize, created_by, created_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::jsonb, ?, ?) returning id
                """)
                .params(Arrays.asList(
                        one.community(),
                        one.nameZh(),
                        one.nameEn(),
                        one.segment(),
                        one.measure().word(),
                        one.eventType(),
                        one.listed(),
                        one.voters(),
                        one.voterGroup(),
                        one.template(),
                        one.prize() == null ? null : Json.mapper().writeValueAsString(one.prize()),
                        by,
                        Timestamp.from(at)))
                .query(Long.class)
                .single();
    }

    void close(long id, Instant at) {
        jdbc.sql("update contributor_award set closed_at = ? where id = ? and closed_at is null")
                .params(Timestamp.from(at), id)
                .update();
    }

    Optional<ContributorAward> find(long id) {
        return jdbc.sql(SELECT + "where id = ?")
                .param(id)
                .query((row, number) -> award(row))
                .optional();
    }

    /** Those that are on and have no list for a month, which they were there to see the end of. */
    List<ContributorAward> without(LocalDate month, Instant ended, int most) {
        return jdbc.sql(SELECT + """
                a where closed_at is null and created_at < ?
                  and not exists (select from contributor_round r where r.award = a.id and r.month = ?)
                order by id limit ?
                """)
                .params(Timestamp.from(ended), Date.valueOf(month), most)
                .query((row, number) -> award(row))
                .list();
    }

    Page<ContributorAward> list(@Nullable String community, int limit, @Nullable Long after) {
        return NewestFirst.page(
                jdbc, SELECT, (row, number) -> award(row), ContributorAward::id, community, limit, after);
    }

    /** Opens a month; false where it was opened before. */
    boolean open(long award, LocalDate month, List<Candidate> candidates, Instant at) {
        if (jdbc.sql("""
                insert into contributor_round (award, month, state, opened_at) values (?, ?, ?, ?) on conflict do nothing
                """)
                        .params(
                                award,
                                Date.valueOf(month),
                                candidates.isEmpty() ? "nobody" : "choosing",
                                Timestamp.from(at))
                        .update()
                == 0) {
            return false;
        }
        jdbc.sql("""
                insert into contributor_candidate (award, month, place, member, score)
                select ?, ?, * from unnest(?::int[], ?::bigint[], ?::bigint[])
                """)
                .params(
                        award,
                        Date.valueOf(month),
                        candidates.stream().mapToInt(Candidate::place).toArray(),
                        candidates.stream()
                                .mapToLong(one -> one.member().value())
                                .toArray(),
                        candidates.stream().mapToLong(Candidate::score).toArray())
                .update();
        return true;
    }

    Optional<Round> lock(long award, LocalDate month) {
        return rounds("where award = ? and month = ? for update", award, Date.valueOf(month)).stream()
                .findFirst();
    }

    List<Round> rounds(long award) {
        return rounds("where award = ? order by month desc limit 120", award);
    }

    /** One that is being announced, which nobody else works on. */
    Optional<Round> announcing() {
        return rounds("where state = 'announcing' order by award, month limit 1 for update skip locked").stream()
                .findFirst();
    }

    private List<Round> rounds(String which, Object... parameters) {
        return jdbc.sql(
                        "select award, month, state, opened_at, winner, chosen_at, told, told_count from contributor_round "
                                + which)
                .params(parameters)
                .query((row, number) -> round(row))
                .list();
    }

    List<Candidate> candidates(long award, LocalDate month) {
        return jdbc.sql("""
                select place, member, score from contributor_candidate where award = ? and month = ? order by place
                """)
                .params(award, Date.valueOf(month))
                .query((row, number) -> new Candidate(row.getInt(1), new MemberId(row.getLong(2)), row.getLong(3)))
                .list();
    }

    /** Notes a voice; false where that person has spoken. */
    boolean vote(long award, LocalDate month, Vote vote) {
        return jdbc.sql("""
                insert into contributor_vote (award, month, voter, member, reason, at) values (?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """)
                        .params(
                                award,
                                Date.valueOf(month),
                                vote.voter(),
                                vote.member().value(),
                                vote.reason(),
                                Timestamp.from(vote.at()))
                        .update()
                == 1;
    }

    List<Vote> votes(long award, LocalDate month) {
        return jdbc.sql(
                        "select voter, member, reason, at from contributor_vote where award = ? and month = ? order by at")
                .params(award, Date.valueOf(month))
                .query((row, number) -> new Vote(
                        row.getString(1),
                        new MemberId(row.getLong(2)),
                        row.getString(3),
                        row.getTimestamp(4).toInstant()))
                .list();
    }

    void choose(long award, LocalDate month, MemberId winner, boolean announce, Instant at) {
        jdbc.sql("update contributor_round set state = ?, winner = ?, chosen_at = ? where award = ? and month = ?")
                .params(
                        announce ? "announcing" : "done",
                        winner.value(),
                        Timestamp.from(at),
                        award,
                        Date.valueOf(month))
                .update();
    }

    void told(Round round, long last, int count, boolean all) {
        jdbc.sql("""
                update contributor_round set told = ?, told_count = told_count + ?, state = ? where award = ? and month = ?
                """)
                .params(last, count, all ? "done" : "announcing", round.award(), Date.valueOf(round.month()))
                .update();
    }

    private static Round round(ResultSet row) throws SQLException {
        long winner = row.getLong(5);
        var chosen = row.getTimestamp(6);
        return new Round(
                row.getLong(1),
                row.getDate(2).toLocalDate(),
                row.getString(3),
                row.getTimestamp(4).toInstant(),
                winner == 0 ? null : new MemberId(winner),
                chosen == null ? null : chosen.toInstant(),
                row.getLong(7),
                row.getLong(8));
    }

    private static ContributorAward award(ResultSet row) throws SQLException {
        var prize = row.getString(12);
        var closed = row.getTimestamp(13);
        return new ContributorAward(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                Measure.valueOf(row.getString(6).toUpperCase(Locale.ROOT)),
                row.getString(7),
                row.getInt(8),
                row.getInt(9),
                row.getString(10),
                row.getString(11),
                prize == null ? null : Json.mapper().readValue(prize, Prize.class),
                closed == null ? null : closed.toInstant());
    }
}
