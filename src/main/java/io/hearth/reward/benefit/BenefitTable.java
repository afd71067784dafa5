package io.hearth.reward.benefit;

import io.hearth.member.Erasure;
import io.hearth.member.MemberId;
import io.hearth.member.PersonalData;
import io.hearth.platform.Ids;
import io.hearth.reward.Award;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of what rules gave besides points, badges and levels. */
@Component
class BenefitTable implements PersonalData, Erasure {

    private static final String COLUMNS =
            "id, member, community, kind, what, store, days, state, why, code, ends_at, rule, receipt, at";

    private final JdbcClient jdbc;

    BenefitTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Notes what is asked for; returns what was not asked for the same cause before. */
    List<Benefit> ask(List<Award> awards) {
        return jdbc.sql("""
                insert into benefit
                    (id, member, community, kind, what, store, days, cause, rule, receipt, event, at)
                select * from unnest(?::uuid[], ?::bigint[], ?::text[], ?::text[], ?::text[], ?::text[], ?::int[],
                    ?::text[], ?::text[], ?::uuid[], ?::text[], ?::timestamptz[])
                on conflict do nothing
                returning %s
                """.formatted(COLUMNS))
                .params(
                        awards.stream().map(award -> Ids.next()).toArray(UUID[]::new),
                        awards.stream()
                                .mapToLong(award -> award.member().value())
                                .toArray(),
                        texts(awards, Award::community),
                        texts(awards, award -> given(award).kind()),
                        texts(awards, award -> given(award).what()),
                        texts(awards, award -> given(award).store()),
                        awards.stream().mapToInt(award -> given(award).days()).toArray(),
                        texts(awards, Award::cause),
                        texts(awards, Award::rule),
                        texts(awards, award -> Objects.toString(award.receipt(), null)),
                        texts(awards, Award::event),
                        texts(awards, award -> award.at().toString()))
                .query(BenefitTable::benefit)
                .list();
    }

    private static Award.Benefit given(Award award) {
        return (Award.Benefit) award.given();
    }

    void settle(List<Benefit.Given> given) {
        jdbc.sql("""
                update benefit b set state = case when g.why is null then 'given' else 'refused' end,
                    why = g.why, code = g.code, ends_at = g.ends_at
                from unnest(?::uuid[], ?::text[], ?::text[], ?::timestamptz[]) as g (id, why, code, ends_at)
                where b.id = g.id
                """)
                .params(
                        given.stream().map(Benefit.Given::id).toArray(UUID[]::new),
                        texts(given, Benefit.Given::why),
                        texts(given, Benefit.Given::code),
                        texts(given, one -> Objects.toString(one.endsAt(), null)))
                .update();
    }

    private static <T> @Nullable String[] texts(List<T> all, Function<T, @Nullable String> column) {
        return all.stream().map(column).toArray(String[]::new);
    }

    /** The newest first. */
    List<Benefit> list(
            @Nullable String community,
            @Nullable MemberId member,
            @Nullable String state,
            @Nullable UUID before,
            int limit) {
        return jdbc.sql("""
                select %s from benefit
                where (:community::text is null or community = :community)
                  and (:member::bigint is null or member = :member) and (:state::text is null or state = :state)
                  and (:before::uuid is null or id < :before::uuid)
                order by id desc limit :limit
                """.formatted(COLUMNS))
                .param("community", community)
                .param("member", member == null ? null : member.value())
                .param("state", state)
                .param("before", before)
                .param("limit", limit)
                .query(BenefitTable::benefit)
                .list();
    }

    /** A refused one, held for this transaction, to be tried again. */
    Optional<Benefit> refused(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from benefit where id = ? and state = 'refused' for update")
                .param(id)
                .query(BenefitTable::benefit)
                .optional();
    }

    Optional<Benefit> find(UUID id) {
        return jdbc.sql("select " + COLUMNS + " from benefit where id = ?")
                .param(id)
                .query(BenefitTable::benefit)
                .optional();
    }

    private static Benefit benefit(ResultSet row, int number) throws SQLException {
        var ends = row.getTimestamp("ends_at");
        return new Benefit(
                row.getObject("id", UUID.class),
                new MemberId(row.getLong("member")),
                row.getString("community"),
                row.getString("kind"),
                row.getString("what"),
                row.getString("store"),
                row.getInt("days"),
                row.getString("state"),
                row.getString("why"),
                row.getString("code"),
                ends == null ? null : ends.toInstant(),
                row.getString("rule"),
                row.getObject("receipt", UUID.class),
                row.getTimestamp("at").toInstant());
    }

    @Override
    public String section() {
        return "benefits";
    }

    @Override
    public Object of(MemberId member) {
        return jdbc.sql("select community, kind, what, state, at, ends_at from benefit where member = ? order by id")
                .param(member.value())
                .query()
                .listOfRows();
    }

    @Override
    public void erase(MemberId member) {
        jdbc.sql("delete from benefit where member = ?").param(member.value()).update();
    }
}
