package io.hearth.contest.challenge;

import io.hearth.member.MemberId;
import io.hearth.platform.Page;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Who takes part, with what score. */
@Component
class EntryTable {

    private static final String COLUMNS =
            "member, entered_at, score, scored_at, entry, link, judged, out from challenge_entry ";

    /** What rules gave is in the ledger: it is added up anew, so that counting again counts nothing twice. */
    private static final String BY_POINTS = """
            update challenge_entry e set score = p.points, scored_at = p.at
            from (
                select m.member, coalesce(sum(l.points), 0) as points, coalesce(max(l.at), :from::timestamptz) as at
                from challenge_entry m
                left join ledger_entry l on l.member = m.member and l.community = :community and l.rule = :rule
                    and l.account in ('available', 'pending') and l.kind in ('earn', 'hold')
                    and l.at >= :from::timestamptz and l.at < :until::timestamptz
                where m.challenge = :challenge and (:all or m.member = any(:members::bigint[]))
                group by m.member) p
            where e.challenge = :challenge and e.member = p.member and e.score <> p.points
            """;

    private final JdbcClient jdbc;

    EntryTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    record Entry(
            MemberId member,
            Instant enteredAt,
            BigDecimal score,
            Instant scoredAt,
            @Nullable String text,
            @Nullable String link,
            int judged,
            @Nullable String out) {}

    /** A number of somebody's event. */
    record Counted(long challenge, MemberId member, BigDecimal amount, Instant at) {}

    /** Enters a member; false where he has entered before. One who was not let in may try again. */
    boolean insert(
            long challenge,
            MemberId member,
            Instant at,
            @Nullable String text,
            @Nullable String link,
            @Nullable String out) {
        return jdbc.sql("""
                insert into challenge_entry (challenge, member, entered_at, scored_at, entry, link, out)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict (challenge, member) do update
                    set entered_at = excluded.entered_at, entry = excluded.entry, link = excluded.link, out = excluded.out
                    where challenge_entry.out like 'not-allowed:%'
                """)
                        .params(Arrays.asList(
                                challenge, member.value(), Timestamp.from(at), Timestamp.from(at), text, link, out))
                        .update()
                == 1;
    }

    /**
     * Adds up what happened since each member entered. Where a day may add so much at most, the day's sum is kept, and only
     * what it has below the limit counts, whenever it arrives.
     */
    void count(List<Counted> all) {
        jdbc.sql("""
                with counted (challenge, member, amount, at) as (
                    select * from unnest(?::bigint[], ?::bigint[], ?::numeric[], ?::timestamptz[])),
                allowed as (
                    select c.challenge, c.member, c.amount, c.at, h.most_per_day as most,
                        (c.at at time zone o.zone)::date as day
                    from counted c join challenge_entry e using (challenge, member)
                    join challenge h on h.id = c.challenge join community o on o.slug = h.community
                    where e.out is null and c.at >= e.entered_at),
                daily as (
                    select challenge, member, day, most, sum(amount) as amount, max(at) as at from allowed
                    group by challenge, member, day, most),
                days as (
                    insert into challenge_day as d (challenge, member, day, amount)
                    select challenge, member, day, amount from daily where most is not null
                    order by challenge, member, day
                    on conflict (challenge, member, day) do update set amount = d.amount + excluded.amount
                    returning d.challenge, d.member, d.day, d.amount),
                added as (
                    select d.challenge, d.member, max(d.at) as at, sum(case when d.most is null then d.amount
                        else least(s.amount, d.most) - least(s.amount - d.amount, d.most) end) as amount
                    from daily d left join days s using (challenge, member, day)
                    group by d.challenge, d.member)
                update challenge_entry e set score = e.score + a.amount, scored_at = greatest(e.scored_at, a.at)
                from added a where e.challenge = a.challenge and e.member = a.member and a.amount > 0
                """)
                .params(
                        all.stream().mapToLong(Counted::challenge).toArray(),
                        all.stream().mapToLong(one -> one.member().value()).toArray(),
                        all.stream().map(one -> one.amount().toPlainString()).toArray(String[]::new),
                        all.stream().map(one -> one.at().toString()).toArray(String[]::new))
                .update();
    }

