package io.hearth.promotion;

import java.sql.Array;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Table {@code promotion_approval}: who was asked about which plan, and what they said. */
@Repository
class ApprovalTable {

    private final JdbcClient sql;

    ApprovalTable(JdbcClient sql) {
        this.sql = sql;
    }

    /**
     * One question.
     *
     * @param people the group of which one person is asked
     * @param hash of the plan that is asked about
     * @param said absent while nobody has answered
     */
    record Approval(
            int runNumber,
            String people,
            String hash,
            List<String> reasons,
            @Nullable Boolean said,
            @Nullable String by,
            @Nullable Instant at,
            @Nullable String remark) {}

    void open(Promotion promotion, int runNumber, ApprovalRules.Wanted wanted) {
        sql.sql("""
                insert into promotion_approval (promotion, run_number, people, hash, reasons)
                values (:promotion, :number, :people, :hash, :reasons) on conflict do nothing
                """)
                .param("promotion", promotion.id())
                .param("number", runNumber)
                .param("people", wanted.people())
                .param("hash", promotion.hash())
                .param("reasons", wanted.reasons().toArray(String[]::new))
                .update();
    }

    boolean say(
            long promotion, int runNumber, String people, boolean yes, String by, @Nullable String remark, Instant at) {
        return sql.sql("""
                        update promotion_approval set said = :yes, by_whom = :by, remark = :remark, at = :at
                        where promotion = :promotion and run_number = :number and people = :people and said is null
                        """)
                        .param("yes", yes)
                        .param("by", by)
                        .param("remark", remark)
                        .param("at", at.atOffset(ZoneOffset.UTC))
                        .param("promotion", promotion)
                        .param("number", runNumber)
                        .param("people", people)
                        .update()
                == 1;
    }

    /** All that were ever asked about a promotion, oldest first. */
    List<Approval> of(long promotion) {
        return sql.sql("""
                        select run_number, people, hash, reasons, said, by_whom, at, remark from promotion_approval
                        where promotion = :promotion order by run_number, people limit 200
                        """)
                .param("promotion", promotion)
                .query((row, number) -> new Approval(
                        row.getInt("run_number"),
                        row.getString("people"),
                        row.getString("hash"),
                        texts(row.getArray("reasons")),
                        row.getObject("said", Boolean.class),
                        row.getString("by_whom"),
                        at(row.getObject("at", OffsetDateTime.class)),
                        row.getString("remark")))
                .list();
    }

    private static List<String> texts(Array array) throws java.sql.SQLException {
        return List.of((String[]) array.getArray());
    }

    private static @Nullable Instant at(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}