    /** @param members whose points may be others now; null for all */
    void countPoints(Challenge challenge, @Nullable Collection<MemberId> members) {
        jdbc.sql(BY_POINTS)
                .param("challenge", challenge.id())
                .param("community", challenge.community())
                .param("rule", challenge.rule())
                .param("from", Timestamp.from(challenge.startsAt()))
                .param("until", Timestamp.from(challenge.endsAt()))
                .param("all", members == null)
                .param(
                        "members",
                        members == null
                                ? new long[0]
                                : members.stream().mapToLong(MemberId::value).toArray())
                .update();
    }

    /** Notes what a judge thinks; false where that judge has said so before. */
    boolean judge(long challenge, MemberId member, String judge, BigDecimal score, @Nullable String note, Instant at) {
        if (jdbc.sql("""
                insert into challenge_judgement (challenge, member, judge, score, note, at) values (?, ?, ?, ?, ?, ?)
                on conflict do nothing
                """)
                        .params(Arrays.asList(challenge, member.value(), judge, score, note, Timestamp.from(at)))
                        .update()
                == 0) {
            return false;
        }
        jdbc.sql("""
                update challenge_entry e set score = j.score, judged = j.judged, scored_at = entered_at
                from (
                    select round(avg(score), 4) as score, count(*) as judged from challenge_judgement
                    where challenge = :challenge and member = :member) j
                where e.challenge = :challenge and e.member = :member
                """)
                .param("challenge", challenge)
                .param("member", member.value())
                .update();
        return true;
    }

    void lock(long challenge, MemberId member) {
        jdbc.sql("select judged from challenge_entry where challenge = ? and member = ? for update")
                .params(challenge, member.value())
                .query(row -> {});
    }

    /** Entries that too few people have judged. */
    long unjudged(Challenge challenge) {
        return jdbc.sql("select count(*) from challenge_entry where challenge = ? and out is null and judged < ?")
                .params(challenge.id(), challenge.judges())
                .query(Long.class)
                .single();
    }

    boolean putOut(long challenge, MemberId member, String reason) {
        return jdbc.sql("update challenge_entry set out = ? where challenge = ? and member = ? and out is null")
                        .params(reason, challenge, member.value())
                        .update()
                == 1;
    }

    Optional<Entry> find(long challenge, MemberId member) {
        return jdbc.sql("select " + COLUMNS + "where challenge = ? and member = ?")
                .params(challenge, member.value())
                .query((row, number) -> entry(row))
                .optional();
    }

    /** The best first; of those with the same score, who reached it first. */
    List<Entry> best(long challenge, int most) {
        return most == 0 ? List.of() : board(challenge, most, 0).items();
    }

    Page<Entry> board(long challenge, int limit, long after) {
        var found = jdbc.sql("select " + COLUMNS + """
                where challenge = ? and out is null order by score desc, scored_at, member limit ? offset ?
                """)
                .params(challenge, limit + 1, after)
                .query((row, number) -> entry(row))
                .list();
        return Page.of(found, limit, unused -> Long.toString(after + limit));
    }

    List<Entry> out(long challenge) {
        return jdbc.sql("select " + COLUMNS + "where challenge = ? and out is not null order by member limit 200")
                .param(challenge)
                .query((row, number) -> entry(row))
                .list();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                new MemberId(row.getLong(1)),
                row.getTimestamp(2).toInstant(),
                row.getBigDecimal(3).stripTrailingZeros(),
                row.getTimestamp(4).toInstant(),
                row.getString(5),
                row.getString(6),
                row.getInt(7),
                row.getString(8));
    }
}
